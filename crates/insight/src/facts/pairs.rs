//! Whether the values at both ends of a link bear out what it says.

use std::sync::PoisonError;

use causeway_model::{link::Verdict, tombstone::undeleted};

use chrono::Datelike;

use crate::{
    facts::{Facts, Joined},
    numeric::{Correlation, Ranking, Sign, chance, round9, sign},
};

/// How many values and pairs it takes to test a link.
pub const ENOUGH: usize = 8;

/// What the evidence of a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdicts {
    /// All pieces of evidence.
    pub all: usize,
    /// Those that support it.
    pub supports: usize,
    /// Those that contradict it.
    pub contradicts: usize,
}

/// What evidence and figures say about a link.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LinkTest {
    /// The coefficient that counts between its ends.
    pub coefficient: f64,
    /// Its evidence, as far as it is dated by now.
    pub verdicts: Verdicts,
    /// How many pairs of values there are.
    pub pairs: usize,
    /// How the changes correlate, where that is significant and against the coefficient's sign.
    pub against: Option<Correlation>,
}

impl LinkTest {
    /// Whether evidence or figures speak against the link.
    pub fn is_contradicted(&self) -> bool {
        self.verdicts.contradicts > self.verdicts.supports || self.against.is_some()
    }

    /// Whether there is evidence, or enough pairs of values, to judge the link by.
    pub fn is_tested(&self) -> bool {
        self.verdicts.all > 0 || self.pairs >= ENOUGH
    }
}

impl<'w> Facts<'w> {
    /// The `causes` links that count, each with what evidence and figures say about it.
    pub fn tested_causes(&self) -> impl Iterator<Item = (&Joined<'w>, &LinkTest)> {
        (0..self.causes().len()).map(|at| (&self.causes()[at], self.test_of(at)))
    }

    /// What evidence and figures say about the link at a place among the `causes` links that count.
    pub(crate) fn test_of(&self, at: usize) -> &LinkTest {
        self.tests[at].get_or_init(|| {
            let days = self.days.get_or_init(|| Days::of(self));
            let mut pairing = self.pairing.lock().unwrap_or_else(PoisonError::into_inner);
            self.test(&self.causes()[at], days, &mut pairing)
        })
    }

    fn test(&self, joined: &Joined<'_>, days: &Days, pairing: &mut Pairing) -> LinkTest {
        let coefficient =
            self.graph().between(joined.from, joined.to).map_or(0.0, |edge| edge.coefficient);
        self.pair_up(joined, days, pairing);
        let against = pairing.against(sign(coefficient).flipped());
        let (verdicts, pairs) = (self.verdicts(joined), pairing.pairs.len());
        LinkTest { coefficient, verdicts, pairs, against }
    }

    /// The evidence of a link, as far as it is dated by now.
    fn verdicts(&self, joined: &Joined<'_>) -> Verdicts {
        let mut verdicts = Verdicts::default();
        for (_, evidence) in undeleted(&joined.link.evidence, self.as_of()) {
            if evidence.on.is_some_and(|day| day > self.as_of()) {
                continue;
            }
            verdicts.all += 1;
            match evidence.verdict {
                Some(Verdict::Supports) => verdicts.supports += 1,
                Some(Verdict::Contradicts) => verdicts.contradicts += 1,
                None => {}
            }
        }
        verdicts
    }

    /// Pairs the values of both ends that belong together: each of `from`, shifted by the lag, with
    /// the nearest of `to` within half of its cadence, each of `to` used once.
    fn pair_up(&self, joined: &Joined<'_>, days: &Days, pairing: &mut Pairing) {
        pairing.pairs.clear();
        let (Some(from), Some(to)) = (self.measure(joined.from), self.measure(joined.to)) else {
            return;
        };
        if from.latest().is_none() || to.latest().is_none() {
            return;
        }
        let lag = i64::from(joined.link.lag_days.unwrap_or(0));
        let reach = i64::from(to.metric.cadence().days());
        pairing.used.clear();
        pairing.used.resize(to.points.len(), false);
        let days_of_to = days.at(joined.to);
        let mut first = 0;
        for (point, day) in from.points.iter().zip(days.at(joined.from)) {
            let day = day + lag;
            // Days only grow: what was too early for one is too early for the next.
            while days_of_to.get(first).is_some_and(|other| (day - other) * 2 > reach) {
                first += 1;
            }
            if let Some(at) = nearest(days_of_to, &pairing.used, first, day, reach) {
                pairing.used[at] = true;
                pairing.pairs.push((point.value, to.points[at].value));
            }
        }
    }
}

/// The days of all metrics' values, counted from one fixed day: those of each node in one piece.
#[derive(Debug)]
pub(super) struct Days {
    all: Vec<i64>,
    /// Where the days of each node end.
    ends: Vec<usize>,
}

impl Days {
    fn of(facts: &Facts<'_>) -> Self {
        let (mut all, mut ends) = (Vec::new(), Vec::with_capacity(facts.present().len()));
        for place in facts.places() {
            let points = facts.measure(place).map_or(&[][..], |measure| measure.points.as_slice());
            all.extend(points.iter().map(|point| i64::from(point.on.num_days_from_ce())));
            ends.push(all.len());
        }
        Self { all, ends }
    }

    fn at(&self, place: usize) -> &[i64] {
        let begin = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[begin..self.ends[place]]
    }
}

