//! Where the focus goes when it leaves an element.

use leptos::ev::FocusEvent;
use wasm_bindgen::JsCast as _;

/// Whether the focus that leaves an element stays inside `root`.
pub fn stays_within(event: &FocusEvent, root: &web_sys::Element) -> bool {
    let to = event.related_target().and_then(|to| to.dyn_into().ok());
    to.is_some() && root.contains(to.as_ref())
}

/// Whether nothing has the focus, as after what had it was taken away.
pub fn is_nowhere() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let body = document.body();
        document.active_element().is_none_or(|active| Some(active) == body.map(Into::into))
    })
}
