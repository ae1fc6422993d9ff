//! The address bar: the part after `#`, and where the page came from.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// The address after `#`, with the `#`, as it stands: nothing is decoded.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to an address after `#`; Back returns here.
pub fn go_to(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only to pages in a sandbox, which show what they show.
        let _ = window.location().set_hash(hash);
    }
}

/// Puts another address after `#` in the place of this one; Back skips the one that was here.
///
/// The browser tells nobody of it: whoever calls this has already gone there.
pub fn replace(hash: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    // A page that changes its address too often is refused for a while; the screen is right all the same.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
}

/// Listens to the address after `#` for as long as the page lives.
pub fn on_hash_change(mut changed: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "hashchange", move |_| changed()).forget();
    }
}

/// Where the page itself came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// `https:` or `http:`.
    pub protocol: String,
    /// The host, and the port if it is said.
    pub host: String,
    /// The path of the page, up to its last slash.
    pub folder: String,
}

/// Where the page itself came from.
pub fn origin() -> Origin {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return Origin::default();
    };
    let path = location.pathname().unwrap_or_default();
    let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]).to_owned();
    Origin {
        protocol: location.protocol().unwrap_or_default(),
        host: location.host().unwrap_or_default(),
        folder,
    }
}

/// Says in the browser's tab and history what this page shows.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused only to pages in a sandbox.
        let _ = window.location().reload();
    }
}
