//! What the browser says of its reader: languages, and how the screen should look.

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;

/// The languages that the reader asked for, best first, as BCP 47 tags.
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Says the page's language in its `lang` attribute, for screen readers and hyphens.
pub fn set_page_language(tag: &str) {
    if let Some(root) = root() {
        // `lang` is a valid name, so this can't be refused.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Says in `data-theme` which look was chosen; without one, the device's own counts.
pub fn set_page_theme(theme: Option<&str>) {
    let Some(root) = root() else { return };
    // `data-theme` is a valid name, so this can't be refused.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Whether the device asks for as little movement as possible.
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

/// Whether the device asks for dark colours.
pub fn prefers_dark() -> bool {
    matches("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

/// Listens to whether the device asks for dark colours, for as long as the page lives.
pub fn on_prefers_dark_change(changed: impl Fn(bool) + 'static) {
    if let Some(query) = matches("(prefers-color-scheme: dark)") {
        let target: web_sys::EventTarget = query.clone().unchecked_into();
        EventListener::new(&target, "change", move |_| changed(query.matches())).forget();
    }
}

fn matches(query: &str) -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}
