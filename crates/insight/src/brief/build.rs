//! What stands in the brief.

use std::{cmp::Reverse, collections::BTreeSet};

use causeway_model::{Date, node::NodeKind, number::Rank};

use crate::brief::catalogue::{
    ARRIVES, BEFORE, BY, CHANGED, EXPOSURE, IMPROVING, INDEX, LINE, MONEY, MORE, MOVED, NEEDED,
    NEXT, NOW, OBJECTIVES, OPEN, OWNER, PART, QUARTER, RESULT, REVIEW, STANDS, STATUS, TARGET,
    UNKNOWN, VALUE, WARNING, WHAT, WORSENING, YES,
};
use crate::{
    agenda,
    brief::{About, Brief, Section, Topic},
    facts::Facts,
    finding::{Finding, Group, Severity, State},
    findings::{Findings, Index, Part},
    rules::{review_overdue::last_held, status_word},
    status::{NodeStatus, Status, Trend},
    table::Table,
    words::{Said, Speaker, Word, by_count, fill},
};

/// So many rows fit on two printed pages.
const RESULTS: usize = 20;
const DECISIONS: usize = 8;
const EXPOSURES: usize = 6;
const CHANGES: usize = 10;

/// Builds the page.
pub(super) fn brief(speaker: Speaker<'_, '_>, findings: &Findings, then: &Facts<'_>) -> Brief {
    let facts = speaker.facts;
    let what = if last_held(facts).is_some() { REVIEW } else { QUARTER };
    let line = fill(speaker.language_text(LINE), |name| match name {
        "day" => Some(speaker.say(&Word::Day(Some(findings.as_of)))),
        "since" => Some(speaker.say(&Word::Day(Some(then.as_of())))),
        "what" => Some(speaker.term(what)),
        _ => None,
    });
    let before = index_before(facts, then);
    let sections = [
        index(speaker, findings.index, before),
        objectives(speaker, findings),
        decisions(speaker, findings),
        changes(speaker, then),
        exposures(speaker, findings),
    ];
    Brief {
        as_of: findings.as_of,
        since: then.as_of(),
        language: speaker.language.tag(),
        title: speaker.workspace().into_owned(),
        line,
        lead: lead(speaker, findings, before, then.as_of()),
        index: findings.index,
        before,
        sections: sections.into_iter().filter(|section| !section.table.rows.is_empty()).collect(),
    }
}

/// The index, its movement where there was one to move from, and how much is open.
fn lead(speaker: Speaker<'_, '_>, findings: &Findings, before: Index, since: Date) -> String {
    let open: Vec<_> = findings
        .findings
        .iter()
        .filter(|found| found.state == State::Open && found.group == Group::Signal)
        .collect();
    let worst = open.iter().filter(|found| found.severity == Severity::Critical).count();
    let count = |name: &str| match name {
        "open" => i64::try_from(open.len()).ok(),
        "worst" => i64::try_from(worst).ok(),
        _ => None,
    };
    let stands = match (findings.index.total(), before.total()) {
        (None, _) => UNKNOWN,
        (Some(_), None) => STANDS,
        (Some(_), Some(_)) => MOVED,
    };
    let say = |said: Said| {
        fill(speaker.language_text(said), |name| match name {
            "total" => Some(whole(findings.index.total())),
            "then" => Some(whole(before.total())),
            "since" => Some(speaker.say(&Word::Day(Some(since)))),
            "weakest" => findings.index.weakest().map(|(part, _)| speaker.term(part.said())),
            name => count(name)
                .map(|count| count.to_string())
                .or_else(|| by_count(name, count).map(str::to_owned)),
        })
    };
    format!("{} {}", say(stands), say(OPEN))
}

/// The index on the day of comparison; none where nothing had a value then and something has now, since
/// that moved from nowhere.
fn index_before(facts: &Facts<'_>, then: &Facts<'_>) -> Index {
    let has_value =
        |facts: &Facts<'_>| facts.places().any(|place| facts.standing(place).value.is_some());
    if has_value(facts) && !has_value(then) { Index::NONE } else { Index::of(then) }
}

