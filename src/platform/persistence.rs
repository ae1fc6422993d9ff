//! How safe this device's storage is, and how much of it is left.
//!
//! Both are known only in a secure context; elsewhere the answer is `None`, which the status says.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// How much this site stores, and how much it may, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quota {
    /// What is stored.
    pub used: f64,
    /// What may be stored in all.
    pub allowed: f64,
}

/// Asks the browser not to clear this site's storage when the disk gets full; `None` if it can't say.
pub async fn persist() -> Option<bool> {
    let promise = storage()?.persist().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

/// How much is stored and how much may be; `None` if the browser doesn't say.
pub async fn quota() -> Option<Quota> {
    let promise = storage()?.estimate().ok()?;
    let estimate: web_sys::StorageEstimate = JsFuture::from(promise).await.ok()?.unchecked_into();
    Some(Quota { used: estimate.get_usage()?, allowed: estimate.get_quota()? })
}

/// `navigator.storage`, which is undefined on a page that is no secure context.
fn storage() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let storage = js_sys::Reflect::get(&navigator, &"storage".into()).ok()?;
    storage.dyn_into().ok()
}
