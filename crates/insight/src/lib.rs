//! What the model says: status, trend, influence and findings.
#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "figures in tests are exact, or compared within a bound")
)]

pub mod calendar;
pub mod causality;
pub mod derived;
pub mod facts;
pub mod formula;
pub mod judge;
pub mod measure;
pub mod numeric;
pub mod status;

pub use derived::Derived;
pub use facts::Facts;
pub use status::{NodeStatus, Status, Trend};

#[cfg(test)]
mod sketch;
