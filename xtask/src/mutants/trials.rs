//! Runs the tests once for each mutant.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::copy::Copy;
use super::listed::Mutant;
use crate::run::program;

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A test failed.
    Caught,
    /// A test didn't end.
    TimedOut,
    /// All tests passed.
    Missed,
}

/// A test that takes so many times its usual time will never end.
const PATIENCE: u32 = 10;

/// A mutant that never stops asking for memory gets so much, in kilobytes.
const MEMORY: &str = "4000000";

/// A test program, with how long it takes and which mutants it can notice at all.
struct Test {
    program: PathBuf,
    limit: Duration,
    asked: BTreeSet<usize>,
}

/// Tries each mutant, on as many processors as there are.
///
/// # Errors
/// When the tests can't be run, or fail without any mutant.
pub(super) fn run<'m>(copy: &Copy, mutants: &[&'m Mutant]) -> Result<Vec<(&'m Mutant, Outcome)>> {
    let mut tests = copy.tests.iter().map(|test| first(copy, test)).collect::<Result<Vec<_>>>()?;
    // The quick ones see most of it.
    tests.sort_by_key(|test| test.limit);
    let next = AtomicUsize::new(0);
    let outcomes: Mutex<BTreeMap<usize, (&Mutant, Outcome)>> = Mutex::default();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = outcome(copy, &tests, mutant);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.insert(mutant.id, (mutant, outcome));
                        say(outcomes.len(), mutants.len(), mutant, outcome);
                    }
                }
            });
        }
    });
    let outcomes = outcomes.into_inner().ok().context("a trial was broken off")?;
    Ok(outcomes.into_values().collect())
}

/// The first run of a test program, without any mutant.
fn first(copy: &Copy, test: &Path) -> Result<Test> {
    let asked = super::copy::folder()?.join("asked.txt");
    if asked.exists() {
        fs::remove_file(&asked)?;
    }
    let began = Instant::now();
    let mut command = Command::new(test);
    command.current_dir(&copy.package).env("MUTANTS_ASKED", &asked).env("RUST_TEST_THREADS", "1");
    if !command.stdout(Stdio::null()).status()?.success() {
        bail!("{} fails without any mutant", test.display());
    }
    let limit = (began.elapsed() * PATIENCE).max(Duration::from_secs(10));
    println!("  {} takes {:.1} s", test.display(), began.elapsed().as_secs_f64());
    let asked = fs::read_to_string(asked).unwrap_or_default();
    let asked = asked.lines().filter_map(|line| line.parse().ok()).collect();
    Ok(Test { program: test.to_path_buf(), limit, asked })
}

fn outcome(copy: &Copy, tests: &[Test], mutant: &Mutant) -> Outcome {
    let asking: Vec<&Test> = tests.iter().filter(|test| test.asked.contains(&mutant.id)).collect();
    // The tests beside the code are tried first, alone, since most mutants don't outlive them.
    let beside = mutant.module();
    let trials = asking
        .iter()
        .map(|test| (test, Some(beside.as_str())))
        .chain(asking.iter().map(|test| (test, None)));
    for (test, only) in trials {
        match trial(copy, test, mutant.id, only) {
            Some(true) => {}
            Some(false) => return Outcome::Caught,
            None => return Outcome::TimedOut,
        }
    }
    Outcome::Missed
}

/// Whether the tests pass, or `only` those of that name; nothing where they don't end in time.
fn trial(copy: &Copy, test: &Test, id: usize, only: Option<&str>) -> Option<bool> {
    let mut shell = program("sh");
    shell.args([
        "-c",
        &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""),
        &test.program.to_string_lossy(),
    ]);
    shell.args(only);
    shell.current_dir(&copy.package).env("MUTANT", id.to_string()).env("RUST_TEST_THREADS", "1");
    let Ok(mut child) = shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        return Some(false);
    };
    let began = Instant::now();
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status.success());
        }
        if began.elapsed() > test.limit {
            let _ = child.kill().and_then(|()| child.wait());
            return None;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn say(done: usize, of: usize, mutant: &Mutant, outcome: Outcome) {
    if outcome == Outcome::Missed {
        println!("  missed: {}", mutant.name);
    }
    if done.is_multiple_of(100) {
        println!("  {done} of {of}");
    }
}