/// Pairs the values of one link after another, in memory that it keeps.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    pairs: Vec<(f64, f64)>,
    /// Which values of `to` are in a pair.
    used: Vec<bool>,
    /// The changes from pair to pair, of `from` and of `to`.
    changes: (Vec<f64>, Vec<f64>),
    ranking: Ranking,
}

impl Pairing {
    /// How the changes between consecutive pairs correlate, where there are enough of them and
    /// they do so significantly, with this sign.
    fn against(&mut self, opposite: Sign) -> Option<Correlation> {
        // So many pairs take as many values at both ends.
        if self.pairs.len() < ENOUGH || opposite == Sign::Zero {
            return None;
        }
        let (left, right) = &mut self.changes;
        left.clear();
        right.clear();
        for two in self.pairs.windows(2) {
            left.push(two[1].0 - two[0].0);
            right.push(two[1].1 - two[0].1);
        }
        let rho = self.ranking.correlation(left, right)?;
        if sign(rho) != opposite {
            return None;
        }
        let p = chance(rho, left.len());
        (round9(p) < 0.05).then_some(Correlation { rho, p })
    }
}

/// Of sorted days, from the `first` on that is at most half of `reach` before `day`, the unused one
/// nearest to it, at most half of `reach` after it; the earlier one on a tie.
fn nearest(days: &[i64], used: &[bool], first: usize, day: i64, reach: i64) -> Option<usize> {
    let mut nearest: Option<(i64, usize)> = None;
    for (at, other) in days.iter().enumerate().skip(first) {
        if (other - day) * 2 > reach {
            break;
        }
        let away = (other - day).abs();
        if !used[at] && nearest.is_none_or(|(least, _)| away < least) {
            nearest = Some((away, at));
        }
    }
    nearest.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::sketch::ask;

    /// How many pairs the only link of a map has, and whether it is contradicted.
    fn tested(map: &str) -> (usize, bool) {
        ask(map, |facts| {
            let (_, test) = facts.tested_causes().next().unwrap();
            (test.pairs, test.is_contradicted())
        })
    }

    #[test]
    fn half_of_a_cadence_is_near_enough_on_either_side() {
        // A quarter of a year has 92 days, a month 31.
        let pairs = |cadence: &str, later: &str| {
            let of = |on: &str| format!("metric.observations.{on}.value=1");
            let (first, second) = ("2025-11-01", later);
            let both = |from: &str, to: &str| {
                let map = format!(
                    "driver d {} cadence={cadence}\n kpi k {} cadence={cadence}\n d causes k",
                    of(from),
                    of(to)
                );
                tested(&map).0
            };
            (both(first, second), both(second, first))
        };
        assert_eq!(pairs("monthly", "2025-11-16"), (1, 1));
        assert_eq!(pairs("monthly", "2025-11-17"), (0, 0));
        assert_eq!(pairs("quarterly", "2025-12-17"), (1, 1));
        assert_eq!(pairs("quarterly", "2025-12-18"), (0, 0));
    }

    #[test]
    fn the_nearest_that_is_free_is_taken_and_of_two_as_near_the_earlier() {
        assert_eq!(nearest(&[100, 112], &[false; 2], 0, 110, 31), Some(1));
        assert_eq!(nearest(&[105, 115], &[false; 2], 0, 110, 31), Some(0));
        assert_eq!(nearest(&[105, 115], &[true, false], 0, 110, 31), Some(1));
        assert_eq!(nearest(&[105, 115], &[true; 2], 0, 110, 31), None);
    }

    #[test]
    fn a_cause_is_paired_with_what_follows_it_by_its_lag() {
        let map = |lag: u32| {
            format!(
                "driver d metric.observations.2025-12-28.value=1
                kpi k metric.observations.2026-03-28.value=1\n d causes k lag_days={lag}"
            )
        };
        assert_eq!(tested(&map(90)).0, 1);
        assert_eq!(tested(&map(74)).0, 0);
        assert_eq!(tested(&map(0)).0, 0);
    }

    #[test]
    fn eight_pairs_are_enough_and_seven_are_not() {
        let map =
            |from: &str, to: &str| format!("driver d obs={from}\n kpi k obs={to}\n d causes k");
        assert_eq!(tested(&map("1,2,4,7,11,16,22,29", "30,29,27,24,20,15,9,2")), (8, true));
        assert_eq!(tested(&map("2,4,7,11,16,22,29", "29,27,24,20,15,9,2")), (7, false));
        // Both ends move the way that the link says.
        assert_eq!(tested(&map("1,2,4,7,11,16,22,29", "1,2,4,7,11,16,22,29")), (8, false));
    }

    #[test]
    fn a_metric_that_has_lost_its_value_makes_no_pairs() {
        let map = "driver a obs=1,2,3\n driver b obs=1,2,0\n driver d formula=a/b\n kpi k obs=1,2,3
            d causes k";
        assert_eq!(tested(map).0, 0);
    }

    #[test]
    fn evidence_counts_from_its_day_on() {
        let map = |on: &str| {
            format!(
                "driver d\n kpi k\n d causes k evidence.e.on={on} evidence.e.verdict=contradicts"
            )
        };
        assert!(tested(&map("2026-03-31")).1);
        assert!(!tested(&map("2026-04-01")).1);
    }
}
