//! What people answer for themselves: private rounds, and the five structural questions.

use std::collections::BTreeMap;

use serde_json::Map;

use crate::Json;
use crate::contested::Text;
use crate::id::PersonId;
use crate::number::Level;
use crate::record::record;
use crate::stamp::Stamp;
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};
use crate::word::words;

words! {
    /// What a round asks for.
    RoundKind {
        /// Dots spent on priorities.
        Dots = "dots",
        /// Levels of maturity.
        Maturity = "maturity",
        /// What could go wrong.
        Premortem = "premortem",
    }
}

record! {
    /// A private round that is revealed when it is closed.
    #[derive(Default)]
    Round: "round" {
        /// What it asks for.
        kind: Option<RoundKind>,
        /// The question.
        question: Text,
        /// Dots that each person has.
        dots: Option<u32>,
        /// Who opened it, and when.
        opened: Option<Stamp>,
        /// Who closed it, and when.
        closed: Option<Stamp>,
        /// What each person answered; its form depends on the kind.
        ballots: BTreeMap<PersonId, Map<String, Json>>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// One person's answers to the five structural questions.
    #[derive(Default)]
    Checkup: "checkup" {
        /// The person.
        by: Option<PersonId>,
        /// The day.
        on: Option<Date>,
        /// The answers.
        answers: Option<Answers>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// Answers from 1 (never) to 5 (always).
    #[derive(Default)]
    Answers: "answers" {
        /// Whether strategy drives operational decisions.
        decisions: Option<Level>,
        /// Whether indicators explain cause and effect.
        explanation: Option<Level>,
        /// Whether conflicts between goals are settled.
        conflicts: Option<Level>,
        /// Whether follow-up has a rhythm.
        cadence: Option<Level>,
        /// Whether there is time to shape results before they are final.
        shaping: Option<Level>,
    }
}

deletable!(Round, Checkup);
