//! Corrective action plans: what people do about a breach.

use crate::contested::{Contested, Text};
use crate::id::{NodeId, PersonId};
use crate::record::record;
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};

record! {
    /// What someone does about a breach.
    #[derive(Default)]
    Action: "action" {
        /// The node whose metric is to come back.
        node: Option<NodeId>,
        /// The day of the breach it answers.
        breach_on: Option<Date>,
        /// What is done.
        plan: Text,
        /// Who does it.
        owner: Contested<PersonId>,
        /// The day it was opened; without it, calculations don't read the action.
        opened: Option<Date>,
        /// The day it is due.
        due: Option<Date>,
        /// What it should bring.
        expects: Option<Expectation>,
        /// The day it was done.
        done_on: Option<Date>,
        /// What it brought.
        outcome: Text,
        /// That it was given up.
        dropped: Option<Dropped>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

impl Action {
    /// Whether it has a plan, one owner and a due date.
    pub fn is_complete(&self) -> bool {
        !self.plan.is_empty() && self.owner.one().is_some() && self.due.is_some()
    }

    /// Whether it was opened by this day, and neither done nor dropped by then.
    pub fn is_open(&self, as_of: Date) -> bool {
        let dated_by = |day: Option<Date>| day.is_some_and(|day| day <= as_of);
        let dropped = self.dropped.as_ref();
        let is_dropped = dropped.is_some_and(|dropped| dropped.on.is_none_or(|day| day <= as_of));
        dated_by(self.opened) && !dated_by(self.done_on) && !is_dropped
    }
}

record! {
    /// What an action should bring.
    #[derive(Default)]
    Expectation: "expectation" {
        /// The value, in the metric's unit.
        value: Option<f64>,
        /// The day to reach it by.
        by: Option<Date>,
    }
}

record! {
    /// That an action was given up.
    #[derive(Default)]
    Dropped: "dropped" {
        /// The day.
        on: Option<Date>,
        /// Why.
        reason: Text,
    }
}

deletable!(Action);
