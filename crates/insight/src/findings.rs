//! All findings of a workspace at a date.

mod index;
mod json;
mod markdown;
mod order;
mod search;
mod state;
mod tell;

use std::collections::BTreeMap;

use causeway_model::{Date, NodeId, Workspace, problem::Problem};

use crate::{
    facts::Facts,
    finding::{Failure, Finding, Group, Severity, State},
    status::NodeStatus,
    words::Language,
};

pub use index::{Index, Part};
pub use markdown::{SECTIONS, Section};
pub use search::Search;

/// What the model says about execution at a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The date.
    pub as_of: Date,
    /// The workspace's title.
    pub title: String,
    /// How every present node stands.
    pub status: BTreeMap<NodeId, NodeStatus>,
    /// The findings: by state, severity, money, code, subject.
    pub findings: Vec<Finding>,
    /// How many open signals each structural failure has, in the order of [`Failure::ALL`].
    pub failures: Vec<(Failure, usize)>,
    /// What leaks, in money a year, each leak counted once.
    pub leakage: f64,
    /// How well the strategy is executed, 0 to 100.
    pub index: Index,
}

impl Findings {
    /// Works out everything.
    ///
    /// `problems` is what the reader of the workspace left out. The texts are in `language`.
    pub fn of(
        workspace: &Workspace,
        problems: &[Problem],
        as_of: Date,
        language: Language,
    ) -> Self {
        let facts = Facts::of(workspace, as_of);
        Self::from_facts(&facts, problems, language)
    }

    /// The same, of facts that are worked out already.
    pub fn from_facts(facts: &Facts<'_>, problems: &[Problem], language: Language) -> Self {
        Self::with(facts, Search::new(facts, problems, language).finish())
    }

    /// The same, of findings that a [`Search`] of these facts has found.
    pub fn with(facts: &Facts<'_>, findings: Vec<Finding>) -> Self {
        let failures = Failure::ALL
            .iter()
            .map(|failure| (*failure, open_signals(&findings, *failure)))
            .collect();
        let counting = facts.leaks().iter().filter(|leak| leak.part_of.is_empty());
        Self {
            as_of: facts.as_of(),
            title: facts.workspace.title.shown().into_owned(),
            status: facts
                .places()
                .map(|at| (facts.present().id(at).clone(), *facts.standing(at)))
                .collect(),
            failures,
            leakage: order::cents(counting.map(|leak| leak.amount).sum()),
            index: Index::of(facts),
            findings,
        }
    }

    /// Whether an open finding is at least that severe.
    pub fn has_open(&self, severity: Severity) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.state == State::Open && finding.severity >= severity)
    }
}

fn open_signals(findings: &[Finding], failure: Failure) -> usize {
    let counts = |finding: &&Finding| {
        finding.failure == failure && finding.state == State::Open && finding.group == Group::Signal
    };
    findings.iter().filter(counts).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::{TODAY, day, workspace};

    #[test]
    fn only_what_is_open_and_at_least_as_severe_fails_a_pipeline() {
        let mut found = Findings::of(&workspace("kpi k"), &[], day(TODAY), Language::English);
        let one = found.findings[0].clone();
        let mut fails = |state, severity| {
            found.findings = vec![Finding { severity, state, ..one.clone() }];
            found.has_open(Severity::High)
        };
        assert!(fails(State::Open, Severity::High));
        assert!(fails(State::Open, Severity::Critical));
        assert!(!fails(State::Open, Severity::Medium));
        assert!(!fails(State::Answered, Severity::Critical));
        assert!(!fails(State::Accepted, Severity::High));
    }

    #[test]
    fn a_failure_counts_its_open_signals_only() {
        let found = Findings::of(&workspace("kpi k"), &[], day(TODAY), Language::English);
        let (failure, group) = (Failure::Focus, Group::Signal);
        let one = Finding { group, failure, state: State::Open, ..found.findings[0].clone() };
        let count = |finding: Finding| open_signals(&[finding], Failure::Focus);
        assert_eq!(open_signals(&[one.clone(), one.clone()], Failure::Focus), 2);
        assert_eq!(count(Finding { state: State::Answered, ..one.clone() }), 0);
        assert_eq!(count(Finding { group: Group::Finish, ..one.clone() }), 0);
        assert_eq!(count(Finding { failure: Failure::Decisions, ..one }), 0);
    }
}
