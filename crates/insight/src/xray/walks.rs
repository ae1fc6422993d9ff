//! What the roots did to a result: every walk from them, each with its own lag.

use std::collections::BTreeMap;

use causeway_model::Date;

use crate::{
    calendar::days_after,
    causality::LONGEST,
    facts::Facts,
    measure::Measure,
    numeric::finite,
    xray::{change, shapley},
};

/// How many ends of walks are kept apart by their lags.
const PATIENCE: usize = 20_000;

/// Walks that begin at a place and arrive so many days later, with the sum of their products.
type Ends = BTreeMap<(usize, i64), f64>;

/// How much each root moved `target` over the period, in the target's unit.
///
/// The sum, over the walks of at most 12 links that don't pass the target on the way, of the product
/// of their coefficients times the root's own change so many days earlier as the walk takes. Where
/// the products add up to more than 1, all are made smaller alike, as influence is held within 1.
/// Through a formula on the way goes what each term did exactly, on the same day. Roots whose
/// values don't tell are left out.
pub(super) fn moved(
    facts: &Facts<'_>,
    target: usize,
    from: Date,
    to: Date,
) -> BTreeMap<usize, f64> {
    let Some(span) = facts.measure(target).map(Measure::span) else {
        return BTreeMap::new();
    };
    let mut walks: BTreeMap<usize, Vec<(i64, f64)>> = BTreeMap::new();
    let mut ends = Ends::from([((target, 0), 1.0)]);
    for _ in 0..LONGEST {
        ends = longer(facts, target, &ends, (from, to));
        for ((place, lag), product) in &ends {
            if facts.graph().inward(*place).is_empty() {
                walks.entry(*place).or_default().push((*lag, *product));
            }
        }
    }
    let amount = |root: usize, walks: &[(i64, f64)]| {
        let all: f64 = walks.iter().map(|(_, product)| product).sum();
        let mut moved = 0.0;
        for (lag, product) in walks {
            moved += product / all.abs().max(1.0) * in_spans(facts, root, *lag, (from, to))?;
        }
        finite(moved * span)
    };
    walks.into_iter().filter_map(|(root, walks)| Some((root, amount(root, &walks)?))).collect()
}

/// All walks one link longer at their start.
fn longer(facts: &Facts<'_>, target: usize, ends: &Ends, period: (Date, Date)) -> Ends {
    let mut found = Ends::new();
    for ((place, lag), product) in ends {
        for (start, coefficient, days) in inward(facts, *place, *lag, period) {
            if start != target && coefficient != 0.0 {
                *found.entry((start, lag.saturating_add(days))).or_insert(0.0) +=
                    coefficient * product;
            }
        }
    }
    if found.len() > PATIENCE { with_mean_lags(&found) } else { found }
}

/// What moves a place: where from, by which share of its span for a whole one, after how many days.
fn inward(
    facts: &Facts<'_>,
    place: usize,
    lag: i64,
    (from, to): (Date, Date),
) -> Vec<(usize, f64, i64)> {
    let earlier = |day: Date| days_after(day, -lag);
    let terms = earlier(from)
        .zip(earlier(to))
        .map(|(from, to)| shapley::of_terms(facts, place, from, to))
        .unwrap_or_default();
    let exact = |start: usize| -> Option<f64> {
        let (_, amount) = terms.iter().find(|(term, _)| *term == start)?;
        let spans = in_spans(facts, start, lag, (from, to)).filter(|spans| *spans != 0.0)?;
        finite(amount / facts.measure(place)?.span() / spans)
    };
    let edges = facts.graph().inward(place).iter();
    let share = |edge: &crate::causality::Edge| match exact(edge.end) {
        Some(share) => (edge.end, share, 0),
        None => (edge.end, edge.coefficient, change::days(edge.lag_days)),
    };
    edges.map(share).collect()
}

/// By how many of its spans a node's value changed, `lag` days before the period.
fn in_spans(facts: &Facts<'_>, place: usize, lag: i64, (from, to): (Date, Date)) -> Option<f64> {
    let before = change::value_on(facts, place, days_after(from, -lag)?)?;
    let after = change::value_on(facts, place, days_after(to, -lag)?)?;
    finite((after - before) / facts.measure(place)?.span())
}

/// One end for each place, after the mean of its lags: a tangle has too many to keep apart.
fn with_mean_lags(ends: &Ends) -> Ends {
    let mut sums: BTreeMap<usize, (f64, f64, f64)> = BTreeMap::new();
    for ((place, lag), product) in ends {
        let sum = sums.entry(*place).or_default();
        sum.0 += product;
        sum.1 += product.abs();
        #[allow(clippy::cast_precision_loss, reason = "a sum of twelve lags of a million days")]
        let lag = *lag as f64;
        sum.2 += product.abs() * lag;
    }
    let mean = |(product, weight, lags): (f64, f64, f64)| {
        (if weight > 0.0 { change::days(lags / weight) } else { 0 }, product)
    };
    sums.into_iter()
        .map(|(place, sum)| {
            let (lag, product) = mean(sum);
            ((place, lag), product)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Ends, with_mean_lags};

    #[test]
    fn ends_at_one_place_are_one_after_the_mean_of_their_lags_by_weight() {
        let ends = [((0, 0), 0.75), ((0, 60), -0.25), ((1, 5), 0.5), ((2, 7), 0.0)];
        let expected = Ends::from([((0, 15), 0.5), ((1, 5), 0.5), ((2, 0), 0.0)]);
        assert_eq!(with_mean_lags(&Ends::from(ends)), expected);
    }
}
