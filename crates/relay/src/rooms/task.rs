//! The task of one open document: brings visits to the room, carries out what it asks for, and
//! saves.
//!
//! A write to the store runs while further visits are taken. What it made durable is acknowledged
//! when it is confirmed, and what came meanwhile goes into the next one.

use std::sync::Arc;
use std::time::Duration;

use causeway_sync::chunks::SaveState;
use causeway_sync::ids::DocumentId;
use causeway_sync::room::Effect;
use causeway_sync::store::{SharedChunkStore, StoreError};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::hub::{Alive, Hub};
use crate::metrics::OneMore;
use crate::rooms::core::{Broken, Core, Effects, Step};
use crate::rooms::guests::Guests;
use crate::rooms::open::{NotOpened, open};
use crate::rooms::saving::Saving;
use crate::rooms::visit::Visit;
use crate::session::Ending;

/// How many visits are taken in one go.
const MOST_TOGETHER: usize = 32;

/// Opens a document and serves it until nobody needs it.
pub(crate) async fn run<S: SharedChunkStore + 'static>(
    hub: Arc<Hub<S>>,
    document: DocumentId,
    visits: mpsc::Receiver<Visit>,
    _alive: Alive,
) {
    let guests = Guests::new(hub.me.clone(), document);
    let _open = OneMore::of(&hub.metrics.documents);
    let mut task = Task {
        hub,
        document,
        visits,
        guests,
        saving: Saving::default(),
        is_unknown: false,
        unload_at: None,
    };
    let result = match open(&task.hub, document).await {
        Ok(core) => task.serve(Box::new(core)).await,
        Err(NotOpened::Broken(broken)) => Err(Halt::Broken(broken)),
        Err(NotOpened::Store(error)) => {
            tracing::error!(%error, "a document could not be loaded");
            task.hub.rooms.close(document);
            return task.guests.turn_away(task.visits);
        }
    };
    match result {
        Ok(()) => {}
        Err(Halt::Broken(_)) => {
            tracing::error!(
                "a document broke Automerge; it is shut until the relay is started again"
            );
            tracing::debug!(%document, "shut");
            task.hub.metrics.broken.inc();
            task.hub.rooms.quarantine(document);
            task.guests.turn_away(task.visits);
        }
        Err(Halt::Tainted) => {
            tracing::error!("a reader's change came into a document; it is loaded anew without it");
            task.hub.rooms.close(document);
            task.guests.hang_up(task.visits);
        }
        Err(Halt::Forgotten) => task.guests.turn_away(task.visits),
    }
}

/// Why an open document is let go without being saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Halt {
    /// Automerge panicked on it.
    Broken(Broken),
    /// What is in memory holds a change that may not be saved. Nothing was passed on since.
    Tainted,
    /// It was deleted.
    Forgotten,
}

impl From<Broken> for Halt {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

struct Task<S> {
    hub: Arc<Hub<S>>,
    document: DocumentId,
    visits: mpsc::Receiver<Visit>,
    guests: Guests,
    saving: Saving,
    /// Whether nobody has brought anything of it.
    is_unknown: bool,
    /// When to close, if nobody comes until then.
    unload_at: Option<Instant>,
}

impl<S: SharedChunkStore + 'static> Task<S> {
    async fn serve(&mut self, mut core: Box<Core>) -> Result<(), Halt> {
        let mut visits = Vec::new();
        loop {
            self.expect_guests(&core);
            let write_at = core.saver.deadline().map(|due_ms| self.hub.time_of(due_ms));
            tokio::select! {
                written = self.saving.finished() => core = self.take_written(core, written).await?,
                count = self.visits.recv_many(&mut visits, MOST_TOGETHER) => {
                    if count == 0 {
                        return self.finish(core).await;
                    }
                    core = self.take(core, std::mem::take(&mut visits)).await?;
                }
                () = sleep_until_some(write_at) => core = self.write(core).await?,
                () = sleep_until_some(self.unload_at) => {
                    if self.hub.rooms.close_unused(self.document, &self.visits) {
                        return Ok(());
                    }
                    self.unload_at = None;
                }
                () = self.hub.stopped() => return self.finish(core).await,
            }
        }
    }

