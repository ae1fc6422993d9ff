//! Keys, wherever on the page they are struck.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlTextAreaElement, KeyboardEvent};

/// A key that was struck, and what was held with it.
#[allow(clippy::struct_excessive_bools, reason = "keys are held or not, a target types or not")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struck {
    /// The browser's name of the key, such as `a`, `Enter`, `ArrowLeft`.
    pub key: String,
    /// Control, or Command on a Mac.
    pub control: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// Whether it was struck within the watched element, or nowhere in particular.
    pub is_within: bool,
    /// Whether it was struck on something that does something by itself when Enter or space is struck.
    pub is_on_control: bool,
    /// Whether it was typed into a field.
    pub is_typed: bool,
}

/// Listens to keys until it is dropped.
#[must_use = "dropping it stops the listening"]
pub struct KeyWatch {
    _listener: EventListener,
}

/// Tells `struck` every key outside of dialogs; where it answers `true`, the browser does nothing more.
pub fn watch(within: &Element, struck: impl Fn(Struck) -> bool + 'static) -> Option<KeyWatch> {
    let window = web_sys::window()?;
    let within = within.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.default_prevented() || key.is_composing() || is_within(key, "dialog") {
            return;
        }
        if struck(read(key, &within)) {
            event.prevent_default();
        }
    });
    Some(KeyWatch { _listener: listener })
}

/// Whether a key is being typed: into a field, or into a composition.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    event.is_composing() || is_in_field(event)
}

/// Whether an event belongs to a field or a dialog.
pub fn is_in_field(event: &Event) -> bool {
    is_within(event, "input, textarea, select, [contenteditable], dialog")
}

fn is_within(event: &Event, selector: &str) -> bool {
    target(event).is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
}

fn read(event: &KeyboardEvent, within: &Element) -> Struck {
    let target = target(event);
    let is_nowhere = target.as_ref().is_none_or(|target| target.tag_name() == "BODY");
    // What stands beside the map and belongs to it, such as the tour, hears the map's keys.
    let is_inside = target.as_ref().is_some_and(|target| {
        within.contains(Some(target)) || matches!(target.closest("[data-of-map]"), Ok(Some(_)))
    });
    let is_on_control = target.is_some_and(|target| {
        matches!(target.closest("button, a, summary, [role=menuitem]"), Ok(Some(control)) if !control.has_attribute("data-node"))
    });
    Struck {
        key: event.key(),
        control: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        is_within: is_nowhere || is_inside,
        is_on_control,
        is_typed: is_typing(event),
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// The element within which keys are watched.
pub type Within = Element;

/// Whether the focus may be moved to an element on the map: not away from where someone types or from beside the map.
pub fn may_take_focus(element: &Element) -> bool {
    let Some(active) = element.owner_document().and_then(|page| page.active_element()) else {
        return true;
    };
    let stage = element.closest(".map").ok().flatten();
    active.tag_name() == "BODY" || stage.is_some_and(|stage| stage.contains(Some(&active)))
}

/// Gives an element the focus, and scrolls nothing: what the map shows is its camera's business.
pub fn focus(element: &Element) {
    let options = js_sys::Object::new();
    let is_set = Reflect::set(&options, &"preventScroll".into(), &true.into()).is_ok();
    let focus = Reflect::get(element, &"focus".into()).ok();
    if let Some(focus) =
        focus.and_then(|focus| focus.dyn_into::<Function>().ok()).filter(|_| is_set)
    {
        // Refused only where the element isn't shown.
        let _ = focus.call1(element, &options);
    }
}

/// Puts the caret into the field within an element, with all of its text selected.
pub fn type_in(element: &Element) {
    let field = element.query_selector("textarea, input").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
        focus(&field);
        field.select();
    }
}

/// Gives the focus to the pressed card within an element, or else to the element itself.
pub fn focus_pressed(within: &Element) {
    let card = within.query_selector("[data-node][aria-pressed=true]").ok().flatten();
    focus(card.as_ref().unwrap_or(within));
}
