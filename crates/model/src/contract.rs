//! What was agreed to happen when a metric moves.

use std::collections::BTreeMap;

use crate::contested::{Contested, Text};
use crate::id::{PersonId, StepId};
use crate::metric::{Bound, Direction};
use crate::order::Arrange as _;
use crate::record::record;
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};

record! {
    /// What was agreed to happen when a metric moves.
    #[derive(Default)]
    Contract: "contract" {
        /// The conversation that a breach puts on the agenda.
        conversation: Text,
        /// The decision that a movement changes.
        decision: Text,
        /// Within how many hours of a breach someone must have answered it with a plan.
        respond_hours: Option<u32>,
        /// Who is told, and when.
        escalation: BTreeMap<StepId, EscalationStep>,
        /// The person who may stop the flow of resources.
        stop_authority: Contested<PersonId>,
        /// What follows if nothing changes.
        consequence: Text,
        /// Who agreed to which terms.
        agreements: BTreeMap<PersonId, Agreement>,
    }
}

impl Contract {
    /// The steps that are not deleted on a day, in the order in which they come: by hours, then id.
    ///
    /// A step without hours comes at once.
    pub fn steps(&self, as_of: Date) -> Vec<(&StepId, &EscalationStep)> {
        let mut steps: Vec<_> = crate::tombstone::undeleted(&self.escalation, as_of).collect();
        steps.arrange_by_key(|(_, step)| step.after_hours.unwrap_or(0));
        steps
    }
}

record! {
    /// Someone who is told about a breach that goes on.
    #[derive(Default)]
    EscalationStep: "escalation step" {
        /// Who.
        to: Option<PersonId>,
        /// Hours after the breach was noticed.
        after_hours: Option<u32>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// That a person agreed.
    #[derive(Default)]
    Agreement: "agreement" {
        /// The day.
        on: Option<Date>,
        /// A copy of what was agreed.
        terms: Option<Terms>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// A contract and its thresholds as they stood when someone agreed. Nobody edits it, so nothing in it is contested.
    #[derive(Default)]
    Terms: "terms" {
        /// Which way is better.
        direction: Option<Direction>,
        /// The threshold to watch.
        watch: Option<Bound>,
        /// The threshold to act.
        act: Option<Bound>,
        /// Where the metric should get.
        target: Option<AgreedTarget>,
        /// The conversation that a breach puts on the agenda.
        conversation: Option<String>,
        /// The decision that a movement changes.
        decision: Option<String>,
        /// Within how many hours of a breach someone must have answered it with a plan.
        respond_hours: Option<u32>,
        /// Who is told, and when.
        escalation: BTreeMap<StepId, EscalationStep>,
        /// The person who may stop the flow of resources.
        stop_authority: Option<PersonId>,
        /// What follows if nothing changes.
        consequence: Option<String>,
    }
}

record! {
    /// A target as it stood when someone agreed.
    #[derive(Default)]
    AgreedTarget: "agreed target" {
        /// The value, in the metric's unit.
        value: Option<f64>,
        /// The day to reach it by.
        by: Option<Date>,
    }
}

deletable!(EscalationStep, Agreement);
