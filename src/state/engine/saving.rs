//! Storing, in the engine: nothing counts as saved before the store has confirmed it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use causeway_sync::chunks::{SaveState, Write};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{ChunkStore as _, StoreError};

use crate::platform::{clock, persistence, task, timer};
use crate::state::engine::Inner;
use crate::state::status::{SaveStatus, StorageTrouble, SyncStatus};

thread_local! {
    /// Sessions that closed before all was stored, and try on.
    static UNFINISHED: RefCell<BTreeMap<DocumentId, Weak<Inner>>> = const { RefCell::new(BTreeMap::new()) };
}

/// More of the room for this site than this is nearly all of it.
const NEARLY_FULL: f64 = 0.9;

/// What a session of this document that was closed has not been able to store yet.
pub(crate) fn unfinished(document: DocumentId) -> Option<Vec<u8>> {
    let closed = UNFINISHED.with_borrow(|unfinished| unfinished.get(&document)?.upgrade())?;
    let bytes = closed.core.borrow_mut().document_mut().save();
    Some(bytes)
}

impl Inner {
    /// Sees to it that what is dirty is written when it is due.
    pub(super) fn schedule_save(self: &Rc<Self>) {
        let due = self.saver.borrow().deadline();
        let timer = due.map(|due| {
            let engine = Rc::downgrade(self);
            let delay = due.saturating_sub(clock::now_ms());
            timer::after(u32::try_from(delay).unwrap_or(u32::MAX), move || {
                if let Some(engine) = engine.upgrade() {
                    engine.save();
                }
            })
        });
        drop(self.save_timer.replace(timer));
    }

    /// Writes what is dirty now, however long it was to wait.
    pub(super) fn save_at_once(self: &Rc<Self>) {
        self.saver.borrow_mut().hurry(clock::now_ms());
        self.save();
    }

    fn save(self: &Rc<Self>) {
        match self.next_write() {
            Some(write) => {
                let engine = Rc::clone(self);
                task::spawn(async move {
                    let written = engine.write(write).await;
                    engine.written(written);
                });
            }
            None => self.schedule_save(),
        }
        self.show_save_status();
    }

    fn next_write(&self) -> Option<Write> {
        let mut core = self.core.borrow_mut();
        let auto = core.document_mut().automerge_mut();
        self.saver.borrow_mut().poll(auto, clock::now_ms())
    }

    async fn write(&self, write: Write) -> Result<(), StoreError> {
        match write {
            Write::Put(chunk) => self.vault.put(self.document, chunk).await,
            Write::Compact { snapshot, replaces } => {
                self.vault.compact(self.document, snapshot, replaces).await
            }
        }
    }

    fn written(self: &Rc<Self>, written: Result<(), StoreError>) {
        let now = clock::now_ms();
        match written {
            Ok(()) => {
                let durable = self.saver.borrow_mut().confirmed(now).clone();
                self.trouble.set(None);
                self.in_room(|room, core| {
                    room.committed(&durable, core.document_mut().automerge_mut())
                });
                self.schedule_note();
                self.ask_for_room();
            }
            Err(error) => {
                self.trouble.set(Some(StorageTrouble::from(&error)));
                self.saver.borrow_mut().failed(now);
            }
        }
        self.schedule_save();
        self.show_save_status();
        self.show_sync_status_soon();
    }

    /// Whether something would be lost if the page went away now.
    pub(super) fn has_unsaved(&self) -> bool {
        match self.save_status() {
            SaveStatus::Saved => false,
            SaveStatus::Saving | SaveStatus::Failing(_) => true,
            // What is in memory only is safe if nothing was done to it, or a relay has it.
            SaveStatus::MemoryOnly(_) => {
                self.session.has_edited() && self.stands.get() != SyncStatus::Synced
            }
        }
    }

    fn save_status(&self) -> SaveStatus {
        let state = self.saver.borrow().state();
        match (self.vault.trouble(), state) {
            (Some(why), _) => SaveStatus::MemoryOnly(why),
            (None, SaveState::Saved) => SaveStatus::Saved,
            (None, SaveState::Saving) => SaveStatus::Saving,
            (None, SaveState::Failing { .. }) => {
                SaveStatus::Failing(self.trouble.get().unwrap_or(StorageTrouble::Broken))
            }
        }
    }

    /// Says in the status how safe the work is.
    pub(super) fn show_save_status(&self) {
        self.session.set_save_status(self.save_status());
    }

    /// After the first edit: asks the browser to keep this site's storage, and looks how full it is.
    fn ask_for_room(self: &Rc<Self>) {
        if !self.session.has_edited() {
            return;
        }
        let engine = Rc::clone(self);
        task::spawn(async move {
            if !engine.watches.borrow_mut().has_asked_to_persist() {
                persistence::persist().await;
            }
            let quota = persistence::quota().await;
            let is_nearly_full =
                quota.is_some_and(|quota| quota.used > quota.allowed * NEARLY_FULL);
            engine.session.set_nearly_full(is_nearly_full);
        });
    }

    /// The session is closed: what isn't stored is tried until it is, and found by [`unfinished`].
    pub(super) fn finish_saving(self: Rc<Self>) {
        if self.saver.borrow().state() == SaveState::Saved {
            return;
        }
        let document = self.document;
        let remembered = Rc::downgrade(&self);
        UNFINISHED.with_borrow_mut(|unfinished| unfinished.insert(document, remembered));
        task::spawn(async move {
            self.save_at_once();
            while self.saver.borrow().state() != SaveState::Saved {
                timer::sleep(100).await;
            }
            UNFINISHED.with_borrow_mut(|unfinished| {
                let is_ours = unfinished
                    .get(&document)
                    .is_some_and(|held| held.as_ptr() == Rc::as_ptr(&self));
                if is_ours {
                    unfinished.remove(&document);
                }
            });
        });
    }
}
