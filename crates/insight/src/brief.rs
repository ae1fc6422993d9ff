//! The leader's page: how the strategy stands, what needs deciding, where it is exposed, and
//! what changed since the last review.

mod build;
mod catalogue;
mod html;
mod json;
mod markdown;

use causeway_model::{Date, NodeId};

use crate::{
    facts::Facts,
    findings::{Findings, Index},
    status::NodeStatus,
    table::Table,
    words::Speaker,
};

/// A page of tables, ready to be written in any form.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The date.
    pub as_of: Date,
    /// The day it is compared with.
    pub since: Date,
    /// Its language's tag.
    pub language: &'static str,
    /// What it is the brief of.
    pub title: String,
    /// The date, the rhythm, the last review.
    pub line: String,
    /// The one thing to read first.
    pub lead: String,
    /// The index on the date.
    pub index: Index,
    /// The index on the day it is compared with.
    pub before: Index,
    /// Its sections, in order; those without rows are left out.
    pub sections: Vec<Section>,
}

/// What a section of the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// How well the strategy is executed.
    Index,
    /// The objectives, and what serves them.
    Objectives,
    /// What someone must decide.
    Decisions,
    /// What stands otherwise than on the day of comparison.
    Changes,
    /// What costs, or will.
    Exposures,
}

/// One section of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub table: Table,
    /// What each row of the table is about.
    pub about: Vec<About>,
}

/// What a row is about, for whoever opens it.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// Nothing that could be opened: a part of the index, or how many more there are.
    Nothing,
    /// A node.
    Node {
        /// The node.
        node: NodeId,
        /// How it stands.
        standing: NodeStatus,
        /// Whether it stands under the row of what it serves.
        is_under: bool,
    },
    /// A finding, by its place among the findings.
    Finding(usize),
}

impl Brief {
    /// The brief of a workspace, against what it said on the day of the last held review, or a
    /// quarter ago.
    ///
    /// `then` must be the facts of the same workspace on [`Brief::since`].
    pub fn of(speaker: Speaker<'_, '_>, findings: &Findings, then: &Facts<'_>) -> Self {
        build::brief(speaker, findings, then)
    }

    /// Its tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().map(|section| &section.table)
    }

    /// The day that the brief compares with: the last held review's, else a quarter ago.
    pub fn since(facts: &Facts<'_>) -> Date {
        crate::rules::review_overdue::last_held(facts)
            .or_else(|| crate::calendar::days_after(facts.as_of(), -92))
            .unwrap_or(facts.as_of())
    }
}

#[cfg(test)]
mod tests;
