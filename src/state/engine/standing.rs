//! How the workspace stands with the relay, and what is noted of it in the library.

use std::rc::Rc;

use causeway_document::Heads;
use leptos::prelude::*;

use crate::platform::{clock, task, timer};
use crate::state::engine::relaying::Line;
use crate::state::engine::tab_wire::TabMessage;
use crate::state::engine::{Inner, Neighbour};
use crate::state::library::Synced;
use crate::state::status::SyncStatus;

/// What the library knows of a workspace is at most this much behind, in milliseconds.
const NOTE_MS: u32 = 1_000;

/// While offline, the number of changes that will sync is at most this much behind, in milliseconds.
const COUNT_MS: u32 = 300;

impl Inner {
    /// Says in the status how the workspace stands with the relay; the other tabs hear it from the leader.
    pub(super) fn show_sync_status(self: &Rc<Self>) {
        let stands = self.sync_status();
        if stands == SyncStatus::Synced {
            *self.synced_at.borrow_mut() = self.core.borrow_mut().document_mut().heads();
        }
        if self.stands.replace(stands) == stands {
            return;
        }
        self.session.set_sync_status(stands);
        self.say_stand();
        self.schedule_note();
    }

    /// As [`Inner::show_sync_status`], after a change made here; while offline, a little later, since
    /// then the changes are counted, and all of them anew each time.
    pub(super) fn show_sync_status_soon(self: &Rc<Self>) {
        if !matches!(self.stands.get(), SyncStatus::Offline(_)) {
            self.show_sync_status();
            return;
        }
        if self.count_timer.borrow().is_some() {
            return;
        }
        let engine = Rc::downgrade(self);
        let timer = timer::after(COUNT_MS, move || {
            if let Some(engine) = engine.upgrade() {
                drop(engine.count_timer.borrow_mut().take());
                engine.show_sync_status();
            }
        });
        *self.count_timer.borrow_mut() = Some(timer);
    }

    /// Tells the other tabs how this one, which leads, stands.
    pub(super) fn say_stand(&self) {
        if self.roles.borrow().leads() {
            let status = self.stands.get();
            self.tell_tabs(&TabMessage::Stands { from: self.me.clone(), status });
        }
    }

    fn sync_status(&self) -> SyncStatus {
        let leader = self.roles.borrow().leader().cloned();
        let Some(leader) = leader else { return self.status_of_line() };
        let leader_stands = self.leader_stands.get().unwrap_or(SyncStatus::Connecting);
        match leader_stands {
            SyncStatus::Synced if self.is_synced_with(&Neighbour::Tab(leader)) => leader_stands,
            SyncStatus::Synced => SyncStatus::Syncing,
            SyncStatus::Offline(_) => SyncStatus::Offline(self.changes_behind()),
            other => other,
        }
    }

    fn status_of_line(&self) -> SyncStatus {
        match self.line_state.get() {
            Line::None | Line::Unshared => SyncStatus::Alone,
            Line::Calling => SyncStatus::Connecting,
            Line::Open if self.is_synced_with(&Neighbour::Relay) => SyncStatus::Synced,
            Line::Open => SyncStatus::Syncing,
            Line::Lost => SyncStatus::Offline(self.changes_behind()),
            Line::Refused => SyncStatus::Refused,
            Line::Shut(why) => SyncStatus::Shut(why),
        }
    }

    fn is_synced_with(&self, neighbour: &Neighbour) -> bool {
        let mut core = self.core.borrow_mut();
        self.room.borrow().synced_with(neighbour, core.document_mut().automerge_mut())
    }

    /// How many changes, as people count them, are here that the relay isn't known to have.
    fn changes_behind(&self) -> usize {
        let mut core = self.core.borrow_mut();
        core.document_mut().steps_after(&self.synced_at.borrow())
    }

    /// Notes in the library that the workspace was opened.
    pub(super) fn note_opened(self: &Rc<Self>) {
        self.entry.borrow_mut().opened = Some(clock::now());
        self.write_note();
    }

    /// Notes how the map looks, as often as that changes.
    pub(super) fn listen_to_sketch(self: &Rc<Self>) {
        let engine = StoredValue::new_local(Rc::downgrade(self));
        let sketch = self.session.sketch();
        Effect::new(move || {
            let engine = engine.try_get_value().and_then(|engine| engine.upgrade());
            if let Some(engine) = engine.filter(|_| sketch.with(Option::is_some)) {
                engine.schedule_note();
            }
        });
    }

    /// Notes what has changed soon: while someone types, it changes several times a second.
    pub(super) fn schedule_note(self: &Rc<Self>) {
        if self.note_timer.borrow().is_some() {
            return;
        }
        let engine = Rc::downgrade(self);
        let timer = timer::after(NOTE_MS, move || {
            if let Some(engine) = engine.upgrade() {
                engine.note();
            }
        });
        *self.note_timer.borrow_mut() = Some(timer);
    }

    /// Notes in the library what has changed since the last note.
    pub(super) fn note(self: &Rc<Self>) {
        drop(self.note_timer.borrow_mut().take());
        let before = self.entry.borrow().clone();
        let synced = match self.stands.get() {
            SyncStatus::Synced => Synced::Whole,
            SyncStatus::Alone
            | SyncStatus::Connecting
            | SyncStatus::Refused
            | SyncStatus::Shut(_)
                if before.synced == Synced::Never =>
            {
                Synced::Never
            }
            _ => Synced::Behind(self.changes_behind()),
        };
        let title = self.core.borrow().projection().workspace().title.shown().into_owned();
        let synced_at = self.synced_at.borrow().clone();
        let synced_at = Some(synced_at).filter(|heads| *heads != Heads::default());
        let sketch = self.session.sketch().try_get_untracked().flatten();
        let sketch = sketch.or_else(|| before.sketch.clone());
        let edited = self.edited.take().or(before.edited);
        let nodes = self.session.node_ids().try_with_untracked(Vec::len).or(before.nodes);
        let stands_anew = before.synced != synced || before.synced_at != synced_at;
        let looks_anew = before.sketch != sketch || before.title != title || before.nodes != nodes;
        if stands_anew || looks_anew || before.edited != edited {
            let mut entry = self.entry.borrow_mut();
            entry.synced = synced;
            entry.synced_at = synced_at;
            entry.title = title;
            entry.sketch = sketch;
            entry.edited = edited;
            entry.nodes = nodes;
            drop(entry);
            self.write_note();
        }
    }

    fn write_note(self: &Rc<Self>) {
        // A workspace that hasn't arrived yet isn't on this device.
        if self.saver.borrow().durable().is_empty() {
            return;
        }
        let (library, entry) = (self.library, self.entry.borrow().clone());
        task::spawn(async move { library.note(&entry).await });
    }
}
