//! What it costs a relay to be probed: `crates/relay/examples/probing/`.

use anyhow::Result;

use crate::run::{program, run};

/// Runs it, and lets it print.
///
/// # Errors
/// When it can't be built or run.
pub(super) fn run_all() -> Result<()> {
    let mut cargo = program("cargo");
    cargo.args(["run", "--quiet", "--locked", "--release", "--package", "causeway-relay"]);
    run(cargo.args(["--example", "probing"]))
}
