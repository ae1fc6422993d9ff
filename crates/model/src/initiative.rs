//! Work that moves drivers.

use std::collections::BTreeMap;

use crate::contested::Text;
use crate::id::{MilestoneId, NodeId};
use crate::record::record;
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};
use crate::word::words;

words! {
    /// What an initiative's owner reports.
    ReportedStatus {
        /// As planned; the default.
        OnTrack = "on_track",
        /// In danger.
        AtRisk = "at_risk",
        /// Not as planned.
        OffTrack = "off_track",
        /// Finished.
        Done = "done",
        /// Given up.
        Stopped = "stopped",
    }

    /// How much of something: effort, likelihood, impact, confidence.
    Degree {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much.
        High = "high",
    }
}

record! {
    /// What makes a node a piece of work.
    #[derive(Default)]
    Initiative: "initiative" {
        /// What its owner reports.
        status: Option<ReportedStatus>,
        /// The first day.
        start: Option<Date>,
        /// The last day.
        end: Option<Date>,
        /// Money it may spend.
        budget: Option<f64>,
        /// Money it has spent.
        spent: Option<f64>,
        /// How much work it is.
        effort: Option<Degree>,
        /// What follows if it fails.
        consequence: Text,
        /// The improvement of each kpi that it reports as achieved so far.
        claims: BTreeMap<NodeId, Claim>,
        /// What it must show on the way.
        milestones: BTreeMap<MilestoneId, Milestone>,
    }
}

impl Initiative {
    /// What its owner reports, on track by default.
    pub fn status(&self) -> ReportedStatus {
        self.status.unwrap_or(ReportedStatus::OnTrack)
    }

    /// Whether it is reported neither done nor stopped.
    pub fn is_open(&self) -> bool {
        !matches!(self.status(), ReportedStatus::Done | ReportedStatus::Stopped)
    }
}

record! {
    /// An improvement of a kpi, in its unit.
    #[derive(Default)]
    Claim: "claim" {
        /// How much.
        amount: Option<f64>,
        /// The day it was reported.
        on: Option<Date>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// Something that an initiative must show.
    #[derive(Default)]
    Milestone: "milestone" {
        /// What.
        title: Option<String>,
        /// The day it is due.
        due: Option<Date>,
        /// What must be true.
        criterion: Text,
        /// The day it was done.
        done_on: Option<Date>,
        /// What shows that it was.
        evidence: Text,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

impl Milestone {
    /// Whether it was done by this day and there is evidence.
    pub fn is_met(&self, as_of: Date) -> bool {
        self.done_on.is_some_and(|day| day <= as_of) && !self.evidence.is_empty()
    }
}

deletable!(Claim, Milestone);
