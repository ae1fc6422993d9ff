//! What the relay counts about itself, in the form that Prometheus reads. No ids, no names.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// The media type of [`Metrics::told`].
pub(crate) const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Count = Counter<u64, AtomicU64>;

/// What the relay counts.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    registry: Registry,
    /// Sockets that are open.
    pub(crate) sockets: Gauge,
    /// Sockets that have ended, by the code they were closed with.
    pub(crate) closed: Family<[(&'static str, String); 1], Count>,
    /// Documents that are open.
    pub(crate) documents: Gauge,
    /// Messages that came.
    pub(crate) frames: Count,
    /// Their bytes.
    pub(crate) bytes: Count,
    /// Writes to the store, by whether they succeeded.
    pub(crate) writes: Family<[(&'static str, &'static str); 1], Count>,
    /// Changes of readers that were dropped.
    pub(crate) reader_changes: Count,
    /// Things said to the others that were dropped, for being too long or too many.
    pub(crate) ephemerals_dropped: Count,
    /// Requests for documents that were answered without looking, for being too many.
    pub(crate) unknown_refused: Count,
    /// Documents that were shut because they broke Automerge or took too long.
    pub(crate) broken: Count,
    /// Connections that were refused, for being too many.
    pub(crate) connections_refused: Count,
    /// Requests that were refused, for being too many.
    pub(crate) too_often: Count,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut all = Self::default();
        let mut registry = Registry::with_prefix("causeway");
        let r = &mut registry;
        r.register("sockets", "Sockets that are open", all.sockets.clone());
        r.register("sockets_closed", "Sockets that have ended, by code", all.closed.clone());
        r.register("documents", "Documents that are open", all.documents.clone());
        r.register("frames", "Messages that came", all.frames.clone());
        r.register("frame_bytes", "Bytes of the messages that came", all.bytes.clone());
        r.register("writes", "Writes to the store, by result", all.writes.clone());
        let dropped = all.reader_changes.clone();
        r.register("reader_changes_dropped", "Changes of viewers that were dropped", dropped);
        let dropped = all.ephemerals_dropped.clone();
        r.register("ephemerals_dropped", "Unstored messages beyond the limits", dropped);
        let refused = all.unknown_refused.clone();
        r.register("unknown_refused", "Requests for unknown documents beyond the limit", refused);
        r.register("documents_broken", "Documents that were shut", all.broken.clone());
        let refused = all.connections_refused.clone();
        r.register("connections_refused", "Connections beyond the limits", refused);
        r.register("requests_too_often", "Requests beyond the limits", all.too_often.clone());
        all.registry = registry;
        all
    }

    /// All of it, as text.
    pub(crate) fn told(&self) -> String {
        let mut text = String::new();
        // Writing to a string doesn't fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    pub(crate) fn wrote(&self, is_done: bool) {
        let result = if is_done { "done" } else { "failed" };
        self.writes.get_or_create(&[("result", result)]).inc();
    }

    pub(crate) fn ended(&self, code: u16) {
        self.closed.get_or_create(&[("code", code.to_string())]).inc();
    }
}

/// Counts one more for as long as it lives.
#[derive(Debug)]
pub(crate) struct OneMore(Gauge);

impl OneMore {
    pub(crate) fn of(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for OneMore {
    fn drop(&mut self) {
        self.0.dec();
    }
}
