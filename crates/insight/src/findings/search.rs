//! The rules, run one after another.

use std::{collections::HashSet, slice::Iter};

use causeway_model::problem::Problem;

use super::{order, tell};
use crate::{
    draft::Evidence,
    facts::Facts,
    finding::Finding,
    rules::{RULES, Rule},
    words::{Language, Speaker},
};

/// A search for findings that can pause between any two rules, so that whoever has a screen to
/// keep alive can do so.
#[derive(Debug)]
pub struct Search<'e, 'w> {
    evidence: Evidence<'e, 'w>,
    speaker: Speaker<'e, 'w>,
    rules: Iter<'static, &'static Rule>,
    findings: Vec<Finding>,
}

impl<'e, 'w> Search<'e, 'w> {
    /// A search that has not begun. `problems` is what the reader of the workspace left out; the
    /// texts are in `language`.
    pub fn new(facts: &'e Facts<'w>, problems: &'e [Problem], language: Language) -> Self {
        Self {
            evidence: Evidence { facts, problems },
            speaker: Speaker { facts, language },
            rules: RULES.iter(),
            findings: Vec::new(),
        }
    }

    /// Runs the next rule; says whether there was one.
    pub fn step(&mut self) -> bool {
        let Some(rule) = self.rules.next() else { return false };
        let mut drafts = Vec::new();
        (rule.find)(&self.evidence, &mut drafts);
        // Two that are equal in code and subject are one, and a rule has a code of its own.
        let mut seen = HashSet::with_capacity(drafts.len());
        for draft in drafts {
            let subject = tell::subject(&draft, self.speaker.facts);
            if seen.insert(subject.clone()) {
                self.findings.push(tell::finding(rule, &draft, subject, self.speaker));
            }
        }
        true
    }

    /// Runs the rules that are left, and gives what all have found: by state, severity, money, code,
    /// subject.
    pub fn finish(mut self) -> Vec<Finding> {
        while self.step() {}
        order::sorted(self.findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        findings::Findings,
        sketch::{TODAY, day, workspace},
    };

    #[test]
    fn a_search_that_pauses_after_every_rule_finds_what_one_that_does_not_finds() {
        let workspace = workspace("kpi nrr\ndriver adoption causes=nrr");
        let facts = Facts::of(&workspace, day(TODAY));
        let mut search = Search::new(&facts, &[], Language::English);
        let mut steps = 0;
        while search.step() {
            steps += 1;
        }
        assert_eq!(steps, RULES.len());
        let whole = Findings::of(&workspace, &[], day(TODAY), Language::English);
        assert_eq!(search.finish(), whole.findings);
    }
}
