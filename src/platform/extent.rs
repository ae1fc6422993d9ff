//! How large an element is, as it changes, and where it lies.

use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Where an element lies, and how large it is, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// Where an element lies in the window.
pub fn of(element: &Element) -> Place {
    let rect = element.get_bounding_client_rect();
    Place { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
}

/// Where the first element that a selector finds within another lies in it.
pub fn within(outer: &Element, selector: &str) -> Option<Place> {
    let inner = of(&outer.query_selector(selector).ok()??);
    let outer = of(outer);
    Some(Place { left: inner.left - outer.left, top: inner.top - outer.top, ..inner })
}

/// Watches an element's size until it is dropped.
#[must_use = "dropping it stops the watching"]
pub struct ExtentWatch {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

/// Tells `told` an element's width and height in CSS pixels, now and whenever they change.
pub fn watch(element: &Element, told: impl Fn(f64, f64) + 'static) -> Option<ExtentWatch> {
    let measured = element.clone();
    let tell = move || {
        let rect = measured.get_bounding_client_rect();
        told(rect.width(), rect.height());
    };
    tell();
    let closure = Closure::<dyn FnMut()>::new(tell);
    let observer =
        ResizeObserver::new(wasm_bindgen::JsCast::unchecked_ref(closure.as_ref())).ok()?;
    observer.observe(element);
    Some(ExtentWatch { observer, _told: closure })
}

impl Drop for ExtentWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
