//! The project's chores, run as `cargo xtask …`.
//!
//! Everything a person or the continuous integration does with this project is one of these
//! commands, and each of them first installs what it needs, says so, and keeps it in a cache
//! outside the checkout. Nothing here is needed to *use* Causeway, only to build it.
#![allow(clippy::print_stdout, reason = "talking to the person at the terminal is its purpose")]

mod app;
mod bench;
mod browser_tests;
mod cache;
mod checks;
mod engine;
mod mutants;
mod report;
mod run;
mod screenshots;
mod serve;
mod tidy;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What `cargo xtask` can do.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and checks Causeway")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build the app and the relay, run them, and print the address to open
    Serve(serve::Serve),
    /// Run every check and test, browser tests included
    Test(checks::Test),
    /// Build the app into `dist/` and the binary `causeway` with the app inside
    Build(app::Build),
    /// Measure what things cost, beside their budgets
    Bench(bench::Bench),
    /// Take pictures of every screen and dialog, in every size and theme
    Screenshots(screenshots::Screenshots),
    /// Try what the engine's tests notice: changes to its code, one after another
    Mutants(mutants::Mutants),
    /// Check the invariants that `ARCHITECTURE.md` states
    Tidy,
    /// Install everything the other chores need, and say where it is
    Tools,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().chore {
        Chore::Serve(serve) => serve.run(),
        Chore::Test(test) => test.run(),
        Chore::Build(build) => build.run(),
        Chore::Bench(bench) => bench.run(),
        Chore::Screenshots(screenshots) => screenshots.run(),
        Chore::Mutants(mutants) => mutants.run(),
        Chore::Tidy => tidy::run(),
        Chore::Tools => tools::install_all(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}
