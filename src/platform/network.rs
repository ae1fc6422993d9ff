//! What the browser knows of the network.

use gloo::events::EventListener;

/// Listens to the network coming and going, until it is dropped.
pub struct NetworkWatch {
    _listeners: [EventListener; 2],
}

/// Tells `changed` when the device joins a network (`true`) or loses its last one (`false`).
///
/// A hint only: a network may lead nowhere, and a relay on this very machine needs none.
pub fn watch(changed: impl Fn(bool) + Clone + 'static) -> Option<NetworkWatch> {
    let window = web_sys::window()?;
    let lost = changed.clone();
    let online = EventListener::new(&window, "online", move |_| changed(true));
    let offline = EventListener::new(&window, "offline", move |_| lost(false));
    Some(NetworkWatch { _listeners: [online, offline] })
}
