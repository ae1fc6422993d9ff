//! The inside of a session: the document, its projection and the person's own steps.

use std::rc::Rc;

use causeway_document::{
    Applied, Command, Document, Group, ReadOnly, Refusal, Skipped, Stamp, Standing, UndoStack,
};
use causeway_insight::Derived;
use causeway_model::{Date, PersonId};

use crate::state::projection::{Overview, Projection};

/// The document of a session and what follows it.
pub struct Core {
    document: Document,
    projection: Projection,
    undo: UndoStack,
    changed: Rc<dyn Fn()>,
    /// Whom the document knows this opening to write for.
    claimed: Option<PersonId>,
}

impl Core {
    /// Takes a document in; its signals belong to the current owner.
    pub fn new(document: Document) -> Self {
        let projection = Projection::new();
        let mut core = Self {
            document,
            projection,
            undo: UndoStack::default(),
            changed: Rc::new(|| {}),
            claimed: None,
        };
        core.follow();
        core
    }

    /// Who must hear of it when this person changed the document: those who store and send.
    pub fn on_change(&mut self, changed: Rc<dyn Fn()>) {
        self.changed = changed;
    }

    /// The document, to be read.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document, to be synced and saved. Whoever changed it calls [`Core::follow`].
    pub fn document_mut(&mut self) -> &mut Document {
        &mut self.document
    }

    /// The signals.
    pub fn projection(&self) -> &Projection {
        &self.projection
    }

    /// The signals that are not of one record.
    pub fn overview(&self) -> Overview {
        self.projection.overview()
    }

    /// Brings the signals up to what the document now says, whoever changed it.
    pub fn follow(&mut self) {
        let events = self.document.take_events();
        self.projection.follow(&self.document, events);
    }

    /// Why the document can only be read, if so.
    pub fn read_only(&self) -> Option<ReadOnly> {
        match self.document.standing() {
            Standing::Editable => None,
            Standing::ReadOnly(why) => Some(why),
        }
    }

    /// Judges every node as it stands at a date.
    pub fn show_statuses(&self, as_of: Date) {
        let derived = Derived::of(self.projection.workspace(), as_of);
        self.projection.show_statuses(derived.statuses());
    }

    /// Whether there is a step of this person to take back, and one to take again.
    pub fn undo_state(&self) -> (bool, bool) {
        (self.undo.can_undo(), self.undo.can_redo())
    }

    pub(super) fn changed(&self) -> Rc<dyn Fn()> {
        Rc::clone(&self.changed)
    }

    /// Says in the document whom this opening writes for, once for each.
    pub(super) fn claim(&mut self, stamp: &Stamp) {
        let Some(person) = stamp.person.clone().filter(|_| self.claimed != stamp.person) else {
            return;
        };
        let claim = Command::ClaimActor { person: person.clone() };
        // What can't be claimed is tried again with the next step; the step itself stands.
        if self.apply_beside(claim, stamp).is_ok() {
            self.claimed = Some(person);
        }
    }

    /// Takes a step of this person.
    pub(super) fn apply(
        &mut self,
        command: Command,
        stamp: &Stamp,
        group: Group,
    ) -> Result<(), Refusal> {
        let applied = self.document.apply(command, stamp)?;
        self.undo.push(applied, group, stamp.now);
        self.follow();
        Ok(())
    }

    /// Does what is no step of the person, such as saying who they are: undo passes over it.
    pub(super) fn apply_beside(&mut self, command: Command, stamp: &Stamp) -> Result<(), Refusal> {
        self.document.apply(command, stamp)?;
        self.follow();
        Ok(())
    }

    /// Takes this person's last step back; says what was left alone.
    pub(super) fn undo(&mut self, stamp: &Stamp) -> Result<Vec<Skipped>, Refusal> {
        let Some(command) = self.undo.undo() else { return Ok(Vec::new()) };
        let mut applied = self.document.apply(command, stamp)?;
        let skipped = take_skipped(&mut applied);
        self.undo.undone(applied, stamp.now);
        self.follow();
        Ok(skipped)
    }

    /// Takes this person's last undone step again; says what was left alone.
    pub(super) fn redo(&mut self, stamp: &Stamp) -> Result<Vec<Skipped>, Refusal> {
        let Some(command) = self.undo.redo() else { return Ok(Vec::new()) };
        let mut applied = self.document.apply(command, stamp)?;
        let skipped = take_skipped(&mut applied);
        self.undo.redone(applied, stamp.now);
        self.follow();
        Ok(skipped)
    }
}

fn take_skipped(applied: &mut Applied) -> Vec<Skipped> {
    std::mem::take(&mut applied.skipped)
}
