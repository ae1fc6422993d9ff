//! Copying text, also where a page is no secure context.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; says whether it is on the clipboard now.
///
/// Must be called while the browser handles a click or a key.
pub async fn copy(text: &str) -> bool {
    if let Some(clipboard) = clipboard()
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

/// The text on the clipboard, where the browser hands it out and the person agrees.
pub async fn read() -> Option<String> {
    JsFuture::from(clipboard()?.read_text()).await.ok()?.as_string()
}

/// Listens to texts that are pasted outside of fields and dialogs, until it is dropped.
///
/// Works on every page, since the person gives the text by their own key.
#[must_use = "dropping it stops the listening"]
pub fn on_paste(hear: impl Fn(String) + 'static) -> Option<PasteWatch> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window, "paste", options, move |event| {
        let Some(pasted) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
        let text = pasted.clipboard_data().and_then(|clip| clip.get_data("text/plain").ok());
        if let Some(text) = text.filter(|text| !text.is_empty())
            && !super::keys::is_in_field(event)
        {
            event.prevent_default();
            hear(text);
        }
    });
    Some(PasteWatch { _listener: listener })
}

/// Listens to what is pasted.
pub struct PasteWatch {
    _listener: EventListener,
}

/// The text that a paste brings.
pub fn pasted(event: &web_sys::Event) -> Option<String> {
    carried(event)?.get_data("text/plain").ok()
}

/// Has a copy take this text; says whether it does.
pub fn put(event: &web_sys::Event, text: &str) -> bool {
    carried(event).is_some_and(|carried| carried.set_data("text/plain", text).is_ok())
}

/// What a copy or a paste carries.
fn carried(event: &web_sys::Event) -> Option<web_sys::DataTransfer> {
    js_sys::Reflect::get(event, &"clipboardData".into()).ok()?.dyn_into().ok()
}

/// `navigator.clipboard`, which is undefined on a page that is no secure context.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    clipboard.dyn_into().ok()
}

/// The way of copying that works everywhere: select text on the page, and give the browser's own command.
fn copy_by_selection(text: &str) -> Option<bool> {
    let document = web_sys::window()?.document()?;
    let focused = document.active_element();
    let area: web_sys::HtmlTextAreaElement =
        document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_attribute("readonly", "").ok()?;
    area.set_attribute("aria-hidden", "true").ok()?;
    area.set_class_name("off-screen");
    // A modal dialog makes all else inert: what is selected must be inside it.
    let dialog = document.query_selector("dialog[open]").ok().flatten();
    match dialog {
        Some(dialog) => dialog.append_child(&area).ok()?,
        None => document.body()?.append_child(&area).ok()?,
    };
    area.select();
    let is_copied = exec_copy(&document);
    area.remove();
    if let Some(focused) =
        focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = focused.focus();
    }
    Some(is_copied)
}

/// `document.execCommand("copy")`; it is old, and the only way outside a secure context.
fn exec_copy(document: &web_sys::Document) -> bool {
    let Ok(command) = js_sys::Reflect::get(document, &"execCommand".into()) else { return false };
    let Ok(command) = command.dyn_into::<js_sys::Function>() else { return false };
    command.call1(document, &"copy".into()).is_ok_and(|done| done.is_truthy())
}
