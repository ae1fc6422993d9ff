//! A workspace at a date, for the commands that say what follows from it.

use causeway_insight::{Facts, Findings, Language, words::Speaker};
use causeway_model::{Date, Reading, Workspace};
use chrono::Utc;

use crate::arguments::Subject;
use crate::failure::Failure;
use crate::workspace;

/// What was read, as of when it is looked at, and in which language to speak.
pub(crate) struct Look {
    reading: Reading<Workspace>,
    pub(crate) as_of: Date,
    pub(crate) language: Language,
}

impl Look {
    /// Reads what the command line names. A file that breaks the model is refused; a document
    /// that does is read without the bad parts, which are findings.
    pub(crate) fn at(subject: &Subject) -> Result<Self, Failure> {
        let (workspace, _) = workspace::Workspace::read(&subject.file, None)?;
        let reading = workspace.into_reading(&subject.file)?;
        let as_of = subject.as_of.unwrap_or_else(|| Utc::now().date_naive());
        Ok(Self { reading, as_of, language: subject.language() })
    }

    /// The model at its date.
    pub(crate) fn facts(&self) -> Facts<'_> {
        self.facts_on(self.as_of)
    }

    /// The model at another date.
    pub(crate) fn facts_on(&self, day: Date) -> Facts<'_> {
        Facts::of(&self.reading.value, day)
    }

    /// What follows from it, in the language asked for.
    pub(crate) fn findings(&self, facts: &Facts<'_>) -> Findings {
        Findings::from_facts(facts, &self.reading.problems, self.language)
    }

    /// Says words about it.
    pub(crate) fn speaker<'f, 'w>(&self, facts: &'f Facts<'w>) -> Speaker<'f, 'w> {
        Speaker { facts, language: self.language }
    }
}
