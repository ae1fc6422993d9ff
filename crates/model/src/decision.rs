//! Decisions, and the trade-offs agreed ahead of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::contested::{Contested, Text};
use crate::id::{DecisionId, MoveId, NodeId, OptionId, PersonId, SubjectId};
use crate::record::record;
use crate::stamp::Stamp;
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};

record! {
    /// A choice between options, with what it gives up.
    #[derive(Default)]
    Decision: "decision" {
        /// Its name.
        title: Text,
        /// Who asked for it, and when.
        raised: Option<Stamp>,
        /// Who made it, and when.
        made: Option<Stamp>,
        /// Who leads to it.
        captain: Option<PersonId>,
        /// What it is about.
        nodes: BTreeSet<NodeId>,
        /// What is to be decided.
        question: Text,
        /// What could be chosen.
        options: BTreeMap<OptionId, Choice>,
        /// What was chosen.
        chosen: Contested<OptionId>,
        /// What is given up for it.
        given_up: Text,
        /// Why.
        rationale: Text,
        /// Who disagreed, and why.
        dissent: BTreeMap<PersonId, Dissent>,
        /// The resources that it moves.
        moves: BTreeMap<MoveId, Move>,
        /// When to look at it again.
        revisit: Option<Revisit>,
        /// The decision that it replaces.
        supersedes: Option<DecisionId>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

impl Decision {
    /// Whether it was made by this day. Without `made.on` it is not made.
    pub fn is_made(&self, as_of: Date) -> bool {
        let made_on = self.made.as_ref().and_then(|made| made.on);
        made_on.is_some_and(|day| day <= as_of)
    }
}

record! {
    /// One of the options of a decision.
    #[derive(Default)]
    Choice: "option" {
        /// Its name.
        title: Text,
        /// What would follow from it.
        effects: Text,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// That someone disagreed.
    #[derive(Default)]
    Dissent: "dissent" {
        /// Why.
        text: Text,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// Resources that a decision moves.
    #[derive(Default)]
    Move: "move" {
        /// Where they come from.
        from: Option<SubjectId>,
        /// Where they go.
        to: Option<SubjectId>,
        /// How much money.
        amount: Option<f64>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// When to look at a decision again.
    #[derive(Default)]
    Revisit: "revisit" {
        /// The day.
        on: Option<Date>,
        /// The occasion, in words.
        when: Text,
    }
}

record! {
    /// A rule agreed ahead of the conflict: which of two kpis wins.
    #[derive(Default)]
    TradeOff: "rule" {
        /// The two kpis.
        between: BTreeSet<NodeId>,
        /// The one that wins.
        winner: Option<NodeId>,
        /// Up to where it wins.
        limit: Text,
        /// Who agreed it.
        by: Option<PersonId>,
        /// The day.
        on: Option<Date>,
        /// The last day on which it counts.
        expires: Option<Date>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

deletable!(Decision, Choice, Dissent, Move, TradeOff);
