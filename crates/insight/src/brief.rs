//! The leader's page: how the strategy stands, what needs deciding, where it is exposed, and
//! what changed since the last review.

mod build;
mod catalogue;
mod html;
mod json;
mod markdown;

use causeway_model::Date;

use crate::{facts::Facts, findings::Findings, table::Table, words::Speaker};

/// A page of tables, ready to be written in any form.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Its tables, in order; those without rows are left out.
    pub tables: Vec<Table>,
}

impl Brief {
    /// The brief of a workspace, against what it said on the day of the last held review, or a
    /// quarter ago.
    ///
    /// `then` must be the facts of the same workspace on [`Brief::since`].
    pub fn of(speaker: Speaker<'_, '_>, findings: &Findings, then: &Facts<'_>) -> Self {
        build::brief(speaker, findings, then)
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
