//! Runs the tests that can notice a mutant, until one does.
//!
//! A trial is cheap: only tests that ever come across the mutant are run, those beside the code first, and
//! the first panic ends the program. All mutants are tried with the quick tests before any is
//! tried with the slow ones, since few outlive the quick ones.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};

use super::copy::Copy;
use super::listed::Mutant;
use super::results::{Outcome, Results};
use super::tests::{Ended, Program, Test};

/// Tries each mutant that no result is known of, `jobs` at a time, and writes down what became of it.
///
/// # Errors
/// When the tests can't be run, fail without any mutant, or a result can't be written.
pub(super) fn run(
    copy: &Copy,
    mutants: &[&Mutant],
    results: Results,
    jobs: usize,
) -> Result<Results> {
    let programs = Program::all(copy)?;
    let results = Mutex::new(results);
    round(mutants, &results, jobs, "quick", |mutant, known| match known {
        None => Some(quick(&programs, mutant)),
        Some(_) => None,
    })?;
    round(mutants, &results, jobs, "slow", |mutant, known| match known {
        Some(Outcome::OutlivedTheQuick) => Some(slow(&programs, mutant)),
        _ => None,
    })?;
    results.into_inner().ok().context("a trial was broken off")
}

/// Tries all mutants once; `attempt` says what becomes of one, or nothing where there is nothing to try.
fn round(
    mutants: &[&Mutant],
    results: &Mutex<Results>,
    jobs: usize,
    tests: &str,
    attempt: impl Fn(&Mutant, Option<Outcome>) -> Option<Outcome> + Sync,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            let known = results.lock().ok().context("a trial was broken off")?.of(mutant);
            let Some(outcome) = attempt(mutant, known) else { continue };
            let mut results = results.lock().ok().context("a trial was broken off")?;
            results.add(mutant, outcome)?;
            let done = next.load(Ordering::Relaxed).min(mutants.len());
            if outcome == Outcome::Missed {
                println!("  missed: {}", mutant.name);
            } else if done.is_multiple_of(100) {
                println!("  {tests} tests: {done} of {}", mutants.len());
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(work)).collect();
        let ended = |worker: std::thread::ScopedJoinHandle<'_, Result<()>>| {
            worker.join().ok().context("a trial was broken off")?
        };
        workers.into_iter().try_for_each(ended)
    })
}

/// The tests beside the code, then the other quick ones: few mutants outlive the first.
fn quick(programs: &[Program], mutant: &Mutant) -> Outcome {
    let module = mutant.module();
    let is_beside = |test: &&Test| test.name.starts_with(&module);
    for program in programs {
        let tests = program.noticing(mutant.id).filter(|test| test.is_quick());
        let (beside, others): (Vec<&Test>, Vec<&Test>) = tests.partition(is_beside);
        for tests in [beside, others] {
            if let Some(outcome) = caught(program.run(&tests, Some(mutant.id))) {
                return outcome;
            }
        }
    }
    Outcome::OutlivedTheQuick
}

/// The slow tests one by one, the quickest of them first.
fn slow(programs: &[Program], mutant: &Mutant) -> Outcome {
    let noticing = |program| Program::noticing(program, mutant.id).map(move |test| (program, test));
    let mut tests: Vec<(&Program, &Test)> =
        programs.iter().flat_map(noticing).filter(|(_, test)| !test.is_quick()).collect();
    tests.sort_by_key(|(_, test)| test.takes);
    let outcomes =
        tests.iter().map(|(program, test)| caught(program.run(&[*test], Some(mutant.id))));
    outcomes.flatten().next().unwrap_or(Outcome::Missed)
}

fn caught(ended: Ended) -> Option<Outcome> {
    match ended {
        Ended::Passed => None,
        Ended::Failed => Some(Outcome::Caught),
        Ended::OutOfTime => Some(Outcome::TimedOut),
    }
}
