//! Facts that are gathered a few at a time.

use std::sync::{Mutex, OnceLock};

use causeway_model::{Date, initiative::Initiative, workspace::Workspace};

use crate::{
    facts::{Facts, Present, causes, standing},
    measure::Measuring,
};

/// So many nodes are looked at in one step: a fraction of a millisecond's work, even in a browser.
const FEW: usize = 32;

/// Facts that are being gathered, which can pause between any two steps, so that whoever has a screen
/// to keep alive can do so.
#[derive(Debug)]
pub struct Gathering<'w> {
    facts: Facts<'w>,
    /// What is measured, until all of it is.
    measuring: Option<Measuring<'w>>,
}

impl<'w> Gathering<'w> {
    /// The facts of a workspace at a date, none of which is worked out yet.
    pub fn of(workspace: &'w Workspace, as_of: Date) -> Self {
        let present = Present::of(workspace, as_of);
        let count = present.len();
        let facts = Facts {
            workspace,
            present,
            measures: Vec::new(),
            links: Vec::new(),
            alike: Vec::new(),
            causes: Vec::new(),
            serves: Vec::new(),
            graph: OnceLock::new(),
            statuses: Vec::with_capacity(count),
            columns: (0..count).map(|_| OnceLock::new()).collect(),
            sweeps: Mutex::default(),
            upstream: (0..count).map(|_| OnceLock::new()).collect(),
            reach: OnceLock::new(),
            tests: Vec::new(),
            days: OnceLock::new(),
            pairing: Mutex::default(),
            loops: OnceLock::new(),
            leaks: OnceLock::new(),
            answers: OnceLock::new(),
            breaches: OnceLock::new(),
            opposed: OnceLock::new(),
            owner_functions: OnceLock::new(),
            blank: Initiative::default(),
        };
        Self { facts, measuring: Some(Measuring::default()) }
    }

    /// Works out a few more; says whether there is more to do.
    pub fn step(&mut self) -> bool {
        let facts = &mut self.facts;
        if let Some(mut measuring) = self.measuring.take() {
            if measuring.step(&facts.present, FEW) {
                self.measuring = Some(measuring);
            } else {
                facts.measures = measuring.finish(&facts.present);
                facts.links = causes::placed(facts.workspace, &facts.present);
                facts.alike = causes::alike(&facts.links);
                (facts.causes, facts.serves) =
                    causes::counted(&facts.links, &facts.alike, &facts.present);
                facts.tests = facts.causes.iter().map(|_| OnceLock::new()).collect();
            }
            return true;
        }
        let (known, all) = (facts.statuses.len(), facts.present.len());
        for place in known..all.min(known + FEW) {
            let standing = standing::on_its_own(facts, place);
            facts.statuses.push(standing);
        }
        if facts.statuses.len() < all {
            return true;
        }
        facts.statuses = standing::objectives(facts);
        false
    }

    /// Works out what is left, and gives the facts.
    pub fn finish(mut self) -> Facts<'w> {
        while self.step() {}
        self.facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::{TODAY, day, workspace};

    fn chain(count: usize) -> String {
        let nodes = (0..count).map(|at| format!("driver d{at:03} obs=9,8,7,6,5 watch=8 act=6\n"));
        let links = (1..count).map(|at| format!("d{at:03} causes d{:03}\n", at - 1));
        nodes.chain(links).chain(["objective o\nkpi k formula=d001+1\nk serves o".into()]).collect()
    }

    #[test]
    fn facts_that_are_gathered_with_pauses_are_those_that_are_gathered_at_once() {
        let workspace = workspace(&chain(100));
        let at_once = Facts::of(&workspace, day(TODAY));
        let mut gathering = Gathering::of(&workspace, day(TODAY));
        while gathering.step() {}
        let paused = gathering.finish();
        let standing = |facts: &Facts<'_>| -> Vec<_> {
            facts.places().map(|place| *facts.standing(place)).collect()
        };
        assert_eq!(standing(&paused), standing(&at_once));
        assert_eq!(paused.causes().len(), at_once.causes().len());
    }

    #[test]
    fn no_step_looks_at_more_than_a_few_nodes() {
        let steps = |count: usize| {
            let workspace = workspace(&chain(count));
            let mut gathering = Gathering::of(&workspace, day(TODAY));
            let mut steps = 1;
            while gathering.step() {
                steps += 1;
            }
            steps
        };
        // Each node is measured once and judged once.
        assert_eq!(steps(FEW * 10) - steps(FEW * 5), 10);
    }
}
