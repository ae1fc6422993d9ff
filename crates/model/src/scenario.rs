//! What-if scenarios.

use std::collections::BTreeMap;

use crate::contested::Text;
use crate::id::{NodeId, PersonId};
use crate::record::record;
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};
use crate::word::words;

words! {
    /// How a scenario changes a metric.
    ChangeKind {
        /// To a value.
        Set = "set",
        /// By an amount.
        Change = "change",
        /// By a share of what it was, in per cent.
        ChangePercent = "change_percent",
    }
}

record! {
    /// A what-if scenario.
    #[derive(Default)]
    Scenario: "scenario" {
        /// Its name.
        title: Text,
        /// Who asks.
        by: Option<PersonId>,
        /// What changes.
        changes: BTreeMap<NodeId, Change>,
        /// The day from which it changes.
        from: Option<Date>,
        /// How many months to look ahead.
        months: Option<u32>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// What changes at a node.
    #[derive(Default)]
    Change: "change" {
        /// How.
        how: Option<ChangeKind>,
        /// To which value, or by how much.
        value: Option<f64>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

deletable!(Scenario, Change);
