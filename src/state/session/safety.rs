//! Whether the work is safe: stored, at the relay, or a file in a person's hands.

use causeway_document::ReadOnly;
use leptos::prelude::*;

use super::Session;
use crate::state::library::Form;
use crate::state::projection::set_if_new;
use crate::state::status::{Alarm, SaveStatus, SyncStatus};

impl Session {
    /// Whether what was typed is stored on this device.
    pub fn save_status(self) -> Signal<SaveStatus> {
        self.save.into()
    }

    /// Whether what was typed is at the relay as well.
    pub fn sync_status(self) -> Signal<SyncStatus> {
        self.sync.into()
    }

    /// Whether the room for this site on this device is nearly used up.
    pub fn is_nearly_full(self) -> Signal<bool> {
        self.nearly_full.into()
    }

    /// What a banner must say, if anything.
    pub fn alarm(self) -> Signal<Option<Alarm>> {
        let nearly_full = move || self.nearly_full.get().then_some(Alarm::NearlyFull);
        Signal::derive(move || self.save.get().alarm().or_else(nearly_full))
    }

    /// The workspace as a file, as it is now: stored or not.
    pub fn export(self, form: Form) -> Option<Vec<u8>> {
        let core = self.core.try_get_value()?;
        let mut core = core.try_borrow_mut().ok()?;
        Some(form.write(core.document_mut()))
    }

    /// Whether the workspace was asked for, and nobody who could be asked has it.
    pub(in crate::state) fn is_unavailable(self) -> Signal<bool> {
        self.unavailable.into()
    }

    /// Whether this person changed anything since the session opened.
    pub(in crate::state) fn has_edited(self) -> bool {
        self.has_edited.try_get_value().unwrap_or_default()
    }

    pub(in crate::state) fn set_read_only(self, why: Option<ReadOnly>) {
        set_if_new(self.standing, why);
    }

    pub(in crate::state) fn set_unavailable(self, is_unavailable: bool) {
        set_if_new(self.unavailable, is_unavailable);
    }

    pub(in crate::state) fn set_save_status(self, status: SaveStatus) {
        set_if_new(self.save, status);
    }

    pub(in crate::state) fn set_sync_status(self, status: SyncStatus) {
        set_if_new(self.sync, status);
    }

    pub(in crate::state) fn set_nearly_full(self, is_nearly_full: bool) {
        set_if_new(self.nearly_full, is_nearly_full);
    }
}
