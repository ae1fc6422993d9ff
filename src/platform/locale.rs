//! What the browser says of its reader: languages, and how the screen should look.

/// The languages that the reader asked for, best first, as BCP 47 tags.
pub fn languages() -> Vec<String> {
    // Off the browser, where the tests run, nobody asks for one.
    if cfg!(not(target_arch = "wasm32")) {
        return Vec::new();
    }
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
    // Off the browser, where the tests run, nothing moves by itself.
    if cfg!(not(target_arch = "wasm32")) {
        return true;
    }
    matches("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

/// Whether the reader's dates begin with the month.
pub fn writes_month_first() -> bool {
    languages().first().is_some_and(|tag| tag.eq_ignore_ascii_case("en-US"))
}

/// Whether the keyboard has a Command key in the place of Control.
pub fn is_a_mac() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// A text in capitals. The browser knows how; our own tables of it would be downloaded.
pub fn upper(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_upper_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_uppercase()
}

/// A text in small letters, as the browser writes them.
pub fn lower(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

fn matches(query: &str) -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}
