//! Where the focus is, and where it goes.

use leptos::ev::FocusEvent;
use leptos::html::ElementType;
use leptos::prelude::{GetUntracked as _, NodeRef};
use wasm_bindgen::JsCast;

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

/// Moves the focus to an element, such as when what had it goes away; nowhere if it isn't mounted.
pub fn give<E>(to: NodeRef<E>)
where
    E: ElementType,
    E::Output: AsRef<web_sys::HtmlElement> + JsCast + Clone + 'static,
{
    if let Some(element) = to.try_get_untracked().flatten() {
        let element: &web_sys::HtmlElement = element.as_ref();
        // Refused only by an element that left the page.
        let _ = element.focus();
    }
}
