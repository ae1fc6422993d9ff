//! The device's own way to hand a link on.

use wasm_bindgen::JsValue;

use crate::platform::task;

/// Whether the device has one; a page that is no secure context never does.
pub fn is_there() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    let share = navigator
        .and_then(|navigator| js_sys::Reflect::get(&navigator, &JsValue::from_str("share")).ok());
    share.is_some_and(|share| share.is_function())
}

/// Offers a link to it. Must be called while the browser handles a click or a key.
pub fn offer(address: &str) {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return };
    let data = web_sys::ShareData::new();
    data.set_url(address);
    let promise = navigator.share_with_data(&data);
    task::spawn(async move {
        // Refused where the person changed their mind.
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    });
}