fn index(speaker: Speaker<'_, '_>, now: Index, before: Index) -> Section {
    let row = |part: &Part| {
        vec![speaker.term(part.said()), whole(now.part(*part)), whole(before.part(*part))]
    };
    let head = [PART, NOW, BEFORE];
    let rows: Vec<_> = Part::ALL.iter().map(row).collect();
    let about = vec![About::Nothing; rows.len()];
    Section { topic: Topic::Index, table: Table::of(speaker, INDEX, &head, rows, &[1, 2]), about }
}

/// Each objective in its rank, and under it what serves it; where that is too much, the objectives
/// and the worst of what serves them.
fn objectives(speaker: Speaker<'_, '_>, findings: &Findings) -> Section {
    let facts = speaker.facts;
    let mut objectives: Vec<usize> = facts.of_kind(NodeKind::Objective).collect();
    let rank = |place: usize| facts.node(place).rank.map_or(f64::INFINITY, Rank::get);
    objectives.sort_by(|left, right| rank(*left).total_cmp(&rank(*right)).then(left.cmp(right)));
    let mut shown: Vec<(usize, &str)> = Vec::new();
    for objective in objectives {
        shown.push((objective, ""));
        let serving = facts.serves().iter().filter(|link| link.to == objective);
        let kpis = serving.filter(|link| facts.kind(link.from) == NodeKind::Kpi);
        shown.extend(kpis.map(|link| (link.from, "– ")));
    }
    let all = shown.len();
    let mut order: Vec<usize> = (0..all).collect();
    order.sort_by_key(|at| {
        let (place, indent) = shown[*at];
        (!indent.is_empty(), Reverse(facts.status(place)), *at)
    });
    let kept: BTreeSet<usize> = order.into_iter().take(RESULTS).collect();
    let row = |at: &usize| {
        let (place, indent) = shown[*at];
        (about(facts, place, !indent.is_empty()), node_row(speaker, findings, place, indent))
    };
    let (about, rows) = kept.iter().map(row).unzip();
    let head = [RESULT, STATUS, NOW, TARGET, WARNING, OWNER];
    let table = Table::of(speaker, OBJECTIVES, &head, rows, &[2, 3]);
    with_rest(speaker, Section { topic: Topic::Objectives, table, about }, all)
}

fn about(facts: &Facts<'_>, place: usize, is_under: bool) -> About {
    let node = facts.present().id(place).clone();
    About::Node { node, standing: *facts.standing(place), is_under }
}

/// The first rows, and how many more there would be.
fn with_rest(speaker: Speaker<'_, '_>, mut section: Section, all: usize) -> Section {
    let table = &mut section.table;
    let rest = all.saturating_sub(table.rows.len());
    if rest > 0 {
        let more =
            fill(speaker.language_text(MORE), |name| (name == "count").then(|| rest.to_string()));
        let mut row = vec![String::new(); table.head.len()];
        if let Some(first) = row.first_mut() {
            *first = more;
        }
        table.rows.push(row);
        section.about.push(About::Nothing);
    }
    section
}

fn node_row(
    speaker: Speaker<'_, '_>,
    findings: &Findings,
    place: usize,
    indent: &str,
) -> Vec<String> {
    let facts = speaker.facts;
    let target = facts
        .measure(place)
        .and_then(|measure| measure.metric.target.as_ref()?.value.one().copied());
    let shown = |value: Option<f64>| {
        value.map_or_else(String::new, |value| speaker.say(&Word::Measured(place, value)))
    };
    let warned = |found: &&Finding| {
        found.code == "early-warning"
            && found.state != State::Accepted
            && found.subject == [facts.id(place)]
    };
    let warning =
        findings.findings.iter().find(warned).map_or_else(String::new, |found| {
            match found.arrives_on {
                Some(day) => speaker.say(&Word::Day(Some(day))),
                None => speaker.term(YES),
            }
        });
    let owner = speaker.say(&Word::Person(facts.owner(place).map(ToString::to_string)));
    let title = format!("{indent}{}", speaker.title(place));
    vec![
        title,
        standing(speaker, facts.standing(place)),
        shown(facts.standing(place).value),
        shown(target),
        warning,
        owner,
    ]
}