    /// Sets the time to close when nobody is here and all is saved, and unsets it otherwise.
    fn expect_guests(&mut self, core: &Core) {
        let is_unused = self.guests.is_empty() && core.saver.state() == SaveState::Saved;
        // Of a document that nobody has there is nothing to keep.
        let rest = if self.is_unknown { Duration::ZERO } else { self.hub.limits.unload_after };
        let due = || Instant::now() + rest;
        self.unload_at = if is_unused { self.unload_at.or_else(|| Some(due())) } else { None };
    }

    async fn take(&mut self, core: Box<Core>, visits: Vec<Visit>) -> Result<Box<Core>, Halt> {
        let mut leaving = Vec::new();
        let mut steps = Vec::with_capacity(visits.len());
        let mut has_entered = false;
        for visit in visits {
            steps.push(match visit {
                Visit::Enter { connection, guest } => {
                    let (peer, rights) = (guest.peer.clone(), guest.rights);
                    self.guests.welcome(connection, guest);
                    has_entered = true;
                    Step::Enter { connection, peer, rights }
                }
                Visit::Frame { connection, frame } => Step::Frame { connection, frame },
                Visit::Leave { connection } => {
                    leaving.push(connection);
                    Step::Leave { connection }
                }
                Visit::Forget => return Err(Halt::Forgotten),
            });
        }
        let (mut core, effects) = core.take(steps).await?;
        self.carry_out(&mut core, effects)?;
        self.hub.metrics.reader_changes.inc_by(core.take_dropped());
        let is_unknown = core.is_blank();
        if has_entered || is_unknown != self.is_unknown {
            self.is_unknown = is_unknown;
            self.guests.settle(is_unknown);
        }
        for connection in leaving {
            self.guests.see_off(connection);
        }
        Ok(core)
    }

    async fn write(&mut self, core: Box<Core>) -> Result<Box<Core>, Halt> {
        let (core, write) = core.next_write(self.hub.now_ms()).await?;
        if let Some(write) = write {
            self.saving.begin(&self.hub, self.document, write);
        }
        Ok(core)
    }

    async fn take_written(
        &mut self,
        mut core: Box<Core>,
        written: Result<(), StoreError>,
    ) -> Result<Box<Core>, Halt> {
        let now_ms = self.hub.now_ms();
        self.hub.metrics.wrote(written.is_ok());
        if let Err(error) = written {
            tracing::error!(%error, "changes are not saved yet; the write is tried again");
            core.saver.failed(now_ms);
            return Ok(core);
        }
        let (mut core, effects) = core.wrote(now_ms).await?;
        self.carry_out(&mut core, effects)?;
        Ok(core)
    }

    fn carry_out(&mut self, core: &mut Core, effects: Effects) -> Result<(), Halt> {
        for effect in effects {
            match effect {
                Effect::Send { to, frame } => self.guests.send(to, &frame),
                // The last of the locks on readers: they have no permit to save.
                Effect::Changed { by } if !self.guests.may_save(by) => return Err(Halt::Tainted),
                Effect::Changed { .. } => core.saver.changed(self.hub.now_ms()),
                Effect::Close { to, reason } => {
                    if let Some(outbox) = self.guests.see_off(to) {
                        outbox.hang_up(Ending::Rejected(reason));
                    }
                }
                // The relay looks at no document, and asks nobody for one.
                Effect::Heard { .. } | Effect::Unavailable => {}
            }
        }
        Ok(())
    }

    /// Takes what has arrived, and saves it, before the relay stops.
    async fn finish(&mut self, mut core: Box<Core>) -> Result<(), Halt> {
        let mut visits = Vec::new();
        while let Ok(visit) = self.visits.try_recv() {
            visits.push(visit);
        }
        core = self.take(core, visits).await?;
        if !self.saving.is_idle() {
            let written = self.saving.finished().await;
            core = self.take_written(core, written).await?;
        }
        core.saver.hurry(self.hub.now_ms());
        core = self.write(core).await?;
        if !self.saving.is_idle() {
            let written = self.saving.finished().await;
            core = self.take_written(core, written).await?;
        }
        if core.saver.state() != SaveState::Saved {
            tracing::error!("the relay stops with changes that it could not save");
        }
        Ok(())
    }
}

/// Returns at that time; never, if there is none.
async fn sleep_until_some(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time).await,
        None => std::future::pending().await,
    }
}
