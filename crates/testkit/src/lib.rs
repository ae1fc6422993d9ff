//! Fixtures, strategies and simulated networks for the tests of the other crates.

pub mod sample;
pub mod strategy;
