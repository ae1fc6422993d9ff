//! Whether the browser trusts the way by which this page came.
//!
//! It doesn't trust `http://192.168…`, as a room has it. Then there are no service worker, no locks, no
//! clipboard, no system share, no `persist()`, no `crypto.randomUUID` and no `crypto.subtle`: whoever
//! adapts one of them says in its own file what stands in for it.

/// Whether this page is a secure context.
pub fn is_secure() -> bool {
    web_sys::window().is_none_or(|window| window.is_secure_context())
}
