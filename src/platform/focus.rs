//! Where the focus is, and where it goes.

use leptos::ev::FocusEvent;
use leptos::html::ElementType;
use leptos::prelude::{GetUntracked as _, NodeRef, event_target};
use wasm_bindgen::JsCast;

use crate::platform::task;

/// Whether the focus that leaves an element stays inside `root`.
pub fn stays_within(event: &FocusEvent, root: &web_sys::Element) -> bool {
    let to = event.related_target().and_then(|to| to.dyn_into().ok());
    to.is_some() && root.contains(to.as_ref())
}

/// Does what is to be done when a field is left, unless it is left because it was taken away: a field that is drawn
/// anew is gone at once, and the next one goes on from what was typed.
pub fn unless_gone(left: &FocusEvent, then: impl FnOnce() + 'static) {
    let field: web_sys::Element = event_target(left);
    task::spawn(async move {
        if field.is_connected() {
            then();
        }
    });
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

/// Scrolls whatever scrolls around the element with this id, so that it is seen; the focus stays.
pub fn show_within(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(element) = document.and_then(|document| document.get_element_by_id(id)) {
        scroll_to(&element);
    }
}

/// As [`show_within`], for an element that is mounted; of one that is higher than the room, its upper end is seen.
pub fn show<E>(what: NodeRef<E>)
where
    E: ElementType,
    E::Output: AsRef<web_sys::HtmlElement> + JsCast + Clone + 'static,
{
    if let Some(element) = what.try_get_untracked().flatten() {
        let element: &web_sys::HtmlElement = element.as_ref();
        scroll_to(element);
    }
}

fn scroll_to(element: &web_sys::Element) {
    let nearest = js_sys::Object::new();
    if js_sys::Reflect::set(&nearest, &"block".into(), &"nearest".into()).is_ok()
        && let Ok(scroll) = js_sys::Reflect::get(element, &"scrollIntoView".into())
        && let Ok(scroll) = scroll.dyn_into::<js_sys::Function>()
    {
        // Nothing is lost where it can't be scrolled.
        let _ = scroll.call1(element, &nearest);
    }
}

/// A step among what can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the first.
    First,
    /// To the next, and from the last to the first.
    Next,
    /// To the one before, and from the first to the last.
    Previous,
    /// To the last.
    Last,
}

/// Moves the focus among the buttons and fields within an element.
pub fn step_within(within: &web_sys::Element, step: Step) {
    let Ok(all) = within.query_selector_all("button:not(:disabled), input:not(:disabled)") else {
        return;
    };
    let count = all.length();
    if count == 0 {
        return;
    }
    let active = within.owner_document().and_then(|page| page.active_element());
    let at = (0..count).find(|at| all.item(*at).as_ref() == active.as_deref().map(AsRef::as_ref));
    let next = match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => count - 1,
        (Step::Next, Some(at)) => (at + 1) % count,
        (Step::Previous, Some(at)) => (at + count - 1) % count,
    };
    let next = all.item(next).and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(next) = next {
        // Refused only where the element isn't shown.
        let _ = next.focus();
    }
}
