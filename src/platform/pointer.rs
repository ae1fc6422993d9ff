//! Pointers over the map, as the inputs of its gestures: the border between the browser and `causeway_canvas`.

use std::cell::Cell;
use std::rc::Rc;

use causeway_canvas::gesture::{Button, Input, Keys, PointerId, PointerKind};
use causeway_canvas::{ScreenPoint, ScreenVector};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

/// What lies within this takes its own pointer events: fields and buttons over the map.
pub const OWN_POINTER: &str = "[data-own-pointer]";

/// A line of a wheel that counts in lines, in pixels.
const LINE: f64 = 32.0;

/// From this many pixels on, a turn without a sideways part is taken for a notch of a mouse wheel.
const NOTCH: f64 = 40.0;

/// Listens to the pointers over an element until it is dropped.
#[must_use = "dropping it stops the listening"]
pub struct PointerWatch {
    _listeners: Vec<EventListener>,
}

/// Tells `hear` what pointers do over `stage`, in the order in which they do it.
///
/// Capture stays with the stage: on a card it would be lost when a colleague deletes the card in mid-drag.
pub fn watch(stage: &Element, hear: impl Fn(Input) + Clone + 'static) -> PointerWatch {
    let space = Rc::new(Cell::new(false));
    let mut listeners = Vec::new();
    let mut on = |kind: &'static str, read: fn(&Element, &Event, Held) -> Option<Input>| {
        let (stage, hear, space) = (stage.clone(), hear.clone(), Rc::clone(&space));
        let options = EventListenerOptions::enable_prevent_default();
        let target = stage.clone();
        listeners.push(EventListener::new_with_options(&target, kind, options, move |event| {
            if let Some(input) = read(&stage, event, Held { space: space.get() }) {
                hear(input);
            }
        }));
    };
    on("pointerdown", down);
    on("pointermove", moved);
    on("pointerup", up);
    on("pointercancel", |_, _, _| Some(Input::Cancel));
    on("dblclick", double_click);
    on("wheel", wheel);
    // The map has a menu of its own; over fields the browser's stays.
    on("contextmenu", |_, event, _| {
        if !is_of_another(event) {
            event.prevent_default();
        }
        None
    });
    listeners.extend(space_bar(&space));
    PointerWatch { _listeners: listeners }
}

/// What is held besides what an event says of itself.
#[derive(Clone, Copy)]
struct Held {
    space: bool,
}

fn down(stage: &Element, event: &Event, held: Held) -> Option<Input> {
    let event = event.dyn_ref::<PointerEvent>()?;
    if is_of_another(event) {
        return None;
    }
    let button = match event.button() {
        0 => Button::Primary,
        1 => Button::Middle,
        2 => Button::Secondary,
        _ => return None,
    };
    if button != Button::Primary || held.space {
        // Otherwise some browsers begin to scroll by themselves, and a menu loses the focus as it opens.
        event.prevent_default();
    }
    if button != Button::Secondary {
        // A pointer that is gone already needs no capture.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
    let kind = match event.pointer_type().as_str() {
        "touch" => PointerKind::Touch,
        "pen" => PointerKind::Pen,
        _ => PointerKind::Mouse,
    };
    let pointer = PointerId(event.pointer_id());
    Some(Input::Down { pointer, kind, button, at: place(stage, event), keys: keys(event, held) })
}

fn moved(stage: &Element, event: &Event, held: Held) -> Option<Input> {
    let event = event.dyn_ref::<PointerEvent>()?;
    let pointer = PointerId(event.pointer_id());
    Some(Input::Move { pointer, at: place(stage, event), keys: keys(event, held) })
}

fn up(stage: &Element, event: &Event, held: Held) -> Option<Input> {
    let event = event.dyn_ref::<PointerEvent>()?;
    let pointer = PointerId(event.pointer_id());
    Some(Input::Up { pointer, at: place(stage, event), keys: keys(event, held) })
}

fn double_click(stage: &Element, event: &Event, _: Held) -> Option<Input> {
    let event = event.dyn_ref::<MouseEvent>()?;
    (!is_of_another(event)).then(|| Input::DoubleClick { at: place(stage, event) })
}

fn wheel(stage: &Element, event: &Event, held: Held) -> Option<Input> {
    let event = event.dyn_ref::<WheelEvent>()?;
    if is_of_another(event) {
        return None;
    }
    // The page itself neither scrolls nor zooms under the map.
    event.prevent_default();
    let is_in_lines = event.delta_mode() != WheelEvent::DOM_DELTA_PIXEL;
    let unit = if is_in_lines { LINE } else { 1.0 };
    let by = ScreenVector::new(event.delta_x() * unit, event.delta_y() * unit);
    let is_notched = is_in_lines
        || (event.delta_x() == 0.0
            && event.delta_y().abs() >= NOTCH
            && event.delta_y().fract() == 0.0);
    Some(Input::Wheel { at: place(stage, event), by, is_notched, keys: keys(event, held) })
}

/// Whether the event belongs to something over the map that takes its own.
fn is_of_another(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest(OWN_POINTER), Ok(Some(_))))
}

fn place(stage: &Element, event: &MouseEvent) -> ScreenPoint {
    let rect = stage.get_bounding_client_rect();
    ScreenPoint::new(
        f64::from(event.client_x()) - rect.left(),
        f64::from(event.client_y()) - rect.top(),
    )
}

fn keys(event: &MouseEvent, held: Held) -> Keys {
    Keys {
        shift: event.shift_key(),
        control: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        space: held.space,
    }
}

/// Keeps a pointer that is pressed on what it was pressed on, wherever it goes.
pub fn hold(event: &PointerEvent) {
    if let Some(target) =
        event.current_target().and_then(|target| target.dyn_into::<Element>().ok())
    {
        // A pointer that is gone already needs no capture.
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}

/// Where over an element a pointer is: 0 at its left and its top, 1 at its right and its bottom.
pub fn share_of(element: &Element, event: &MouseEvent) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    let at = place(element, event);
    (at.x / rect.width().max(1.0), at.y / rect.height().max(1.0))
}

/// How many times as wide as high an element is.
pub fn aspect_of(element: &Element) -> f64 {
    let rect = element.get_bounding_client_rect();
    rect.width().max(1.0) / rect.height().max(1.0)
}

/// Follows the space bar, unless it is typed into something.
fn space_bar(space: &Rc<Cell<bool>>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let listen = |kind: &'static str, is_held: bool| {
        let space = Rc::clone(space);
        EventListener::new(&window, kind, move |event| {
            let event = event.dyn_ref::<KeyboardEvent>();
            if event.is_some_and(|event| event.key() == " " && !super::keys::is_typing(event)) {
                space.set(is_held);
            }
        })
    };
    let lost = Rc::clone(space);
    let blur = EventListener::new(&window, "blur", move |_| lost.set(false));
    vec![listen("keydown", true), listen("keyup", false), blur]
}
