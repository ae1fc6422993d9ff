//! Work that is done later.

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Work that waits for its time; dropping it calls it off.
#[must_use = "dropping a timer calls its work off"]
pub struct Timer {
    _timeout: Timeout,
}

/// Does `work` once, after `delay_ms` milliseconds.
pub fn after(delay_ms: u32, work: impl FnOnce() + 'static) -> Timer {
    Timer { _timeout: Timeout::new(delay_ms, work) }
}

/// Waits for `delay_ms` milliseconds.
pub async fn sleep(delay_ms: i32) {
    let elapsed = Promise::new(&mut |done, _| {
        let window = web_sys::window();
        let is_set = window.is_some_and(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, delay_ms).is_ok()
        });
        if !is_set {
            // Only a page that is going away has no timers.
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(elapsed).await;
}
