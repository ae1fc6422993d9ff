//! What changes how everything looks: theme, contrast, forced colours, print, and the density of the screen.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit};

/// What the system says of how pages are to look.
const QUERIES: [&str; 4] = [
    "(prefers-color-scheme: dark)",
    "(prefers-contrast: more)",
    "(forced-colors: active)",
    "print",
];

/// What a person chose on the page.
const CHOICES: [&str; 2] = ["data-theme", "data-contrast"];

/// The element whose children tell the colours.
pub type Probe = web_sys::HtmlDivElement;

/// Watches the looks until it is dropped.
#[must_use = "dropping it stops the watching"]
pub struct AppearanceWatch {
    _listeners: Vec<EventListener>,
    _density: Rc<RefCell<Option<EventListener>>>,
    observer: Option<MutationObserver>,
    _told: Closure<dyn FnMut()>,
}

/// Tells `changed` whenever colours or pixels may have become others. It is told at once: a page that is printed
/// is taken as it then stands.
pub fn watch(changed: impl Fn() + 'static) -> AppearanceWatch {
    let changed: Rc<dyn Fn()> = Rc::new(changed);
    let listeners = QUERIES.iter().filter_map(|query| listen(query, Rc::clone(&changed)));
    let density = Rc::new(RefCell::new(None));
    follow_density(&density, &changed);
    let told = {
        let changed = Rc::clone(&changed);
        Closure::<dyn FnMut()>::new(move || changed())
    };
    AppearanceWatch {
        _listeners: listeners.collect(),
        _density: density,
        observer: observe(&told),
        _told: told,
    }
}

/// How many pixels the screen has for one CSS pixel.
pub fn density() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// The colours of the children of an element, as they are computed now.
///
/// Custom properties are read as they were written, such as `light-dark(…)`; a colour that is in use isn't.
pub fn colours(within: &Element) -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let children = within.children();
    let colour = |at| {
        let child = children.item(at)?;
        window.get_computed_style(&child).ok()??.get_property_value("color").ok()
    };
    (0..children.length()).map(|at| colour(at).unwrap_or_default()).collect()
}

fn listen(query: &str, changed: Rc<dyn Fn()>) -> Option<EventListener> {
    let list = web_sys::window()?.match_media(query).ok()??;
    Some(EventListener::new(&list, "change", move |_| changed()))
}

/// A query is about one density: another one is asked whenever it has changed.
fn follow_density(held: &Rc<RefCell<Option<EventListener>>>, changed: &Rc<dyn Fn()>) {
    let (again, told) = (Rc::downgrade(held), Rc::clone(changed));
    let query = format!("(resolution: {}dppx)", density());
    let listener = listen(
        &query,
        Rc::new(move || {
            told();
            if let Some(held) = again.upgrade() {
                // Not from within the listener that is replaced.
                let told = Rc::clone(&told);
                super::frame::next_frame(move || follow_density(&held, &told));
            }
        }),
    );
    held.replace(listener);
}

fn observe(told: &Closure<dyn FnMut()>) -> Option<MutationObserver> {
    let root = web_sys::window()?.document()?.document_element()?;
    let observer = MutationObserver::new(told.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    let names: js_sys::Array =
        CHOICES.iter().map(|name| wasm_bindgen::JsValue::from(*name)).collect();
    options.set_attribute_filter(&names);
    observer.observe_with_options(&root, &options).ok()?;
    Some(observer)
}

impl Drop for AppearanceWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
