//! What the model says: status, trend, influence and findings.
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
pub mod words;
pub mod xray;

pub use derived::Derived;
pub use facts::Facts;
pub use finding::{Failure, Finding, Group, Question, Severity, State};
pub use findings::Findings;
pub use rules::RULES;
pub use status::{NodeStatus, Status, Trend};
pub use words::Language;

#[cfg(test)]
mod sketch;
