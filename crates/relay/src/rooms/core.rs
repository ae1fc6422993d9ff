//! An open document with its room: all that Automerge touches, in one piece.
//!
//! It moves to the blocking pool and back as a whole. If Automerge panics it is dropped, since
//! nothing in it can be trusted any more, and only this document is lost to the process.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::AutoCommit;
use causeway_sync::chunks::{Saver, Write};
use causeway_sync::room::{Direction, Effect, ReaderLocks, Remote, Room};
use tokio::task::spawn_blocking;

use crate::access::Rights;
use crate::hub::ConnectionId;
use crate::rooms::visit::Visit;

/// Automerge panicked on this document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the document broke Automerge")]
pub(crate) struct Broken;

/// What a room asks for.
pub(crate) type Effects = Vec<Effect<ConnectionId>>;

/// An open document with its room, and the plan of its saves.
pub(crate) struct Core {
    pub(crate) doc: AutoCommit,
    pub(crate) room: Room<ConnectionId>,
    pub(crate) saver: Saver,
    /// What keeps readers from writing, beside having no permit to save.
    pub(crate) locks: ReaderLocks,
}

impl Core {
    /// Takes what connections brought, in order.
    pub(crate) async fn take(self: Box<Self>, visits: Vec<Visit>) -> Done<Effects> {
        let is_heavy = visits.iter().any(Visit::is_heavy);
        let take = move |core: &mut Self| {
            visits.into_iter().flat_map(|visit| core.take_one(visit)).collect()
        };
        if is_heavy { self.on_the_side(take).await } else { self.guarded(take) }
    }

    /// The next write to the store, if one is due.
    pub(crate) async fn next_write(self: Box<Self>, now_ms: u64) -> Done<Option<Write>> {
        self.on_the_side(move |core| core.saver.poll(&mut core.doc, now_ms)).await
    }

    /// The write is durable: acknowledges it.
    pub(crate) async fn wrote(self: Box<Self>, now_ms: u64) -> Done<Effects> {
        let acknowledge = move |core: &mut Self| {
            let durable = core.saver.confirmed(now_ms);
            core.room.committed(durable, &mut core.doc)
        };
        self.on_the_side(acknowledge).await
    }

    /// Does work that may take long, beside the threads that serve sockets.
    pub(crate) async fn on_the_side<T: Send + 'static>(
        self: Box<Self>,
        work: impl FnOnce(&mut Self) -> T + Send + 'static,
    ) -> Done<T> {
        let task = spawn_blocking(move || self.guarded(work));
        task.await.map_err(|_| Broken)?
    }

    pub(crate) fn guarded<T>(mut self: Box<Self>, work: impl FnOnce(&mut Self) -> T) -> Done<T> {
        // What is left after a panic is dropped with `self`, and never looked at.
        let result = catch_unwind(AssertUnwindSafe(|| work(&mut self)));
        result.map(|done| (self, done)).map_err(|_| Broken)
    }

    fn take_one(&mut self, visit: Visit) -> Effects {
        let Self { doc, room, locks, .. } = self;
        match visit {
            Visit::Enter { connection, peer, rights: Rights::View, .. } => {
                room.connect_reader(connection, peer, *locks);
                Vec::new()
            }
            Visit::Enter { connection, peer, .. } => {
                let remote = Remote { peer, direction: Direction::Down };
                room.connect(connection, remote, doc)
            }
            Visit::Frame { connection, frame } => room.receive(&connection, frame, doc),
            Visit::Leave { connection } => room.disconnect(&connection, doc),
            Visit::Forget => Vec::new(),
        }
    }
}

/// The document back, and what the work gave; or only the news that it broke.
pub(crate) type Done<T> = Result<(Box<Core>, T), Broken>;
