//! The service worker that makes the app open without its server.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// Registers `sw.js`; says whether this page will open without its server from now on.
///
/// `false` where there are no service workers: a page that is no secure context, or some private windows.
pub async fn register() -> bool {
    let Some(container) = container() else { return false };
    JsFuture::from(container.register("sw.js")).await.is_ok()
}

/// `navigator.serviceWorker`, which is undefined on a page that is no secure context.
fn container() -> Option<web_sys::ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}
