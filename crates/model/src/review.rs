//! Review meetings, findings accepted for a time, and comments.

use std::collections::{BTreeMap, BTreeSet};

use crate::contested::Text;
use crate::id::{AgendaKey, PersonId, SubjectId};
use crate::record::record;
use crate::time::{Date, Instant};
use crate::tombstone::{Tombstone, deletable};
use crate::word::words;

words! {
    /// What an item of an agenda ended with.
    OutcomeKind {
        /// A decision.
        Decision = "decision",
        /// An action.
        Action = "action",
        /// An owner.
        Owner = "owner",
        /// It waits.
        Deferred = "deferred",
        /// Nothing.
        None = "none",
    }
}

record! {
    /// A review meeting.
    #[derive(Default)]
    Review: "review" {
        /// The day.
        on: Option<Date>,
        /// When it was really held.
        held: Option<Held>,
        /// Who was there.
        attendees: BTreeSet<PersonId>,
        /// What was on the agenda.
        items: BTreeMap<AgendaKey, AgendaLine>,
        /// What else there is to say.
        notes: Text,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

impl Review {
    /// Whether it has been held: its end is set.
    pub fn is_held(&self) -> bool {
        self.held.as_ref().is_some_and(|held| held.to.is_some())
    }
}

record! {
    /// From when to when a meeting was held.
    #[derive(Default)]
    Held: "held" {
        /// Its beginning.
        from: Option<Instant>,
        /// Its end.
        to: Option<Instant>,
    }
}

record! {
    /// A line of an agenda.
    #[derive(Default)]
    AgendaLine: "agenda line" {
        /// The code of its finding.
        code: Option<String>,
        /// What the finding is about.
        subject: BTreeSet<SubjectId>,
        /// Minutes planned for it.
        minutes: Option<u32>,
        /// What it ended with.
        outcome: Option<Outcome>,
        /// What was said.
        note: Text,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// What a line of an agenda ended with.
    #[derive(Default)]
    Outcome: "outcome" {
        /// Which kind of outcome.
        kind: Option<OutcomeKind>,
        /// The decision, action or owner.
        reference as "ref": Option<SubjectId>,
    }
}

record! {
    /// A finding that people accept for a time.
    #[derive(Default)]
    Acceptance: "acceptance" {
        /// The code of the finding.
        code: Option<String>,
        /// What the finding is about.
        subject: BTreeSet<SubjectId>,
        /// Who accepts it.
        by: Option<PersonId>,
        /// The first day.
        on: Option<Date>,
        /// The last day.
        until: Option<Date>,
        /// Why.
        reason: Text,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// What someone says about a node or a link.
    #[derive(Default)]
    Comment: "comment" {
        /// The node or link.
        on: Option<SubjectId>,
        /// Who says it.
        by: Option<PersonId>,
        /// When.
        at: Option<Instant>,
        /// What.
        text: Text,
        /// Whether it is settled.
        resolved: Option<bool>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

impl Comment {
    /// Whether it is settled; by default it is not.
    pub fn is_resolved(&self) -> bool {
        self.resolved.unwrap_or(false)
    }
}

deletable!(Review, AgendaLine, Acceptance, Comment);
