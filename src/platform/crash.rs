//! What is left to do when the app itself breaks: say so once, and offer the work as a file.
//!
//! After a panic nothing in this wasm can be trusted, so the screen is drawn by `rescue.js`, which
//! reads the stored chunks by itself. Chunks of a document put end to end are an Automerge file.
//!
//! It never loads the page by itself. Where a workspace stops the app a second time, the screen leads
//! elsewhere: to the list, or to another view of the workspace with nothing selected.

use std::cell::Cell;
use std::panic;

use wasm_bindgen::JsValue;

thread_local! {
    /// A crash while the crash is shown must not begin again.
    static HAS_CRASHED: Cell<bool> = const { Cell::new(false) };
}

/// The words of the screen, in the person's language: what happened, what is safe, what to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrashWords {
    /// What happened.
    pub title: String,
    /// What is safe.
    pub text: String,
    /// The label of the button that saves the work as a file.
    pub download: String,
    /// The label of the button that loads the page again.
    pub reload: String,
    /// What is said when there is no work on this device.
    pub nothing: String,
    /// What is said instead of `text` where it has stopped at the same workspace before.
    pub again: String,
    /// The label of the button that opens another view of the workspace.
    pub elsewhere: String,
    /// The label of the button that leads to all workspaces.
    pub home: String,
}

/// From now on a panic shows the screen, with the words that were last given to [`say`].
pub fn watch() {
    panic::set_hook(Box::new(|info| {
        if HAS_CRASHED.replace(true) {
            return;
        }
        let words = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&words));
        let _ = show(&words);
    }));
}

/// Keeps the words for the screen where `rescue.js` finds them: on the page itself.
pub fn say(words: &CrashWords) {
    let Some(root) = web_sys::window().and_then(|window| window.document()?.document_element())
    else {
        return;
    };
    let pairs = [
        ("title", &words.title),
        ("text", &words.text),
        ("download", &words.download),
        ("reload", &words.reload),
        ("nothing", &words.nothing),
        ("again", &words.again),
        ("elsewhere", &words.elsewhere),
        ("home", &words.home),
    ];
    for (name, text) in pairs {
        // The names are valid, so this can't be refused.
        let _ = root.set_attribute(&format!("data-crash-{name}"), text);
    }
}

fn show(details: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let script = document.create_element("script").ok()?;
    match document.get_element_by_id("causeway-rescue") {
        // A page in one file carries it: there it can't be fetched.
        Some(carried) => script.set_text_content(carried.text_content().as_deref()),
        None => script.set_attribute("src", "rescue.js").ok()?,
    }
    script.set_attribute("data-details", details).ok()?;
    document.body()?.append_child(&script).ok()?;
    Some(())
}
