//! An open document with its room: all that Automerge touches, in one piece.
//!
//! It moves to the blocking pool and back as a whole. If Automerge panics it is dropped, since
//! nothing in it can be trusted any more, and only this document is lost to the process.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use automerge::AutoCommit;
use causeway_sync::Heads;
use causeway_sync::chunks::{Saver, Write};
use causeway_sync::ids::PeerId;
use causeway_sync::room::{Direction, Effect, ReaderLocks, Remote, Room};
use causeway_sync::wire::Frame;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::access::Rights;
use crate::hub::ConnectionId;
use crate::rooms::size::Size;

/// Automerge panicked on this document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the document broke Automerge")]
pub(crate) struct Broken;

/// What a room asks for.
pub(crate) type Effects = Vec<Effect<ConnectionId>>;

/// One thing to do in a room.
#[derive(Debug)]
pub(crate) enum Step {
    Enter { connection: ConnectionId, peer: PeerId, rights: Rights },
    Frame { connection: ConnectionId, frame: Frame },
    Leave { connection: ConnectionId },
}

impl Step {
    /// Whether it may take long enough to keep other tasks of this thread waiting.
    fn is_heavy(&self) -> bool {
        matches!(self, Self::Frame { frame: Frame::Sync(_) | Frame::Request(_), .. })
    }
}

/// An open document with its room, and the plan of its saves.
pub(crate) struct Core {
    pub(crate) doc: AutoCommit,
    pub(crate) room: Room<ConnectionId>,
    pub(crate) saver: Saver,
    /// What keeps readers from writing, beside having no permit to save.
    pub(crate) locks: ReaderLocks,
    pub(crate) size: Size,
    /// How long one piece of work may take.
    pub(crate) work_within: Duration,
    /// How many dropped changes were told already.
    pub(crate) told_dropped: u64,
}

impl Core {
    /// Takes what connections brought, in order.
    pub(crate) async fn take(self: Box<Self>, steps: Vec<Step>) -> Done<Effects> {
        let is_heavy = steps.iter().any(Step::is_heavy);
        let take =
            move |core: &mut Self| steps.into_iter().flat_map(|step| core.take_one(step)).collect();
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
        let within = self.work_within;
        let task = spawn_blocking(move || self.guarded(work));
        // Work can't be stopped from outside; what it gives in the end is dropped.
        let Ok(done) = timeout(within, task).await else {
            tracing::error!("work on a document took too long");
            return Err(Broken);
        };
        done.map_err(|_| Broken)?
    }

    pub(crate) fn guarded<T>(mut self: Box<Self>, work: impl FnOnce(&mut Self) -> T) -> Done<T> {
        // What is left after a panic is dropped with `self`, and never looked at.
        let result = catch_unwind(AssertUnwindSafe(|| work(&mut self)));
        result.map(|done| (self, done)).map_err(|_| Broken)
    }

    /// Whether nobody has brought anything of the document.
    pub(crate) fn is_blank(&mut self) -> bool {
        Heads::of(&mut self.doc).is_empty()
    }

    /// How many changes of readers were dropped since this was last asked.
    pub(crate) fn take_dropped(&mut self) -> u64 {
        let dropped = self.room.dropped_changes();
        dropped - std::mem::replace(&mut self.told_dropped, dropped)
    }

    fn take_one(&mut self, step: Step) -> Effects {
        let Self { doc, room, locks, size, .. } = self;
        match step {
            Step::Enter { connection, peer, rights: Rights::View } => {
                room.connect_reader(connection, peer, *locks);
                Vec::new()
            }
            Step::Enter { connection, peer, rights: Rights::Edit } => {
                let remote = Remote { peer, direction: Direction::Down };
                room.connect(connection, remote, doc)
            }
            Step::Frame { connection, frame } => {
                room.set_space(size.space_for(&frame, doc));
                room.receive(&connection, frame, doc)
            }
            Step::Leave { connection } => room.disconnect(&connection, doc),
        }
    }
}

/// The document back, and what the work gave; or only the news that it broke.
pub(crate) type Done<T> = Result<(Box<Core>, T), Broken>;
