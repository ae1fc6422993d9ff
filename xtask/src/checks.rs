//! `cargo xtask test`: every check and test, in the order in which they fail fastest.

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::app::Build;
use crate::report::Report;
use crate::run::{program, run};
use crate::{browser_tests, engine, tidy};

/// Which checks to run.
#[derive(Args)]
pub(crate) struct Test {
    /// Run only these, by name: format, tidy, clippy, host, docs, app, interop, storage, same-bytes, end-to-end
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

type Check = (&'static str, fn(&mut Report) -> Result<()>);

const CHECKS: [Check; 10] = [
    ("format", |report| report.step("Format", || cargo(&["fmt", "--all", "--check"]))),
    ("tidy", |report| report.step("Tidy", tidy::run)),
    ("app", |report| Build::default().app(report)?.map_or(Ok(()), |sizes| sizes.check())),
    ("clippy", |report| {
        let words = [
            "clippy",
            "--quiet",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        report.step("Clippy", || cargo(&words))
    }),
    ("host", |report| {
        report.step("Tests on the host", || cargo(&["test", "--locked", "--workspace"]))
    }),
    ("docs", |report| report.step("Documentation", docs)),
    ("interop", browser_tests::interop),
    ("storage", browser_tests::storage),
    ("same-bytes", engine::same_bytes),
    ("end-to-end", browser_tests::end_to_end),
];

impl Test {
    /// Runs the checks, and prints how long each took.
    ///
    /// # Errors
    /// When a check fails; later ones are not run.
    pub(crate) fn run(&self) -> Result<()> {
        if let Some(unknown) =
            self.only.iter().find(|name| CHECKS.iter().all(|check| check.0 != *name))
        {
            bail!("there is no check `{unknown}`: see cargo xtask test --help");
        }
        let mut report = Report::default();
        let chosen = CHECKS
            .iter()
            .filter(|check| self.only.is_empty() || self.only.iter().any(|name| name == check.0));
        for (name, check) in chosen {
            check(&mut report).with_context(|| format!("the check `{name}` failed"))?;
        }
        report.print();
        println!("\nAll checks passed.");
        Ok(())
    }
}

fn cargo(words: &[&str]) -> Result<()> {
    run(program("cargo").args(words))
}

fn docs() -> Result<()> {
    let mut cargo = program("cargo");
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    run(cargo.args(["doc", "--quiet", "--locked", "--workspace", "--no-deps"]))
}
