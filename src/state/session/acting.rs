//! The steps that a person takes, and who they are.

use causeway_document::{Command, Group, ReadOnly, Refusal, Skipped, Stamp};
use causeway_model::PersonId;
use leptos::prelude::*;

use super::{Core, Session};
use crate::state::notice::Notice;
use crate::state::projection::set_if_new;

impl Session {
    /// Takes a step. A refusal is shown to the person as well.
    ///
    /// # Errors
    /// If the step can't be taken; then nothing has changed.
    pub fn dispatch(self, command: Command) -> Result<(), Refusal> {
        self.dispatch_in(Group::Alone, command)
    }

    /// Takes a step that is taken back together with others of its group, such as the letters of a word.
    ///
    /// # Errors
    /// If the step can't be taken; then nothing has changed.
    pub fn dispatch_in(self, group: Group, command: Command) -> Result<(), Refusal> {
        self.step(|core, stamp| core.apply(command, stamp, group)).unwrap_or(Ok(()))
    }

    /// Takes the person's last step back. What a colleague changed since is left alone, and said.
    pub fn undo(self) {
        self.revert(Core::undo);
    }

    /// Takes the person's last undone step again. What a colleague changed since is left alone, and said.
    pub fn redo(self) {
        self.revert(Core::redo);
    }

    /// Whether there is a step to take back.
    pub fn can_undo(self) -> Signal<bool> {
        self.can_undo.into()
    }

    /// Whether there is a step to take again.
    pub fn can_redo(self) -> Signal<bool> {
        self.can_redo.into()
    }

    fn revert(self, step: fn(&mut Core, &Stamp) -> Result<Vec<Skipped>, Refusal>) {
        if let Some(Ok(skipped)) = self.step(step)
            && !skipped.is_empty()
        {
            self.notices.say(Notice::Skipped(skipped));
        }
    }

    /// Does something to the document in the person's name; `None` once the session is closed.
    fn step<T>(
        self,
        step: impl FnOnce(&mut Core, &Stamp) -> Result<T, Refusal>,
    ) -> Option<Result<T, Refusal>> {
        let core = self.core.try_get_value()?;
        let stamp = Stamp { now: (self.clock)(), person: self.person.try_get_untracked()? };
        let mut borrowed = core.try_borrow_mut().ok()?;
        // The last of the locks: whatever asks for it, a reader writes nothing.
        let outcome = match self.read_only.try_get_untracked().flatten() {
            Some(why @ ReadOnly::Viewing) => Err(Refusal::ReadOnly(why)),
            _ => step(&mut borrowed, &stamp),
        };
        if outcome.is_ok() {
            borrowed.claim(&stamp);
        }
        let changed = borrowed.changed();
        drop(borrowed);
        match &outcome {
            Ok(_) => {
                self.has_edited.set_value(true);
                changed();
            }
            Err(refusal) => self.notices.say(Notice::Refused(refusal.clone())),
        }
        self.show_undo_state(&core.borrow());
        Some(outcome)
    }

    fn show_undo_state(self, core: &Core) {
        let (can_undo, can_redo) = core.undo_state();
        set_if_new(self.can_undo, can_undo);
        set_if_new(self.can_redo, can_redo);
    }

    /// Who this device's person is in this workspace, once they have said so.
    pub fn person(self) -> Signal<Option<PersonId>> {
        self.person.into()
    }

    /// Says who this device's person is: what they write from now on is known as theirs.
    ///
    /// The document hears of it with their first step: looking around writes nothing.
    ///
    /// # Errors
    /// If the workspace can only be read.
    pub fn choose_person(self, person: PersonId) -> Result<(), Refusal> {
        if let Some(why) = self.read_only.try_get_untracked().flatten() {
            return Err(Refusal::ReadOnly(why));
        }
        set_if_new(self.person, Some(person));
        Ok(())
    }

    /// Adds this device's person to the workspace's people, and says that it is them.
    ///
    /// # Errors
    /// If the id is taken, the name is refused, or the workspace can only be read.
    pub fn add_myself(self, person: PersonId, name: String) -> Result<(), Refusal> {
        let add = Command::AddPerson { person: person.clone(), name };
        self.step(|core, stamp| core.apply_beside(add, stamp)).unwrap_or(Ok(()))?;
        self.choose_person(person)
    }

    /// Writes down what else this device's person says of themselves; undo passes over it.
    ///
    /// # Errors
    /// If one of the commands is refused; then none is carried out.
    pub fn describe_myself(self, details: Vec<Command>) -> Result<(), Refusal> {
        let all = Command::All(details);
        self.step(|core, stamp| core.apply_beside(all, stamp)).unwrap_or(Ok(()))
    }
}
