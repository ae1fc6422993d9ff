//! The page's life: hidden, shown, left.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::VisibilityState;

/// What happens to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// It is out of sight, and on a phone it may end here without another word.
    Hidden,
    /// It is in sight again.
    Shown,
    /// It is being left, or put aside whole until Back.
    Leaving,
    /// It comes back as it was left.
    Returned,
}

/// Listens to the page's life until it is dropped.
pub struct LifeWatch {
    _listeners: [EventListener; 4],
}

/// Tells `happened` what happens to the page; `has_unsaved` decides whether leaving it asks first.
pub fn watch(
    happened: impl Fn(Life) + Clone + 'static,
    has_unsaved: impl Fn() -> bool + 'static,
) -> Option<LifeWatch> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let (seen, left, returned) = (happened.clone(), happened.clone(), happened);
    let visibility = EventListener::new(&document, "visibilitychange", move |_| {
        seen(if is_seen() { Life::Shown } else { Life::Hidden });
    });
    let hide = EventListener::new(&window, "pagehide", move |_| left(Life::Leaving));
    let show = EventListener::new(&window, "pageshow", move |event| {
        let event = event.dyn_ref::<web_sys::PageTransitionEvent>();
        if event.is_some_and(web_sys::PageTransitionEvent::persisted) {
            returned(Life::Returned);
        }
    });
    let options = EventListenerOptions::enable_prevent_default();
    let leave = EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        if has_unsaved() {
            event.prevent_default();
        }
    });
    Some(LifeWatch { _listeners: [visibility, hide, show, leave] })
}

/// Whether the page is in sight.
pub fn is_seen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|page| page.visibility_state() != VisibilityState::Hidden)
}

/// Waits for the page to be hidden or left, until it is dropped.
#[must_use = "dropping it ends the waiting"]
pub struct PartingWatch {
    _listeners: [EventListener; 3],
}

/// Does `work` whenever the page is hidden or about to be left, before [`watch`] tells of it: what is
/// written now is still stored.
pub fn on_parting(work: impl Fn() + Clone + 'static) -> Option<PartingWatch> {
    let window = web_sys::window()?;
    // Captured at the window: earlier than every other listener, wherever the event goes.
    let listen = |kind: &'static str| {
        let work = work.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window, kind, options, move |_| work())
    };
    Some(PartingWatch { _listeners: ["visibilitychange", "pagehide", "beforeunload"].map(listen) })
}
