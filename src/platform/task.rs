//! Work that goes on beside the page's own.

use std::future::Future;

/// Runs a future on the page's only thread, beginning with the next turn of its loop.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}
