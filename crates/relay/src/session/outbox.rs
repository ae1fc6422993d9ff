//! What waits to be sent to one peer: a bounded queue.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use tokio::sync::{mpsc, watch};

use crate::limits::Limits;
use crate::session::Ending;

/// The way to one peer. Sending never waits: a peer that reads too slowly is hung up on, and gets
/// what it lacks when it connects again.
#[derive(Debug, Clone)]
pub(crate) struct Outbox {
    frames: mpsc::Sender<Bytes>,
    bytes: Arc<AtomicUsize>,
    most_bytes: usize,
    hang_up: watch::Sender<Option<Ending>>,
    /// Counts how often somebody wondered whether the peer is still there.
    doubts: watch::Sender<u64>,
}

/// The other end of an [`Outbox`].
#[derive(Debug)]
pub(crate) struct Queue {
    frames: mpsc::Receiver<Bytes>,
    bytes: Arc<AtomicUsize>,
}

impl Outbox {
    pub(crate) fn new(limits: &Limits) -> (Self, Queue) {
        let (sender, frames) = mpsc::channel(limits.outbox_frames);
        let bytes = Arc::new(AtomicUsize::new(0));
        let queue = Queue { frames, bytes: Arc::clone(&bytes) };
        let outbox = Self {
            frames: sender,
            bytes,
            most_bytes: limits.outbox_bytes,
            hang_up: watch::Sender::new(None),
            doubts: watch::Sender::new(0),
        };
        (outbox, queue)
    }

    /// Queues one message, or hangs up if too much waits already.
    pub(crate) fn send(&self, frame: Bytes) {
        let length = frame.len();
        let waiting = self.bytes.fetch_add(length, Ordering::Relaxed);
        // A single message may be longer than the limit; then it must be the only one.
        let fits = waiting == 0 || waiting.saturating_add(length) <= self.most_bytes;
        let is_sent = fits && self.frames.try_send(frame).is_ok();
        if !is_sent {
            self.bytes.fetch_sub(length, Ordering::Relaxed);
            self.hang_up(Ending::Slow);
        }
    }

    /// Queues one message, after waiting until there is room: for answers to a peer that asks
    /// faster than it reads, which then has to wait as well.
    pub(crate) async fn send_in_turn(&self, frame: Bytes) {
        // An error means that the connection has ended.
        if let Ok(place) = self.frames.reserve().await {
            self.bytes.fetch_add(frame.len(), Ordering::Relaxed);
            place.send(frame);
        }
    }

    /// Ends the connection. The first reason counts.
    pub(crate) fn hang_up(&self, ending: Ending) {
        self.hang_up.send_if_modified(|reason| {
            let is_first = reason.is_none();
            reason.get_or_insert(ending);
            is_first
        });
    }

    /// Asks for a sign of life from the peer, and lets it go if there is none.
    pub(crate) fn doubt(&self) {
        self.doubts.send_modify(|doubts| *doubts += 1);
    }

    /// Changes with every doubt.
    pub(crate) fn doubts(&self) -> watch::Receiver<u64> {
        self.doubts.subscribe()
    }

    /// Returns when somebody hung up.
    pub(crate) async fn hung_up(&self) -> Ending {
        let mut reason = self.hang_up.subscribe();
        let ending = match reason.wait_for(Option::is_some).await {
            Ok(reason) => reason.clone(),
            // Not possible while `self` holds the sender.
            Err(_) => None,
        };
        ending.unwrap_or(Ending::Gone)
    }
}

impl Queue {
    /// The next message, when there is one. Never returns when nobody can send any more.
    pub(crate) async fn next(&mut self) -> Bytes {
        match self.frames.recv().await {
            Some(frame) => self.taken(frame),
            None => std::future::pending().await,
        }
    }

    /// The next message, if there is one now.
    pub(crate) fn waiting(&mut self) -> Option<Bytes> {
        let frame = self.frames.try_recv().ok()?;
        Some(self.taken(frame))
    }

    /// Takes nothing more, and lets go of what waits unless it is still of use.
    pub(crate) fn shut(&mut self, keeps_what_waits: bool) {
        self.frames.close();
        while !keeps_what_waits && self.waiting().is_some() {}
    }

    fn taken(&self, frame: Bytes) -> Bytes {
        self.bytes.fetch_sub(frame.len(), Ordering::Relaxed);
        frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> (Outbox, Queue) {
        Outbox::new(&Limits { outbox_frames: 2, outbox_bytes: 10, ..Limits::default() })
    }

    #[tokio::test]
    async fn a_peer_for_whom_too_many_messages_wait_is_hung_up_on() {
        let (outbox, mut queue) = small();
        for _ in 0..3 {
            outbox.send(Bytes::from_static(b"a"));
        }
        assert_eq!(outbox.hung_up().await, Ending::Slow);
        assert_eq!(queue.next().await, "a");
    }

    #[tokio::test]
    async fn a_peer_for_whom_too_many_bytes_wait_is_hung_up_on() {
        let (outbox, _queue) = small();
        outbox.send(Bytes::from_static(b"123456"));
        outbox.send(Bytes::from_static(b"78901"));
        assert_eq!(outbox.hung_up().await, Ending::Slow);
    }

    #[tokio::test]
    async fn nothing_is_kept_of_what_is_of_no_use_any_more_and_nothing_is_added() {
        let frame = Bytes::from(vec![7; 5]);
        for keeps_what_waits in [true, false] {
            let (outbox, mut queue) = small();
            outbox.send(frame.clone());
            queue.shut(keeps_what_waits);
            outbox.send(frame.clone());
            assert_eq!(frame.is_unique(), !keeps_what_waits);
            assert_eq!(queue.waiting(), keeps_what_waits.then(|| frame.clone()));
            assert_eq!(queue.waiting(), None);
        }
    }

    #[tokio::test]
    async fn what_was_taken_makes_room() {
        let (outbox, mut queue) = small();
        for _ in 0..5 {
            outbox.send(Bytes::from_static(b"1234567890"));
            assert_eq!(queue.next().await, "1234567890");
        }
        outbox.hang_up(Ending::Silent);
        outbox.hang_up(Ending::Slow);
        assert_eq!(outbox.hung_up().await, Ending::Silent);
    }
}
