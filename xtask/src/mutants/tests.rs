//! The tests of the copy: how long each takes, and which mutants it ever comes across.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::copy::{Copy, folder};
use crate::run::{output, program};

/// What is quicker is tried before anything that isn't.
const QUICK: Duration = Duration::from_millis(400);

/// A test that takes so many times its usual time will never end.
const PATIENCE: u32 = 5;

/// A mutant that never stops asking for memory gets so much, in kilobytes.
const MEMORY: &str = "4000000";

/// One test.
pub(super) struct Test {
    /// Its path in the program.
    pub(super) name: String,
    /// How long it takes.
    pub(super) takes: Duration,
    asked: BTreeSet<usize>,
}

impl Test {
    /// Whether it is tried among the first.
    pub(super) fn is_quick(&self) -> bool {
        self.takes < QUICK
    }
}

/// A test program of the copy.
pub(super) struct Program {
    file: PathBuf,
    folder: PathBuf,
    tests: Vec<Test>,
}

/// How a run of tests ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// All passed.
    Passed,
    /// One failed.
    Failed,
    /// They didn't end.
    OutOfTime,
}

impl Program {
    /// All programs, each test of which was run once without any mutant.
    ///
    /// # Errors
    /// When one can't be run, or a test fails.
    pub(super) fn all(copy: &Copy) -> Result<Vec<Self>> {
        let programs = copy.tests.iter().map(|file| Self::first(copy, file));
        let mut programs = programs.collect::<Result<Vec<_>>>()?;
        programs.sort_by_key(Self::takes);
        for program in &programs {
            let slow = program.tests.iter().filter(|test| !test.is_quick()).count();
            println!(
                "  {} tests in {:.1} s, {slow} of them slow: {}",
                program.tests.len(),
                program.takes().as_secs_f64(),
                program.file.display()
            );
        }
        Ok(programs)
    }

    fn first(copy: &Copy, file: &Path) -> Result<Self> {
        let mut list = program(file);
        let listed = output(list.args(["--list", "--format", "terse"]))?;
        let names = listed.lines().filter_map(|line| line.strip_suffix(": test"));
        let blank = |name: &str| Test {
            name: name.to_owned(),
            takes: Duration::ZERO,
            asked: BTreeSet::new(),
        };
        let tests = names.map(blank).collect();
        let mut found = Self { file: file.to_path_buf(), folder: copy.package.clone(), tests };
        let mut failing = Vec::new();
        for at in 0..found.tests.len() {
            let asked = folder()?.join("asked.txt");
            if asked.exists() {
                fs::remove_file(&asked)?;
            }
            let began = Instant::now();
            let mut command = found.command(&[&found.tests[at]], Duration::from_mins(10));
            if !command.env("MUTANTS_ASKED", &asked).status()?.success() {
                failing.push(found.tests[at].name.clone());
            }
            found.tests[at].takes = began.elapsed();
            let asked = fs::read_to_string(asked).unwrap_or_default();
            found.tests[at].asked = asked.lines().filter_map(|line| line.parse().ok()).collect();
        }
        if !failing.is_empty() {
            bail!("without any mutant {} fails: {}", file.display(), failing.join(", "));
        }
        Ok(found)
    }

    fn takes(&self) -> Duration {
        self.tests.iter().map(|test| test.takes).sum()
    }

    /// The tests that ever come across a mutant.
    pub(super) fn noticing(&self, mutant: usize) -> impl Iterator<Item = &Test> {
        self.tests.iter().filter(move |test| test.asked.contains(&mutant))
    }

    /// Runs some of its tests, one after another, until the first fails.
    pub(super) fn run(&self, tests: &[&Test], mutant: Option<usize>) -> Ended {
        if tests.is_empty() {
            return Ended::Passed;
        }
        let usual: Duration = tests.iter().map(|test| test.takes).sum();
        let limit = (usual * PATIENCE).max(Duration::from_secs(2));
        let mut command = self.command(tests, limit);
        if let Some(mutant) = mutant {
            command.env("MUTANT", mutant.to_string());
        }
        // A program that can't be started is no test that noticed something.
        command.spawn().map_or(Ended::OutOfTime, |child| ended(child, limit))
    }

    /// The limit is one of the processor's time, since others may want the processor too.
    fn command(&self, tests: &[&Test], limit: Duration) -> Command {
        let mut shell = program("sh");
        let seconds = limit.as_secs() + 1;
        shell.arg("-c").arg(format!("ulimit -v {MEMORY}; ulimit -t {seconds}; exec \"$0\" \"$@\""));
        shell.arg(&self.file).args(["--exact", "--test-threads=1"]);
        shell.args(tests.iter().map(|test| &test.name));
        shell.current_dir(&self.folder).env_remove("MUTANT").env("PROPTEST_MAX_SHRINK_ITERS", "0");
        shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        shell
    }
}

/// Waits for the end: the processor's time is limited, and this is for what waits without using any.
fn ended(mut child: Child, limit: Duration) -> Ended {
    let began = Instant::now();
    let patience = limit * 20;
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ended::Passed,
            // Killed from outside, for its time.
            Ok(Some(status)) if status.code().is_none() && began.elapsed() >= limit => {
                return Ended::OutOfTime;
            }
            Ok(Some(_)) => return Ended::Failed,
            Ok(None) if began.elapsed() > patience => {
                let _ = child.kill().and_then(|()| child.wait());
                return Ended::OutOfTime;
            }
            _ => std::thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}