/// The open signals that need a decision, the earliest day first.
fn decisions(speaker: Speaker<'_, '_>, findings: &Findings) -> Section {
    let needs = |found: &Finding| {
        found.state == State::Open && agenda::Section::of(found) == agenda::Section::Decide
    };
    let mut found = numbered(findings, needs);
    found.sort_by_key(|(_, finding)| (finding.next_by.is_none(), finding.next_by));
    let row = |found: &Finding| {
        let by = found.next_by.map_or_else(String::new, |day| speaker.say(&Word::Day(Some(day))));
        vec![by, found.title.clone(), found.next.clone()]
    };
    let all = found.len();
    let rows =
        found.into_iter().take(DECISIONS).map(|(at, found)| (About::Finding(at), row(found)));
    let (about, rows) = rows.unzip();
    let table = Table::of(speaker, NEEDED, &[BY, WHAT, NEXT], rows, &[]);
    with_rest(speaker, Section { topic: Topic::Decisions, table, about }, all)
}

/// Those findings, each with its place among all.
fn numbered(findings: &Findings, counts: impl Fn(&Finding) -> bool) -> Vec<(usize, &Finding)> {
    findings.findings.iter().enumerate().filter(|(_, finding)| counts(finding)).collect()
}

fn exposures(speaker: Speaker<'_, '_>, findings: &Findings) -> Section {
    let costs = |found: &Finding| {
        let counts =
            found.code == "early-warning" || (found.code == "leakage" && found.part_of.is_empty());
        counts && found.state != State::Accepted
    };
    let mut found = numbered(findings, costs);
    let at_stake = |found: &Finding| found.money.unwrap_or(0.0);
    found.sort_by(|(_, left), (_, right)| at_stake(right).total_cmp(&at_stake(left)));
    let row = |found: &Finding| {
        let money = found.money.map_or_else(String::new, |money| speaker.say(&Word::Money(money)));
        let arrives =
            found.arrives_on.map_or_else(String::new, |day| speaker.say(&Word::Day(Some(day))));
        vec![found.title.clone(), money, arrives]
    };
    let all = found.len();
    let rows =
        found.into_iter().take(EXPOSURES).map(|(at, found)| (About::Finding(at), row(found)));
    let (about, rows) = rows.unzip();
    let table = Table::of(speaker, EXPOSURE, &[WHAT, MONEY, ARRIVES], rows, &[1]);
    with_rest(speaker, Section { topic: Topic::Exposures, table, about }, all)
}

/// The nodes whose status is another, the worst now first.
fn changes(speaker: Speaker<'_, '_>, then: &Facts<'_>) -> Section {
    let facts = speaker.facts;
    let mut changed: Vec<(usize, &NodeStatus)> = facts
        .places()
        .filter_map(|place| Some((place, then.standing(then.present().place(facts.id(place))?))))
        .filter(|(place, before)| before.status != facts.status(*place))
        .collect();
    changed.sort_by_key(|(place, _)| (Reverse(facts.status(*place)), *place));
    let row = |(place, before): (usize, &NodeStatus)| {
        let shown = |value: Option<f64>| {
            value.map_or_else(|| "–".to_owned(), |value| speaker.say(&Word::Measured(place, value)))
        };
        let now = facts.standing(place).value;
        let values = match (before.value, now) {
            (None, None) => String::new(),
            (before, now) => format!("{} → {}", shown(before), shown(now)),
        };
        let statuses =
            format!("{} → {}", standing(speaker, before), standing(speaker, facts.standing(place)));
        vec![speaker.title(place), values, statuses]
    };
    let all = changed.len();
    let rows = changed.into_iter().take(CHANGES);
    let (about, rows) = rows.map(|changed| (about(facts, changed.0, false), row(changed))).unzip();
    let table = Table::of(speaker, CHANGED, &[WHAT, VALUE, STATUS], rows, &[]);
    with_rest(speaker, Section { topic: Topic::Changes, table, about }, all)
}

/// A status by shape and word, with its trend.
fn standing(speaker: Speaker<'_, '_>, standing: &NodeStatus) -> String {
    let shape = match standing.status {
        Status::Ok => "●",
        Status::Watch => "▲",
        Status::Act => "◆",
        Status::Unknown | Status::NoData => "○",
    };
    let trend = match standing.trend {
        Some(Trend::Improving) => format!(", {}", speaker.term(IMPROVING)),
        Some(Trend::Worsening) => format!(", {}", speaker.term(WORSENING)),
        None => String::new(),
    };
    format!("{shape} {}{trend}", speaker.say(&status_word(standing.status)))
}

fn whole(figure: Option<u8>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string())
}
