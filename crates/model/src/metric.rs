//! What is measured, what it should be, and what it was.

use std::collections::BTreeMap;

use crate::contested::{Contested, Text};
use crate::id::PersonId;
use crate::record::record;
use crate::schema::Shape;
use crate::slot::{Readable, Slot};
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};
use crate::walk::Walk;
use crate::word::words;
use crate::{Json, Rule};

words! {
    /// Which way is better.
    Direction {
        /// Higher is better.
        Up = "up",
        /// Lower is better.
        Down = "down",
        /// Within the thresholds is better.
        Range = "range",
    }

    /// Which of the three levers a metric shows.
    Lever {
        /// What goes in; leading.
        Input = "input",
        /// How the work goes; leading.
        Process = "process",
        /// What comes out; lagging.
        Outcome = "outcome",
    }

    /// How often a value is due.
    Cadence {
        /// Every day.
        Daily = "daily",
        /// Every week.
        Weekly = "weekly",
        /// Every month; the default.
        Monthly = "monthly",
        /// Every quarter.
        Quarterly = "quarterly",
    }
}

impl Lever {
    /// Whether it moves before the result does.
    pub fn is_leading(self) -> bool {
        matches!(self, Self::Input | Self::Process)
    }
}

impl Cadence {
    /// Days between two values.
    pub fn days(self) -> u32 {
        match self {
            Self::Daily => 1,
            Self::Weekly => 7,
            Self::Monthly => 31,
            Self::Quarterly => 92,
        }
    }
}

record! {
    /// What a kpi or driver measures.
    #[derive(Default)]
    Metric: "metric" {
        /// The unit, in words.
        unit: Option<String>,
        /// What exactly is counted.
        definition: Text,
        /// Where the values come from.
        source: Option<String>,
        /// Which way is better.
        direction: Contested<Direction>,
        /// Which lever it shows.
        lever: Option<Lever>,
        /// How often a value is due.
        cadence: Option<Cadence>,
        /// Where it began.
        baseline: Option<Baseline>,
        /// Where it should get.
        target: Option<Target>,
        /// The best this organisation could reach itself.
        potential: Option<f64>,
        /// The peers' figure.
        benchmark: Option<Benchmark>,
        /// At or beyond it, on the bad side, it is to be watched.
        watch: Contested<Bound>,
        /// At or beyond it, on the bad side, someone must act.
        act: Contested<Bound>,
        /// The most of it that can be handled.
        capacity: Option<f64>,
        /// Money a year that one unit is worth.
        value_per_unit: Option<f64>,
        /// Arithmetic over other metrics; its values then come from it.
        formula: Option<String>,
        /// What was measured, by day.
        observations: BTreeMap<Date, Observation>,
    }
}

impl Metric {
    /// Which way is better, up by default; nothing while that is in conflict.
    pub fn direction(&self) -> Option<Direction> {
        self.direction.or(Direction::Up)
    }

    /// How often a value is due, monthly by default.
    pub fn cadence(&self) -> Cadence {
        self.cadence.unwrap_or(Cadence::Monthly)
    }
}

record! {
    /// A value to begin from.
    #[derive(Default)]
    Baseline: "baseline" {
        /// The value, in the metric's unit.
        value: Option<f64>,
        /// The day it stood there.
        on: Option<Date>,
    }
}

record! {
    /// A value to reach.
    #[derive(Default)]
    Target: "target" {
        /// The value, in the metric's unit.
        value: Contested<f64>,
        /// The day to reach it by.
        by: Option<Date>,
    }
}

record! {
    /// The peers' figure.
    #[derive(Default)]
    Benchmark: "benchmark" {
        /// The value, in the metric's unit.
        value: Option<f64>,
        /// Who says so.
        source: Option<String>,
    }
}

record! {
    /// What was measured on a day.
    #[derive(Default)]
    Observation: "observation" {
        /// The value; while several are in conflict, the worse one counts.
        value: Contested<f64>,
        /// What there is to say about it.
        note: Text,
        /// Who entered it.
        by: Option<PersonId>,
        /// The day it was typed.
        entered: Option<Date>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

deletable!(Observation);

/// A threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// For `up` and `down`.
    At(f64),
    /// For `range`: outside of these. One of them alone fits no direction.
    Range {
        /// The lower limit.
        low: Option<f64>,
        /// The upper limit.
        high: Option<f64>,
    },
}

impl Bound {
    /// Both limits of a range, where both are set.
    pub fn range(self) -> Option<(f64, f64)> {
        match self {
            Self::Range { low: Some(low), high: Some(high) } => Some((low, high)),
            _ => None,
        }
    }

    /// The single value of a threshold for `up` or `down`.
    pub fn at(self) -> Option<f64> {
        match self {
            Self::At(value) => Some(value),
            Self::Range { .. } => None,
        }
    }
}

impl Readable for Bound {
    const SHAPE: Shape = Shape::Bound;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        let Json::Object(map) = json else {
            return walk.expect(json.as_f64().map(Self::At), Rule::Bound, json);
        };
        Some(Self::Range { low: walk.slot(map, "low")?, high: walk.slot(map, "high")? })
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Range { low, high } if low.is_absent() && high.is_absent())
    }
}
