//! A person's own steps, to take back and to take again.

use automerge::ObjId;
use causeway_model::Instant;

use crate::command::{Applied, Command};
use crate::inverse::Inverse;

/// How many steps can be taken back.
const MOST_STEPS: usize = 500;

/// A pause in typing that ends a step, in milliseconds.
pub const TYPING_PAUSE: i64 = 1_000;

/// Which steps are taken back together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// A step by itself.
    Alone,
    /// Typing in one place, until the hand rests for [`TYPING_PAUSE`].
    Typing(String),
    /// Everything that belongs to one gesture or form.
    Gesture(u64),
}

/// The steps of this person in this session.
///
/// It holds no document: it gives commands, and is told what came of them. What colleagues do
/// and what is loaded never enter it.
#[derive(Debug, Clone, Default)]
pub struct UndoStack {
    done: Vec<Entry>,
    undone: Vec<Entry>,
    /// Letters that came back under new names: the steps on both sides know them by the old.
    renamed: Vec<(ObjId, ObjId)>,
}

#[derive(Debug, Clone)]
struct Entry {
    inverse: Inverse,
    group: Group,
    at: Instant,
}

impl UndoStack {
    /// Takes in an own command that was applied. Steps that had been taken back are then gone.
    ///
    /// A command that changed nothing leaves no step.
    pub fn push(&mut self, applied: Applied, group: Group, now: Instant) {
        if applied.inverse.is_empty() {
            return;
        }
        self.undone.clear();
        let entry = Entry { inverse: applied.inverse, group, at: now };
        match self.done.last_mut() {
            Some(last) if last.takes_in(&entry) => {
                last.inverse.append(entry.inverse);
                last.at = now;
            }
            _ => self.done.push(entry),
        }
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to take again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The command that takes the last step back. Tell [`UndoStack::undone`] what came of it.
    ///
    /// The step leaves the stack at once, so that one that can't be taken back doesn't block it.
    pub fn undo(&mut self) -> Option<Command> {
        let entry = self.done.pop()?;
        Some(self.revert(entry))
    }

    /// Takes in what came of [`UndoStack::undo`].
    pub fn undone(&mut self, applied: Applied, now: Instant) {
        let entry = self.taken_back(applied, now);
        self.undone.extend(entry);
    }

    /// The command that takes the last undone step again. Tell [`UndoStack::redone`] what came of it.
    pub fn redo(&mut self) -> Option<Command> {
        let entry = self.undone.pop()?;
        Some(self.revert(entry))
    }

    /// Takes in what came of [`UndoStack::redo`].
    pub fn redone(&mut self, applied: Applied, now: Instant) {
        let entry = self.taken_back(applied, now);
        self.done.extend(entry);
    }

    /// Forgets everything, as when another document is opened.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn revert(&self, mut entry: Entry) -> Command {
        entry.inverse.renamed.clone_from(&self.renamed);
        Command::Revert(entry.inverse)
    }

    fn taken_back(&mut self, mut applied: Applied, now: Instant) -> Option<Entry> {
        self.renamed.append(&mut applied.inverse.renamed);
        let inverse = applied.inverse;
        (!inverse.is_empty()).then_some(Entry { inverse, group: Group::Alone, at: now })
    }
}

impl Entry {
    fn takes_in(&self, later: &Self) -> bool {
        match self.group {
            Group::Alone => false,
            Group::Gesture(_) => self.group == later.group,
            Group::Typing(_) => {
                let pause = (later.at - self.at).num_milliseconds();
                self.group == later.group && (0..TYPING_PAUSE).contains(&pause)
            }
        }
    }
}
