//! Files from and to the person's device.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

use crate::platform::{task, timer};

/// A file that a person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name, with the extension.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Lets the person pick a file; `accept` lists extensions such as `.json,.automerge`.
///
/// `chosen` hears of nothing if they change their mind. Must be called while the browser handles a
/// click or a key.
pub fn pick(accept: &str, chosen: impl FnOnce(ChosenFile) + 'static) {
    let _ = show_picker(accept, chosen);
}

fn show_picker(accept: &str, chosen: impl FnOnce(ChosenFile) + 'static) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let input: web_sys::HtmlInputElement =
        document.create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("file");
    input.set_accept(accept);
    let picker = input.clone();
    // Safari forgets an input that nothing holds: the listener holds it until the choice.
    EventListener::once(&input, "change", move |_| {
        let file = picker.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            task::spawn(async move {
                if let Some(file) = read(file).await {
                    chosen(file);
                }
            });
        }
    })
    .forget();
    input.click();
    Some(())
}

/// Listens to files dropped anywhere on the page, for as long as the page lives.
///
/// `hovering` hears whether files are held over the page.
pub fn on_drop(
    hovering: impl Fn(bool) + Clone + 'static,
    dropped: impl Fn(ChosenFile) + Clone + 'static,
) {
    let Some(window) = web_sys::window() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let over = hovering.clone();
    EventListener::new_with_options(&window, "dragover", options, move |event| {
        if carries_files(event) {
            event.prevent_default();
            over(true);
        }
    })
    .forget();
    let left = hovering.clone();
    EventListener::new(&window, "dragleave", move |event| {
        // Leaving for nowhere is leaving the page; all else is moving between its elements.
        let event = event.dyn_ref::<web_sys::DragEvent>();
        if event.is_some_and(|event| event.related_target().is_none()) {
            left(false);
        }
    })
    .forget();
    EventListener::new_with_options(&window, "drop", options, move |event| {
        if !carries_files(event) {
            return;
        }
        event.prevent_default();
        hovering(false);
        for file in files_of(event) {
            let dropped = dropped.clone();
            task::spawn(async move {
                if let Some(file) = read(file).await {
                    dropped(file);
                }
            });
        }
    })
    .forget();
}

fn carries_files(event: &web_sys::Event) -> bool {
    let carried = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
    carried.is_some_and(|carried| carried.types().includes(&"Files".into(), 0))
}

fn files_of(event: &web_sys::Event) -> Vec<web_sys::File> {
    let carried = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
    let Some(files) = carried.and_then(|carried| carried.files()) else { return Vec::new() };
    (0..files.length()).filter_map(|index| files.get(index)).collect()
}

async fn read(file: web_sys::File) -> Option<ChosenFile> {
    let name = file.name();
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(ChosenFile { name, bytes: Uint8Array::new(&buffer).to_vec() })
}

/// Hands the person a file, under a name, of a MIME type; says whether the browser took it.
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> bool {
    offer(name, mime, bytes).is_some()
}

fn offer(name: &str, mime: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    task::spawn(async move {
        // The browser reads the address after the click: taken back at once, some find nothing there.
        timer::sleep(60_000).await;
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    Some(())
}
