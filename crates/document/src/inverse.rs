//! What takes a step back without taking a colleague's.

use automerge::{ChangeHash, ObjId};
use causeway_model::{Json, Path};

/// Takes an applied command back.
///
/// It says what it expects to find; where it finds something else, a colleague has been there
/// since, and that part is left alone and said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inverse {
    /// In the order in which the command did them; they are taken back from the end.
    pub(crate) steps: Vec<Step>,
    /// Letters that came back under new names when steps were taken back: old name, new name.
    pub(crate) renamed: Vec<(ObjId, ObjId)>,
}

impl Inverse {
    /// Whether there is nothing to take back.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Takes another inverse in, that of a later command: both are then taken back in one step.
    pub(crate) fn append(&mut self, later: Self) {
        self.steps.extend(later.steps);
    }
}

/// One part of an inverse.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// A value as a whole.
    Value {
        path: Path,
        /// What the command left there.
        expected: Option<Json>,
        /// What stood there before it.
        restored: Option<Json>,
    },
    /// What was typed in a text and what was taken out of it.
    Text {
        path: Path,
        /// The text object.
        object: ObjId,
        /// The letters that were typed, by name: where they stand now is looked up.
        typed: Vec<ObjId>,
        /// The letters that were taken out.
        removed: Vec<(ObjId, String)>,
        /// When the letters that were taken out still stood in their places.
        before: Vec<ChangeHash>,
    },
    /// A record was made; taken back, it is deleted as a flag, since others may have filled it.
    Made { path: Path },
}

/// A part of a step that was not taken back, because it is not as the step left it.
#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    /// The place.
    pub path: Path,
    /// What stands there now, set by a colleague; nothing where they emptied it.
    pub found: Option<Json>,
}
