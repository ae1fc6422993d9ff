//! `cargo xtask bench`: what things cost, beside what they may cost.

mod findings;
mod map;
mod probing;

use anyhow::Result;
use clap::{Args, Subcommand};

/// What is measured.
#[derive(Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Findings at 150 to 10,000 nodes, natively and in Chromium, and after one edit
    Findings,
    /// The map at 150 to 10,000 nodes, beside other tools; `--runs 1 --sizes 150,1000` is a quick look
    Map(map::MapBench),
    /// Documents that a relay refuses to show: the time of its answers, and what a flood of them costs
    Probing,
}

impl Bench {
    /// Measures, and prints a table.
    ///
    /// # Errors
    /// When something can't be built or run.
    pub(crate) fn run(&self) -> Result<()> {
        match &self.what {
            What::Findings => findings::run_all(),
            What::Map(bench) => bench.run(),
            What::Probing => probing::run_all(),
        }
    }
}
