//! `cargo xtask mutants`: would a test notice if a line of the engine did something else?
//!
//! The mutants are those that cargo-mutants lists for `crates/insight`. It would build the crate once for
//! each of its 2,500; here all of them are built into *one* copy of the crate, and a variable of
//! the environment chooses which of them is alive. Those that can't be switched this way (a
//! constant, a function that returns an `impl`) are told apart, and can be given to cargo-mutants itself.

mod copy;
mod listed;
mod marks;
mod results;
mod switches;
mod tests;
mod trials;

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::run::root;
use copy::Copy;
use listed::Mutant;
use results::{Outcome, Results};

/// Which mutants are tried.
#[derive(Args)]
pub(crate) struct Mutants {
    /// Try one part of them: the `k`th of `n`, counted from 1
    #[arg(long, value_name = "K/N", value_parser = shard)]
    shard: Option<(usize, usize)>,
    /// Try only those in files whose path contains one of these
    #[arg(long, value_delimiter = ',')]
    files: Vec<String>,
    /// Try again what no test noticed when it was tried before
    #[arg(long)]
    again: bool,
    /// Try so many at a time
    #[arg(long, default_value_t = 1)]
    jobs: usize,
}

/// The page that explains those that no test can notice.
const EXPLAINED: &str = "docs/mutants.md";

impl Mutants {
    /// Tries them, and names those that no test noticed and `docs/mutants.md` doesn't explain.
    ///
    /// # Errors
    /// When a tool is missing, the tests fail without any mutant, or one survives unexplained.
    pub(crate) fn run(&self) -> Result<()> {
        let mutants = listed::all()?;
        let mut results = Results::read(self.again)?;
        let copy = Copy::with(&mutants, &mut results)?;
        let chosen: Vec<&Mutant> = mutants.iter().filter(|mutant| self.wants(mutant)).collect();
        let (switched, left_out): (Vec<&Mutant>, Vec<&Mutant>) =
            chosen.into_iter().partition(|mutant| copy.holds(mutant.id));
        let results = &trials::run(&copy, &switched, results, self.jobs)?;
        let became =
            |outcome| switched.iter().filter(move |mutant| results.of(mutant) == Some(outcome));
        let (caught, timed_out) =
            (became(Outcome::Caught).count(), became(Outcome::TimedOut).count());
        let missed: Vec<&Mutant> = became(Outcome::Missed).copied().collect();
        println!(
            "\n{} mutants tried: {caught} caught by a failing test, {timed_out} by one that never ended, {} missed ({:.1} % caught).",
            switched.len(),
            missed.len(),
            percent(caught + timed_out, switched.len())
        );
        println!("{} don't compile, or can't be switched.", left_out.len());
        judge(missed.into_iter(), &left_out)
    }

    fn wants(&self, mutant: &Mutant) -> bool {
        let is_in_shard = self.shard.is_none_or(|(part, parts)| mutant.id % parts == part % parts);
        is_in_shard
            && (self.files.is_empty() || self.files.iter().any(|name| mutant.file.contains(name)))
    }
}

/// Writes both lists beside the copy, and fails where something survived that isn't explained.
fn judge<'m>(missed: impl Iterator<Item = &'m Mutant>, left_out: &[&Mutant]) -> Result<()> {
    let page = fs::read_to_string(root().join(EXPLAINED)).unwrap_or_default();
    let explained: BTreeSet<&str> = page.split('`').skip(1).step_by(2).collect();
    let (known, news): (Vec<&Mutant>, Vec<&Mutant>) =
        missed.partition(|mutant| explained.contains(mutant.lasting_name().as_str()));
    println!("{} of those missed are explained in {EXPLAINED}.", known.len());
    let folder = copy::folder()?;
    let lines = |mutants: &[&Mutant]| -> String {
        mutants.iter().flat_map(|mutant| [mutant.name.as_str(), "\n"]).collect()
    };
    fs::write(folder.join("missed.txt"), lines(&news))?;
    fs::write(folder.join("left-out.txt"), lines(left_out))?;
    if news.is_empty() {
        return Ok(());
    }
    bail!("no test noticed these, and no line explains them:\n{}", lines(&news))
}

fn percent(part: usize, whole: usize) -> f64 {
    let of = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 100.0 } else { 100.0 * of(part) / of(whole) }
}

fn shard(text: &str) -> Result<(usize, usize)> {
    let (part, parts) = text.split_once('/').context("a shard is written like 1/4")?;
    let (part, parts) = (part.parse()?, parts.parse()?);
    if part == 0 || part > parts {
        bail!("there is no part {part} of {parts}");
    }
    Ok((part, parts))
}
