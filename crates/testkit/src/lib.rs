//! Fixtures, strategies and simulated networks for the tests of the other crates.

#[cfg(feature = "network")]
pub mod network;
pub mod sample;
#[cfg(feature = "storage")]
pub mod storage_suite;
// Property tests run on the host, where there is randomness.
#[cfg(not(target_arch = "wasm32"))]
pub mod strategy;
