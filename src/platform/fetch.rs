//! Files that came with the app, such as templates, and questions to a relay.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file beside the page; `None` if it can't be had now.
pub async fn bytes(path: &str) -> Option<Vec<u8>> {
    read(web_sys::window()?.fetch_with_str(path)).await
}

/// The same, asked for at its server even if the browser has kept it.
pub async fn anew(path: &str) -> Option<Vec<u8>> {
    let options = web_sys::RequestInit::new();
    options.set_cache(web_sys::RequestCache::NoCache);
    read(web_sys::window()?.fetch_with_str_and_init(path, &options)).await
}

async fn read(promise: js_sys::Promise) -> Option<Vec<u8>> {
    let response: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// What a relay answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The number that HTTP gives its outcome.
    pub status: u16,
    /// All that it sent.
    pub body: Vec<u8>,
}

/// Asks something over HTTP, with a key if it needs one; `None` if nobody answered.
pub async fn ask(
    method: &str,
    address: &str,
    key: Option<&str>,
    body: Option<&[u8]>,
) -> Option<Answer> {
    let options = web_sys::RequestInit::new();
    options.set_method(method);
    options.set_cache(web_sys::RequestCache::NoStore);
    // A key goes to the relay that it is for, and nowhere on from there.
    options.set_redirect(web_sys::RequestRedirect::Error);
    if let Some(body) = body {
        options.set_body(&js_sys::Uint8Array::from(body));
    }
    let request = web_sys::Request::new_with_str_and_init(address, &options).ok()?;
    if let Some(key) = key {
        request.headers().set("Authorization", &format!("Bearer {key}")).ok()?;
    }
    let promise = web_sys::window()?.fetch_with_request(&request);
    let response: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Answer { status: response.status(), body: js_sys::Uint8Array::new(&buffer).to_vec() })
}
