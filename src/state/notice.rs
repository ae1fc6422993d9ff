//! What the person must be told once: shown briefly, in their language, and spoken by screen readers.

use causeway_document::{Refusal, Skipped};
use causeway_interchange::clip::Fault;
use leptos::prelude::*;

/// What the person must be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A step was not taken.
    Refused(Refusal),
    /// Undo or redo left these alone, because a colleague changed them since.
    Skipped(Vec<Skipped>),
    /// Who was followed has left; their name.
    LeaderGone(String),
    /// Who was followed is out of sight, since the relay can't be reached from here; their name.
    LeaderUnseen(String),
    /// A node of this title was deleted while its title was being typed here.
    TitleGone(String),
    /// A node of this title was deleted while one of its cells was being typed in here.
    CellGone(String),
    /// Cells that were left as they are when a block was pasted or cleared: how many were written, how many were
    /// not, and why the first wasn't, as a sentence.
    CellsLeft(String),
    /// The browser doesn't hand the clipboard to a button: the key does it.
    PasteByKey,
    /// Loops were asked for, and there are none.
    NoLoops,
    /// A path was asked for between these two nodes, of these titles, and there is none.
    NoPath(String, String),
    /// Nothing could be made of what was pasted.
    NotPasted(Fault),
    /// So many values were written down, of so many nodes.
    Recorded {
        /// How many values.
        values: usize,
        /// Of how many nodes.
        nodes: usize,
    },
    /// Damaged pieces of the workspace were set aside on this device; the relay sends them again if it has them.
    Damaged(usize),
}

/// A notice that is still shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Tells it from the others.
    pub number: u64,
    /// What it says.
    pub notice: Notice,
}

/// The notices that are still shown, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Notices {
    shown: RwSignal<Vec<Shown>>,
    next: StoredValue<u64>,
}

/// How many notices are shown at most: a fault that repeats doesn't fill the screen.
const MOST: usize = 4;

impl Notices {
    /// No notices.
    pub fn new() -> Self {
        Self { shown: RwSignal::default(), next: StoredValue::new(0) }
    }

    /// The notices that are still shown, oldest first.
    pub fn shown(self) -> Signal<Vec<Shown>> {
        self.shown.into()
    }

    /// Shows a notice; the same one twice is shown once, anew.
    pub fn say(self, notice: Notice) {
        let Some(number) = self.next.try_get_value() else { return };
        self.next.set_value(number + 1);
        self.shown.update(|shown| {
            shown.retain(|earlier| earlier.notice != notice);
            shown.push(Shown { number, notice });
            let surplus = shown.len().saturating_sub(MOST);
            shown.drain(..surplus);
        });
    }

    /// The number of the last one that says that something couldn't be taken back, if it is shown.
    pub fn last_skipped(self) -> Option<u64> {
        let is_skip = |notice: &&Shown| matches!(notice.notice, Notice::Skipped(_));
        self.shown.try_with_untracked(|shown| {
            shown.iter().rev().find(is_skip).map(|notice| notice.number)
        })?
    }

    /// Shows a notice no longer.
    pub fn dismiss(self, number: u64) {
        self.shown.update(|shown| shown.retain(|notice| notice.number != number));
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}
