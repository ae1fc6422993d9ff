//! The agenda of a review, written by the findings: it changes when the figures do.
//!
//! First what needs a decision, then breaches with their pre-agreed conversation, then what is
//! on its way, then hypotheses and decisions to look at again, then the rest by exception.

mod json;
mod plan;
mod text;

use std::collections::BTreeMap;

use causeway_model::Date;

use crate::{
    facts::Facts,
    finding::{Finding, Group, Severity, State},
    findings::Findings,
};

/// What kind of talk an item is, in the order of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// It needs a decision.
    Decide,
    /// A line was crossed.
    Answer,
    /// Something is on its way.
    Ahead,
    /// A belief or a decision is to be looked at again.
    LookAgain,
    /// Only if someone asks.
    ByException,
}

/// What an item must end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A decision.
    Decision,
    /// A plan.
    Plan,
    /// An owner.
    Owner,
}

impl Outcome {
    /// The word of the agenda's JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Plan => "plan",
            Self::Owner => "owner",
        }
    }
}

impl Section {
    /// The word of the agenda's JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decide => "decide",
            Self::Answer => "answer",
            Self::Ahead => "ahead",
            Self::LookAgain => "look-again",
            Self::ByException => "by-exception",
        }
    }

    /// Where a finding belongs.
    pub fn of(finding: &Finding) -> Self {
        match finding.code {
            "action-overdue"
            | "breach-persists"
            | "conflicting-priorities"
            | "two-owners"
            | "consequence-due"
            | "decision-pending" => Self::Decide,
            "breach" => Self::Answer,
            "early-warning" | "deteriorating" | "risk-materialising" => Self::Ahead,
            "contradicted-hypothesis" | "decision-to-revisit" => Self::LookAgain,
            _ => Self::ByException,
        }
    }
}

/// One item: all that is to be said about one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Where in the meeting it comes.
    pub section: Section,
    /// What it is about, by id.
    pub subject: Vec<String>,
    /// The codes of its findings, the first first; with the subjects they key the item.
    pub codes: Vec<&'static str>,
    /// The worst severity of its findings.
    pub severity: Severity,
    /// The title of its first finding.
    pub title: String,
    /// What to talk about: the conversation agreed for it, else why the first finding says so.
    pub text: String,
    /// The people it needs, by id, each once.
    pub people: Vec<String>,
    /// Minutes planned for it.
    pub minutes: u32,
    /// What it must end with.
    pub outcome: Outcome,
}

/// The agenda of one review.
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda {
    /// The date.
    pub as_of: Date,
    /// The workspace's title.
    pub title: String,
    /// Minutes there are.
    pub minutes: u32,
    /// What is talked about, in order.
    pub items: Vec<Item>,
    /// What is only mentioned if someone asks.
    pub by_exception: Vec<Item>,
    /// What didn't fit.
    pub not_discussed: Vec<Item>,
}

impl Agenda {
    /// The agenda for so many minutes, from the open and answered signals.
    pub fn of(facts: &Facts<'_>, findings: &Findings, minutes: u32) -> Self {
        let (by_exception, items): (Vec<Item>, Vec<Item>) = items(facts, findings)
            .into_iter()
            .partition(|item| item.section == Section::ByException);
        let (items, not_discussed) = plan::fit(items, minutes);
        Self {
            as_of: findings.as_of,
            title: findings.title.clone(),
            minutes,
            items,
            by_exception,
            not_discussed,
        }
    }
}

/// The findings of one subject are one item, at the place of the first of them.
fn items(facts: &Facts<'_>, findings: &Findings) -> Vec<Item> {
    let is_talked_about =
        |finding: &&Finding| finding.group == Group::Signal && finding.state != State::Accepted;
    let mut by_subject: BTreeMap<&[String], Vec<&Finding>> = BTreeMap::new();
    for finding in findings.findings.iter().filter(is_talked_about) {
        by_subject.entry(&finding.subject).or_default().push(finding);
    }
    let mut items: Vec<(usize, Item)> = Vec::new();
    for (_, mut found) in by_subject {
        // Stable: within a section the findings keep their own order.
        found.sort_by_key(|finding| Section::of(finding));
        let Some(first) = found.first() else { continue };
        let rank =
            findings.findings.iter().position(|finding| finding == *first).unwrap_or(usize::MAX);
        items.push((rank, item(facts, first, &found)));
    }
    items.sort_by_key(|(rank, item)| (item.section, *rank));
    items.into_iter().map(|(_, item)| item).collect()
}

fn item(facts: &Facts<'_>, first: &Finding, found: &[&Finding]) -> Item {
    let severity = found.iter().map(|finding| finding.severity).max().unwrap_or(first.severity);
    Item {
        section: Section::of(first),
        subject: first.subject.clone(),
        codes: found.iter().map(|finding| finding.code).collect(),
        severity,
        title: first.title.clone(),
        text: conversation(facts, first).unwrap_or_else(|| first.why.clone()),
        people: people(facts, found),
        minutes: plan::wanted(severity),
        outcome: outcome(first),
    }
}

/// The conversation agreed for a breach of the subject.
fn conversation(facts: &Facts<'_>, finding: &Finding) -> Option<String> {
    let is_breach = matches!(finding.code, "breach" | "action-overdue" | "breach-persists");
    let place = facts.present().place(finding.subject.first()?).filter(|_| is_breach)?;
    let conversation = &facts.contract(place)?.conversation;
    (!conversation.is_empty()).then(|| conversation.shown().into_owned())
}

/// Owners of subject and causes, those who should act, and those it was escalated to.
fn people(facts: &Facts<'_>, found: &[&Finding]) -> Vec<String> {
    let owner = |id: &String| Some(facts.owner(facts.present().place(id)?)?.to_string());
    let mut people: Vec<String> = Vec::new();
    for finding in found {
        let owners = finding.subject.iter().chain(&finding.causes).filter_map(owner);
        let named = finding.next_who.iter().chain(&finding.escalate_to).cloned();
        for person in owners.chain(named) {
            if !people.contains(&person) {
                people.push(person);
            }
        }
    }
    people
}

fn outcome(finding: &Finding) -> Outcome {
    match finding.code {
        "two-owners" | "no-owner" | "captain-not-closest" | "owner-without-levers" => {
            Outcome::Owner
        }
        "action-overdue" | "breach" | "early-warning" | "deteriorating" | "risk-materialising" => {
            Outcome::Plan
        }
        _ => Outcome::Decision,
    }
}

#[cfg(test)]
mod tests;
