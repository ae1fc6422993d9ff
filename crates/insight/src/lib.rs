//! What the model says at a date: status, trend, influence, findings, agenda, X-ray and brief.
//!
//! Everything is derived from a [`Workspace`](causeway_model::Workspace) and a date, and nothing is
//! stored: a finding can't go stale. There is no clock here, and the same workspace gives the same
//! bytes natively and in wasm: maps are ordered, sums have a fixed order, and `libm` does what
//! IEEE 754 leaves open. Figures are compared at nine decimal places.
//!
//! ```
//! use causeway_insight::{Derived, Findings, Language, Status};
//! use causeway_model::{NodeId, read, time::parse_date};
//!
//! let tree = serde_json::json!({"nodes": {"nrr": {
//!     "kind": "kpi",
//!     "title": "Net revenue retention",
//!     "metric": {"watch": 110, "act": 106, "observations": {"2026-03-28": {"value": 105}}},
//! }}});
//! let reading = read::workspace(&tree);
//! let today = parse_date("2026-03-31").ok_or("no date")?;
//!
//! let status = Derived::of(&reading.value, today);
//! assert_eq!(status.status(&NodeId::new("nrr")?).status, Status::Act);
//!
//! let found = Findings::of(&reading.value, &reading.problems, today, Language::English);
//! assert_eq!(found.findings[0].code, "action-overdue");
//! assert_eq!(found.findings[0].title, "Net revenue retention needs action, and its answer is overdue");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "figures in tests are exact, or compared within a bound")
)]

pub mod agenda;
pub mod brief;
pub mod calendar;
pub mod causality;
pub mod derived;
pub mod draft;
pub mod facts;
pub mod finding;
pub mod findings;
pub mod formula;
pub mod judge;
pub mod measure;
pub mod numeric;
pub mod rules;
pub mod status;
pub mod table;
pub mod words;
pub mod xray;

pub use derived::Derived;
pub use facts::{Facts, Gathering, Preparing};
pub use finding::{Failure, Finding, Group, Question, Severity, State};
pub use findings::Findings;
pub use rules::RULES;
pub use status::{NodeStatus, Status, Trend};
pub use words::Language;

#[cfg(test)]
mod sketch;
