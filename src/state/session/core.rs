//! The inside of a session: the document, its projection and the person's own steps.

use std::rc::Rc;

use causeway_document::{
    Applied, Command, Document, Group, ReadOnly, Refusal, Skipped, Stamp, Standing, Touch,
    UndoStack,
};
use causeway_insight::Derived;
use causeway_model::{Date, LinkId, NodeId, PersonId};

use crate::state::echoes::{Deed, Did};
use crate::state::projection::{Overview, Projection};

/// The document of a session and what follows it.
pub struct Core {
    document: Document,
    projection: Projection,
    undo: UndoStack,
    changed: Rc<dyn Fn()>,
    /// Whom the document knows this opening to write for.
    claimed: Option<PersonId>,
    /// What colleagues did and nobody has asked for yet.
    deeds: Vec<Deed>,
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
            deeds: Vec::new(),
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
        let touches = self.document.take_touches();
        let were_there: Vec<Option<Vec<String>>> =
            touches.iter().map(|touch| self.titles(touch)).collect();
        self.projection.follow(&self.document, events);
        let deeds = touches.into_iter().zip(were_there);
        let deeds: Vec<Deed> =
            deeds.filter_map(|(touch, before)| self.deed(touch, before)).collect();
        self.deeds.extend(deeds);
    }

    /// What colleagues did since this was last asked; it isn't told of when everything is read anew.
    pub(in crate::state) fn take_deeds(&mut self) -> Vec<Deed> {
        std::mem::take(&mut self.deeds)
    }

    /// What a colleague did to a node or a link, if it was or is there.
    fn deed(&self, touch: Touch, before: Option<Vec<String>>) -> Option<Deed> {
        let after = self.titles(&touch);
        let did = match (&before, &after) {
            (None, Some(_)) => Did::Added,
            (Some(_), Some(_)) => Did::Changed,
            (Some(_), None) => Did::Deleted,
            (None, None) => return None,
        };
        let Touch { by, path } = touch;
        Some(Deed { by, path, did, titles: after.or(before).unwrap_or_default() })
    }

    /// The title of a node, or of the two ends of a link; none where there is neither.
    fn titles(&self, touch: &Touch) -> Option<Vec<String>> {
        let workspace = self.projection.workspace();
        let title = |id: &NodeId| Some(workspace.nodes.get(id)?.title.shown().into_owned());
        match touch.path.keys() {
            [map, id, ..] if map == "nodes" => Some(vec![title(&NodeId::new(id).ok()?)?]),
            [map, id, ..] if map == "links" => {
                let link = workspace.links.get(&LinkId::new(id).ok()?)?;
                Some(vec![title(&link.from)?, title(&link.to)?])
            }
            _ => None,
        }
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
