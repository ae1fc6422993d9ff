//! How large an element is, as it changes.

use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

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
