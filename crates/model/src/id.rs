//! Names of things: ids that people and programs write, and the other keys of maps.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

use crate::key::Key;
use crate::schema::{KeyKind, Shape};
use crate::slot::{Readable, Slot};
use crate::walk::Walk;
use crate::{Json, Rule};

/// A text that is not an id of its kind.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0:?} is not an id")]
pub struct BadId(pub String);

/// Whether a text is an id: 1 to 64 characters of `A-Z a-z 0-9 _ -`.
pub fn is_id(text: &str) -> bool {
    matches!(text.len(), 1..=64)
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Whether a text is an Automerge actor id: pairs of hexadecimal digits, at most 64 of them.
pub fn is_actor(text: &str) -> bool {
    matches!(text.len(), 2..=128)
        && text.len().is_multiple_of(2)
        && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Tags and the keys of agendas are free text, but not nothing.
fn is_key_text(text: &str) -> bool {
    !text.is_empty()
}

/// The text as a shared one, if it follows the rule; one copy of this code for all names.
#[inline(never)]
fn accept(text: &str, follows: fn(&str) -> bool) -> Option<Arc<str>> {
    follows(text).then(|| text.into())
}

macro_rules! name {
    ($(#[$meta:meta])* $name:ident, $kind:expr, $accepts:path) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text that follows the rule of these names.
            ///
            /// # Errors
            /// [`BadId`] with the text, if it breaks the rule.
            pub fn new(text: &str) -> Result<Self, BadId> {
                accept(text, $accepts).map(Self).ok_or_else(|| BadId(text.to_owned()))
            }

            /// The name as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Key for $name {
            const KIND: KeyKind = $kind;

            fn from_key(key: &str) -> Option<Self> {
                accept(key, $accepts).map(Self)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        name!($(#[$meta])* $name, KeyKind::Id, is_id);

        impl Readable for $name {
            const SHAPE: Shape = Shape::Id;

            fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
                let id = json.as_str().and_then(Self::from_key);
                walk.expect(id, Rule::Id, json)
            }
        }
    )*};
}

ids! {
    /// A workspace, named at random when it is made.
    WorkspaceId
    /// A node of the map.
    NodeId
    /// A link between two nodes.
    LinkId
    /// A person.
    PersonId
    /// A function of the organisation.
    FunctionId
    /// A corrective action plan.
    ActionId
    /// A decision.
    DecisionId
    /// One of the options of a decision.
    OptionId
    /// One move of resources that a decision makes.
    MoveId
    /// A trade-off rule agreed ahead of the conflict.
    TradeOffId
    /// A finding accepted for a time.
    AcceptanceId
    /// A review meeting.
    ReviewId
    /// A private round that is revealed.
    RoundId
    /// A what-if scenario.
    ScenarioId
    /// A comment.
    CommentId
    /// One person's answers to the five structural questions.
    CheckupId
    /// A step of an escalation.
    StepId
    /// A milestone of an initiative.
    MilestoneId
    /// A piece of evidence for or against a hypothesis.
    EvidenceId
    /// Anything with an id: what a finding is about, or what an outcome refers to.
    SubjectId
}

name! {
    /// An Automerge actor: one opening of a document by one device.
    ActorId, KeyKind::Actor, is_actor
}
name! {
    /// A tag: any text.
    Tag, KeyKind::Text, is_key_text
}
name! {
    /// The key of a line of an agenda: its code and sorted subjects.
    AgendaKey, KeyKind::Text, is_key_text
}

/// The ends of a link: without them it is none.
impl Slot for NodeId {
    const SHAPE: Shape = Shape::Id;
    const REQUIRED: bool = true;

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        walk.required(json)
    }

    fn is_absent(&self) -> bool {
        false
    }
}
