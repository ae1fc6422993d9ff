//! What became of each mutant, written down as it is found, so that a run that was broken off goes on
//! where it ended.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;

use anyhow::{Context, Result};

use super::copy::folder;
use super::listed::Mutant;

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A test failed.
    Caught,
    /// A test didn't end.
    TimedOut,
    /// The quick tests passed; the slow ones are still to be run.
    OutlivedTheQuick,
    /// All tests passed.
    Missed,
    /// It doesn't compile.
    Broken,
}

impl Outcome {
    const ALL: [Self; 5] =
        [Self::Caught, Self::TimedOut, Self::OutlivedTheQuick, Self::Missed, Self::Broken];

    fn word(self) -> &'static str {
        match self {
            Self::Caught => "caught",
            Self::TimedOut => "timed-out",
            Self::OutlivedTheQuick => "outlived-the-quick",
            Self::Missed => "missed",
            Self::Broken => "broken",
        }
    }
}

/// The results so far. A mutant is known by its name and by the code of its file: where that
/// changes, it is tried again.
pub(super) struct Results {
    known: BTreeMap<String, Outcome>,
    file: File,
}

impl Results {
    /// What earlier runs wrote down; with `again`, without what the tests of then didn't notice.
    ///
    /// # Errors
    /// When the file can't be read or written.
    pub(super) fn read(again: bool) -> Result<Self> {
        let place = folder()?.join("results.txt");
        let text = fs::read_to_string(&place).unwrap_or_default();
        let line = |line: &str| {
            let (word, key) = line.split_once('\t')?;
            Some((key.to_owned(), *Outcome::ALL.iter().find(|outcome| outcome.word() == word)?))
        };
        let mut known: BTreeMap<String, Outcome> = text.lines().filter_map(line).collect();
        if again {
            known.retain(|_, known| !matches!(known, Outcome::Missed | Outcome::OutlivedTheQuick));
        }
        let lines = known.iter().map(|(key, outcome)| format!("{}\t{key}\n", outcome.word()));
        fs::write(&place, lines.collect::<String>())?;
        let file = OpenOptions::new().append(true).open(&place)?;
        Ok(Self { known, file })
    }

    /// What became of a mutant, as far as it is known.
    pub(super) fn of(&self, mutant: &Mutant) -> Option<Outcome> {
        self.known.get(&mutant.key()).copied()
    }

    /// Writes down what became of a mutant.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn add(&mut self, mutant: &Mutant, outcome: Outcome) -> Result<()> {
        writeln!(self.file, "{}\t{}", outcome.word(), mutant.key())
            .context("could not write down a result")?;
        self.known.insert(mutant.key(), outcome);
        Ok(())
    }
}
