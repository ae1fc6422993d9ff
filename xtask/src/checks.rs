//! `cargo xtask test`: every check and test, in the order in which they fail fastest.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Child;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::app::{Build, target};
use crate::report::Report;
use crate::run::{program, run};
use crate::{browser_tests, engine, tidy};

/// Which checks to run.
#[derive(Args)]
pub(crate) struct Test {
    /// Run only these, by name: format, tidy, app, clippy, docs, compile, host, interop, storage, same-bytes, end-to-end
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

type Check = (&'static str, fn(&mut Report) -> Result<()>);

const CHECKS: [Check; 11] = [
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
    ("docs", |report| report.step("Documentation", docs)),
    ("compile", |report| {
        let words = ["test", "--quiet", "--locked", "--workspace", "--no-run"];
        report.step("Tests on the host, compiled", || cargo(&words))
    }),
    ("host", |report| {
        report.step("Tests on the host", || cargo(&["test", "--locked", "--workspace"]))
    }),
    ("interop", browser_tests::interop),
    ("storage", browser_tests::storage),
    ("same-bytes", engine::same_bytes),
    ("end-to-end", browser_tests::end_to_end),
];

/// The app is built beside these: linking it keeps one core busy for minutes, and they run nothing that reads it.
const BESIDE_APP: [&str; 3] = ["clippy", "docs", "compile"];

/// The check of the app, as a process of its own.
struct AppBeside {
    process: Child,
    /// What it prints, shown when it is done: two at once could not be read.
    printed: PathBuf,
}

impl AppBeside {
    fn start() -> Result<Self> {
        println!("\n▸ The app is built meanwhile");
        let printed = target()?.join("app-check.txt");
        let file = File::create(&printed)?;
        let mut check = program(std::env::current_exe()?);
        check.args(["test", "--only", "app"]).stdout(file.try_clone()?).stderr(file);
        Ok(Self { process: check.spawn().context("could not start the check `app`")?, printed })
    }

    /// Waits for it, and shows what it printed.
    fn end(mut self) -> Result<()> {
        let status = self.process.wait()?;
        println!("{}", fs::read_to_string(&self.printed)?);
        if !status.success() {
            bail!("the check `app` ended with {status}");
        }
        Ok(())
    }
}

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
        let is_chosen =
            |name: &str| self.only.is_empty() || self.only.iter().any(|only| only == name);
        let has_company = BESIDE_APP.iter().any(|name| is_chosen(name));
        let (mut report, mut beside) = (Report::default(), None);
        for (name, check) in CHECKS.iter().filter(|check| is_chosen(check.0)) {
            if *name == "app" && has_company {
                beside = Some(AppBeside::start()?);
                continue;
            }
            if let Some(app) = beside.take_if(|_| !BESIDE_APP.contains(name)) {
                report.step("The rest of the app", || app.end())?;
            }
            let checked = check(&mut report);
            if let Some(app) = beside.take_if(|_| checked.is_err()) {
                // Nothing goes on running; if the app fails as well, what it printed says so.
                let _ = app.end();
            }
            checked.with_context(|| format!("the check `{name}` failed"))?;
        }
        if let Some(app) = beside {
            report.step("The rest of the app", || app.end())?;
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
