//! The X-ray of a result: what moved it over a period, who holds its levers, what is missing
//! around it, and where it is exposed.

mod change;
mod json;
mod shapley;
mod text;
mod walks;

use std::collections::{BTreeMap, HashSet};

use causeway_model::Date;

use crate::{
    causality::{Path, strongest_paths},
    facts::Facts,
    finding::{Finding, State},
    findings::Findings,
    numeric::{finite, round9, sign},
    status::Status,
};

pub use change::Contribution;

/// A node that moves the result, and who holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hold {
    /// The node's place.
    pub place: usize,
    /// Its influence on the result, from −1 to 1.
    pub influence: f64,
    /// Days until a move of it arrives, along its strongest path; none where there is no such path.
    pub lag_days: Option<f64>,
    /// What it could win back, in money a year; 0 where that can't be said.
    pub leverage: f64,
    /// Its owner.
    pub owner: Option<String>,
}

/// Something around the result that nobody knows or has agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The node at this place has no current value.
    Value(usize),
    /// The node at this place has no owner.
    Owner(usize),
    /// The driver at this place has a level of at most 2, or none.
    Maturity(usize),
    /// The link between these places has neither evidence nor enough pairs of values.
    Test(usize, usize),
}

/// The X-ray of one kpi or driver over a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Xray {
    /// The node's place.
    pub place: usize,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The value on the first day, in the metric's unit.
    pub before: Option<f64>,
    /// The value on the last day.
    pub after: Option<f64>,
    /// What each node one link away did to it, largest first.
    pub direct: Vec<Contribution>,
    /// What each node that nothing on the map moves did to it, largest first.
    pub roots: Vec<Contribution>,
    /// What the direct contributions leave unexplained.
    pub unexplained: Option<f64>,
    /// Its levers, the strongest first.
    pub levers: Vec<Hold>,
    /// The strongest path from each node that has influence on it, with the influence's sign; by place.
    pub paths: BTreeMap<usize, Path>,
    /// What is missing around it.
    pub missing: Vec<Lack>,
    /// Its findings that cost money, most first.
    pub by_money: Vec<Finding>,
    /// Its findings that arrive, the next first.
    pub by_arrival: Vec<Finding>,
}

impl Xray {
    /// The X-ray of the node at a place, from one day to another.
    pub fn of(facts: &Facts<'_>, findings: &Findings, place: usize, from: Date, to: Date) -> Self {
        let before = change::value_on(facts, place, from);
        let after = change::value_on(facts, place, to);
        let direct = change::direct(facts, place, from, to);
        let explained: f64 = direct.iter().filter_map(|found| found.amount).sum();
        let change = before.zip(after).and_then(|(before, after)| finite(after - before));
        let mut by_money = exposures(facts, findings, place, |finding| finding.money.is_some());
        by_money.sort_by(|left, right| {
            right.money.unwrap_or(0.0).total_cmp(&left.money.unwrap_or(0.0))
        });
        let mut by_arrival =
            exposures(facts, findings, place, |finding| finding.arrives_on.is_some());
        by_arrival.sort_by_key(|finding| finding.arrives_on);
        let influences: BTreeMap<usize, f64> = facts.column(place).iter().collect();
        let paths = strongest_paths(facts.graph(), place, |at| {
            influences.get(&at).filter(|_| at != place).map(|influence| sign(*influence))
        });
        Self {
            place,
            from,
            to,
            before,
            after,
            direct,
            roots: change::roots(facts, place, from, to, &paths),
            unexplained: change.and_then(|change| finite(round9(change - explained))),
            levers: levers(facts, place, &paths),
            missing: missing(facts, place),
            by_money,
            by_arrival,
            paths,
        }
    }
}

/// The open findings about the node or what is upstream of it.
fn exposures(
    facts: &Facts<'_>,
    findings: &Findings,
    place: usize,
    counts: impl Fn(&Finding) -> bool,
) -> Vec<Finding> {
    let near: HashSet<&str> =
        facts.upstream(place).iter().chain([&place]).map(|place| facts.id(*place)).collect();
    let is_near = |finding: &&Finding| finding.subject.iter().any(|id| near.contains(id.as_str()));
    let open = findings.findings.iter().filter(|finding| finding.state == State::Open);
    open.filter(is_near).filter(|finding| counts(finding)).cloned().collect()
}

fn levers(facts: &Facts<'_>, target: usize, paths: &BTreeMap<usize, Path>) -> Vec<Hold> {
    let mut holds: Vec<Hold> = facts
        .column(target)
        .iter()
        .filter(|(place, _)| *place != target)
        .map(|(place, influence)| Hold {
            place,
            influence,
            lag_days: paths.get(&place).map(|path| path.lag_days),
            leverage: facts.leverage(place, target),
            owner: facts.owner(place).map(ToString::to_string),
        })
        .collect();
    holds.sort_by(|left, right| {
        let by_influence = right.influence.abs().total_cmp(&left.influence.abs());
        right
            .leverage
            .total_cmp(&left.leverage)
            .then(by_influence)
            .then(left.place.cmp(&right.place))
    });
    holds
}

fn missing(facts: &Facts<'_>, target: usize) -> Vec<Lack> {
    let mut missing = Vec::new();
    for place in facts.upstream(target).iter().copied().chain([target]) {
        let is_measured = facts.kind(place).is_measured();
        let standing = facts.standing(place);
        if is_measured && (standing.status == Status::NoData || standing.stale) {
            missing.push(Lack::Value(place));
        }
        if facts.owner(place).is_none() {
            missing.push(Lack::Owner(place));
        }
        if facts.kind(place) == causeway_model::NodeKind::Driver {
            let levels = crate::rules::levels(facts, place);
            if levels.is_empty() || levels.iter().any(|(_, level, _)| *level <= 2) {
                missing.push(Lack::Maturity(place));
            }
        }
    }
    let upstream = facts.upstream(target);
    let is_near = |place: usize| place == target || upstream.binary_search(&place).is_ok();
    let untested =
        facts.tested_causes().filter(|(joined, test)| is_near(joined.to) && !test.is_tested());
    missing.extend(untested.map(|(joined, _)| Lack::Test(joined.from, joined.to)));
    missing.sort();
    missing
}

#[cfg(test)]
mod tests;
