//! What moved a result, cause by cause.

use std::collections::BTreeMap;

use causeway_model::Date;

use crate::{
    calendar::days_after,
    causality::Path,
    facts::Facts,
    measure::Measure,
    numeric::{finite, round9},
    xray::{shapley, walks},
};

/// What one node did to a result over the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// The node's place.
    pub place: usize,
    /// In the unit of the result; none where the node has no values to tell.
    pub amount: Option<f64>,
    /// Days by which its effect comes later: the link's, or for a root those of its strongest path.
    pub lag_days: f64,
}

/// The value of a metric on a day: the latest one by then.
///
/// A formula has none from a day on which it divides by zero until one on which it doesn't: the value
/// before isn't carried over that.
pub(super) fn value_on(facts: &Facts<'_>, place: usize, day: Date) -> Option<f64> {
    let measure = facts.measure(place)?;
    let carried = latest_by(measure, day)?;
    let Some(Ok(formula)) = &measure.formula else { return Some(carried) };
    let latest = |term: &String| latest_by(facts.measure(facts.present().place(term)?)?, day);
    let values: Option<Vec<f64>> = formula.terms().iter().map(latest).collect();
    formula.value(&values?)
}

fn latest_by(measure: &Measure<'_>, day: Date) -> Option<f64> {
    let points = &measure.points;
    let by_then = points.partition_point(|point| point.on <= day);
    Some(points.get(by_then.checked_sub(1)?)?.value)
}

/// What each node one link away did: formula terms exactly, links by their coefficients and lags.
pub(super) fn direct(facts: &Facts<'_>, target: usize, from: Date, to: Date) -> Vec<Contribution> {
    let terms = shapley::of_terms(facts, target, from, to);
    let edges = facts.graph().inward(target).iter();
    let has_formula =
        facts.measure(target).is_some_and(|measure| matches!(measure.formula, Some(Ok(_))));
    let contribution = |place: usize, coefficient: f64, lag_days: f64| {
        let amount = match terms.iter().find(|(term, _)| *term == place) {
            Some((_, amount)) => Some(*amount),
            // A formula says it all: other links to it explain nothing more.
            None if has_formula => None,
            None => moved(facts, place, target, coefficient, lag_days, (from, to)),
        };
        Contribution { place, amount: amount.map(round9), lag_days }
    };
    sorted(edges.map(|edge| contribution(edge.end, edge.coefficient, edge.lag_days)).collect())
}

/// What each upstream node that nothing moves did, along every walk from it.
pub(super) fn roots(
    facts: &Facts<'_>,
    target: usize,
    from: Date,
    to: Date,
    paths: &BTreeMap<usize, Path>,
) -> Vec<Contribution> {
    let is_root = |place: &&usize| facts.graph().inward(**place).is_empty();
    let moved = walks::moved(facts, target, from, to);
    let roots = facts.upstream(target).iter().filter(is_root).map(|place| {
        let lag_days = paths.get(place).map_or(0.0, |path| path.lag_days);
        let amount = moved.get(place).copied().map(round9);
        Contribution { place: *place, amount, lag_days }
    });
    sorted(roots.collect())
}

/// How far a move of `source` moved `target`, in the target's unit.
fn moved(
    facts: &Facts<'_>,
    source: usize,
    target: usize,
    share: f64,
    lag_days: f64,
    (from, to): (Date, Date),
) -> Option<f64> {
    let lag = days(lag_days);
    let before = value_on(facts, source, days_after(from, -lag)?)?;
    let after = value_on(facts, source, days_after(to, -lag)?)?;
    let spans = (after - before) / facts.measure(source)?.span();
    finite(spans * share * facts.measure(target)?.span())
}

/// A lag as whole days.
#[allow(clippy::cast_possible_truncation, reason = "a sum of at most twelve lags of a million")]
pub(super) fn days(lag_days: f64) -> i64 {
    lag_days.round() as i64
}

/// The largest first; those that can't be told last.
fn sorted(mut found: Vec<Contribution>) -> Vec<Contribution> {
    let size = |found: &Contribution| found.amount.map_or(-1.0, f64::abs);
    found.sort_by(|left, right| {
        size(right).total_cmp(&size(left)).then(left.place.cmp(&right.place))
    });
    found
}
