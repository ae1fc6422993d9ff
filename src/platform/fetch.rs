//! Files that came with the app, such as templates, and questions to a relay.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file beside the page; `None` if it can't be had now.
pub async fn bytes(path: &str) -> Option<Vec<u8>> {
    body(response(web_sys::window()?.fetch_with_str(path)).await?).await
}

/// Why a file isn't here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It can't be had now.
    Unreached,
    /// It is larger than it may be: its server says so, or so many bytes came before it was given up.
    Larger(u64),
}

/// The bytes of a file of at most so many; with `anew`, asked for at its server even if the browser has kept it.
///
/// # Errors
/// If it can't be had now, or is larger. What says that it is larger isn't read, and what comes to be larger isn't
/// read to its end.
pub async fn at_most(path: &str, most: u64, anew: bool) -> Result<Vec<u8>, Refused> {
    let options = web_sys::RequestInit::new();
    if anew {
        options.set_cache(web_sys::RequestCache::NoCache);
    }
    let window = web_sys::window().ok_or(Refused::Unreached)?;
    let response = response(window.fetch_with_str_and_init(path, &options)).await;
    let response = response.ok_or(Refused::Unreached)?;
    let said = response.headers().get("content-length").ok().flatten();
    let said = said.and_then(|said| said.parse().ok()).unwrap_or(0);
    // What is compressed on the way can come a little larger than it is.
    if said > most + most / 1000 + 1024 {
        return Err(Refused::Larger(said));
    }
    let Some(stream) = response.body() else { return Ok(Vec::new()) };
    let reader = stream.get_reader().dyn_into().map_err(|_| Refused::Unreached)?;
    read_at_most(&reader, most).await
}

/// Reads a stream to its end, unless that comes after more than so many bytes: then it is given up.
async fn read_at_most(
    reader: &web_sys::ReadableStreamDefaultReader,
    most: u64,
) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    while let Some(part) = next_part(reader).await.ok_or(Refused::Unreached)? {
        let found = bytes.len() as u64 + u64::from(part.length());
        if found > most {
            // Whether its server hears of it or not, nothing more of it is read.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(Refused::Larger(found));
        }
        bytes.extend(part.to_vec());
    }
    Ok(bytes)
}

/// What comes next of a stream, `Some(None)` at its end; `None` if it broke off.
#[allow(
    clippy::option_option,
    reason = "the end of a stream is another thing than its breaking off"
)]
async fn next_part(
    reader: &web_sys::ReadableStreamDefaultReader,
) -> Option<Option<js_sys::Uint8Array>> {
    let read = JsFuture::from(reader.read()).await.ok()?;
    let read: web_sys::ReadableStreamReadResult = read.unchecked_into();
    if read.get_done() == Some(true) {
        return Some(None);
    }
    Some(Some(read.get_value().dyn_into().ok()?))
}

async fn response(promise: js_sys::Promise) -> Option<web_sys::Response> {
    let response: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    response.ok().then_some(response)
}

async fn body(response: web_sys::Response) -> Option<Vec<u8>> {
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
