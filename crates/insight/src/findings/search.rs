//! The rules, run one after another.

use std::{collections::HashSet, slice::Iter, vec::IntoIter};

use causeway_model::problem::Problem;

use super::{order, tell};
use crate::{
    draft::{About, Draft, Evidence},
    facts::{Facts, Preparing},
    finding::Finding,
    rules::{RULES, Rule},
    words::{Language, Speaker},
};

/// So many findings are put into words in one step.
const FEW: usize = 32;

/// A search for findings that can pause between any two steps, so that whoever has a screen to
/// keep alive can do so.
///
/// First it works out what most rules ask for: see [`Preparing`]. Then it runs the rules, and puts what
/// each finds into words.
#[derive(Debug)]
pub struct Search<'e, 'w> {
    evidence: Evidence<'e, 'w>,
    speaker: Speaker<'e, 'w>,
    preparing: Preparing<'e, 'w>,
    rules: Iter<'static, &'static Rule>,
    found: Option<Found<'w>>,
    findings: Vec<Finding>,
    /// Where each text is made before it is kept.
    page: String,
}

/// What a rule has found, to be put into words.
#[derive(Debug)]
struct Found<'w> {
    rule: &'static Rule,
    drafts: IntoIter<Draft<'w>>,
    seen: Seen,
}

/// What a rule's findings were about so far.
///
/// Two that are equal in code and subject are one, and a rule has a code of its own. Most are about
/// one node, and need no copy of its id to be known by.
#[derive(Debug)]
struct Seen {
    is_node: Vec<bool>,
    others: HashSet<Vec<String>>,
}

impl Seen {
    fn of(facts: &Facts<'_>) -> Self {
        Self { is_node: vec![false; facts.present().len()], others: HashSet::new() }
    }

    /// Whether there was none about this subject, of which there is one from now on.
    fn is_new(&mut self, about: &About<'_>, subject: &[String], facts: &Facts<'_>) -> bool {
        let node = match (about, subject) {
            (About::Nodes(places), [_]) => places.first().copied(),
            (_, [id]) => facts.present().place(id),
            _ => None,
        };
        match node {
            Some(place) => !std::mem::replace(&mut self.is_node[place], true),
            None => self.others.insert(subject.to_vec()),
        }
    }
}

impl<'e, 'w> Search<'e, 'w> {
    /// A search that has not begun. `problems` is what the reader of the workspace left out; the
    /// texts are in `language`.
    pub fn new(facts: &'e Facts<'w>, problems: &'e [Problem], language: Language) -> Self {
        Self {
            evidence: Evidence { facts, problems },
            speaker: Speaker { facts, language },
            preparing: Preparing::of(facts),
            rules: RULES.iter(),
            found: None,
            findings: Vec::new(),
            page: String::new(),
        }
    }

    /// Does a little more; says whether there was anything to do.
    pub fn step(&mut self) -> bool {
        self.preparing.step() || self.tell() || self.run()
    }

    /// Puts some of what the last rule found into words.
    fn tell(&mut self) -> bool {
        let Some(found) = &mut self.found else { return false };
        for draft in found.drafts.by_ref().take(FEW) {
            let subject = tell::subject(&draft, self.speaker.facts);
            if found.seen.is_new(&draft.about, &subject, self.speaker.facts) {
                let page = &mut self.page;
                self.findings.push(tell::finding(found.rule, &draft, subject, self.speaker, page));
            }
        }
        if found.drafts.len() == 0 {
            self.found = None;
        }
        true
    }

    /// Runs the next rule.
    fn run(&mut self) -> bool {
        let Some(rule) = self.rules.next() else { return false };
        let mut drafts = Vec::new();
        (rule.find)(&self.evidence, &mut drafts);
        if !drafts.is_empty() {
            self.findings.reserve(drafts.len());
            let seen = Seen::of(self.speaker.facts);
            self.found = Some(Found { rule, drafts: drafts.into_iter(), seen });
        }
        true
    }

    /// Does what is left, and gives what all rules have found: by state, severity, money, code,
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
    fn a_search_that_pauses_after_every_step_finds_what_one_that_does_not_finds() {
        let workspace = workspace("kpi nrr\ndriver adoption\nadoption causes nrr");
        let facts = Facts::of(&workspace, day(TODAY));
        let mut search = Search::new(&facts, &[], Language::English);
        let mut steps = 0;
        while search.step() {
            steps += 1;
        }
        assert!(steps > RULES.len());
        let whole = Findings::of(&workspace, &[], day(TODAY), Language::English);
        assert_eq!(search.finish(), whole.findings);
    }

    #[test]
    fn no_step_puts_more_than_a_few_findings_into_words() {
        let nodes = (0..FEW * 4).map(|at| format!("kpi k{at:03}\n"));
        let workspace = workspace(&nodes.collect::<String>());
        let facts = Facts::of(&workspace, day(TODAY));
        let mut search = Search::new(&facts, &[], Language::English);
        let mut known = 0;
        while search.step() {
            assert!(search.findings.len() <= known + FEW);
            known = search.findings.len();
        }
        assert!(known >= FEW * 4);
    }
}
