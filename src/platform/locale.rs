//! What the browser says of its reader: languages, and how the screen should look.

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

fn matches(query: &str) -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}
