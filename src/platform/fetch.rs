//! Files that came with the app, such as templates.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file beside the page; `None` if it can't be had now.
pub async fn bytes(path: &str) -> Option<Vec<u8>> {
    let promise = web_sys::window()?.fetch_with_str(path);
    let response: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
