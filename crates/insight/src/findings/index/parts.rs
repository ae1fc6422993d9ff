//! The shares that make each part; a share over nothing is left out.

use causeway_model::{
    metric::Lever,
    node::{Node, NodeKind},
    number::Rank,
};

use crate::{
    calendar::days_between,
    facts::Facts,
    measure::Run,
    numeric::round9,
    rules::{
        lagging_only, levels, narrative_over_milestones, no_contract, owner_without_levers,
        vanity_metric,
    },
    status::Status,
};

/// How much of a whole, from 0 to 1.
type Share = Option<f64>;

fn share<T>(all: impl IntoIterator<Item = T>, mut counts: impl FnMut(&T) -> bool) -> Share {
    let (mut whole, mut part) = (0.0, 0.0);
    for one in all {
        whole += 1.0;
        if counts(&one) {
            part += 1.0;
        }
    }
    (whole > 0.0).then(|| part / whole)
}

/// Objectives ranked without ties; objectives served; open work that leads to one; conflicts settled.
pub(super) fn strategy(facts: &Facts<'_>) -> [Share; 4] {
    let objectives: Vec<usize> = facts.of_kind(NodeKind::Objective).collect();
    let rank = |node: &Node| node.rank.map(Rank::get).map(round9);
    let ranks: Vec<Option<f64>> = objectives.iter().map(|place| rank(facts.node(*place))).collect();
    let is_alone = |own: &Option<f64>| {
        own.is_some() && ranks.iter().filter(|other| *other == own).count() == 1
    };
    let leads = vanity_metric::leading_to_objectives(facts);
    let open = facts.of_kind(NodeKind::Initiative).filter(|place| facts.is_open(*place));
    [
        share(ranks.iter().copied(), is_alone),
        share(objectives.iter(), |objective| {
            facts.serves().iter().any(|link| link.to == **objective)
        }),
        share(open, |place| leads[*place]),
        share(facts.opposed(), |pair| pair.is_settled),
    ]
}

/// Kpis with causes; outcomes with a leading metric; links tested; owners who hold their levers.
pub(super) fn causality(facts: &Facts<'_>) -> [Share; 4] {
    let kpis: Vec<usize> = facts.of_kind(NodeKind::Kpi).collect();
    let has_formula =
        |kpi: usize| facts.measure(kpi).is_some_and(|measure| measure.formula.is_some());
    let is_outcome = |kpi: &usize| {
        facts.measure(*kpi).is_some_and(|measure| measure.metric.lever == Some(Lever::Outcome))
    };
    let holds_half = |kpi: usize| {
        owner_without_levers::levers(facts, kpi)
            .is_some_and(|levers| round9(levers.own_share) >= 0.5)
    };
    [
        share(kpis.iter(), |kpi| !facts.graph().inward(**kpi).is_empty() || has_formula(**kpi)),
        share(kpis.iter().copied().filter(is_outcome), |kpi| {
            lagging_only::has_leading(facts, *kpi)
        }),
        share(facts.tested_causes(), |(_, test)| test.is_tested() && !test.is_contradicted()),
        share(kpis.iter(), |kpi| holds_half(**kpi)),
    ]
}

/// The mean level of what is assessed, and how much is, weighted by what hangs on it.
pub(super) fn maturity(facts: &Facts<'_>) -> [Share; 4] {
    let (mut all, mut assessed, mut of_levels, mut levelled) = (0.0, 0.0, 0.0, 0.0);
    for driver in facts.of_kind(NodeKind::Driver) {
        let weight = facts.reach(driver).max(0.05);
        let found = levels(facts, driver);
        all += weight;
        if !found.is_empty() {
            assessed += weight;
        }
        for (_, level, _) in found {
            levelled += weight * f64::from(level) / 5.0;
            of_levels += weight;
        }
    }
    let ratio = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    [ratio(levelled, of_levels), ratio(assessed, all), None, None]
}

/// Metrics with current values; key results with a contract; breaches answered in time; honest reports.
pub(super) fn monitoring(facts: &Facts<'_>) -> [Share; 4] {
    let metrics = facts.places().filter(|place| facts.measure(*place).is_some());
    let is_current = |place: &usize| {
        let standing = facts.standing(*place);
        standing.status != Status::NoData && !standing.stale
    };
    let open = facts.of_kind(NodeKind::Initiative).filter(|place| facts.is_open(*place));
    [
        share(metrics, is_current),
        share(facts.serving_kpis(), |kpi| no_contract::lacking(facts, *kpi).is_empty()),
        share(due_breaches(facts), |(place, run)| is_answered_in_time(facts, *place, *run)),
        share(open, |place| !narrative_over_milestones::contradiction(facts, *place).is_better()),
    ]
}

/// The breaches noticed in the last 90 days whose answer is already due.
fn due_breaches(facts: &Facts<'_>) -> Vec<(usize, Run)> {
    let today = facts.as_of();
    let measured = facts.places().filter_map(|place| Some((place, facts.measure(place)?)));
    let all = measured
        .flat_map(|(place, measure)| measure.breaches().into_iter().map(move |run| (place, run)));
    all.filter(|(place, run)| {
        days_between(run.noticed, today) <= 90
            && facts.due(*place, *run).is_some_and(|due| due <= today)
    })
    .collect()
}

fn is_answered_in_time(facts: &Facts<'_>, place: usize, run: Run) -> bool {
    let Some(due) = facts.due(place, run) else { return false };
    facts
        .answers_to(place, run.from)
        .iter()
        .any(|action| action.opened.is_some_and(|opened| opened <= due))
}
