//! Whether the values at both ends of a link bear out what it says.

use causeway_model::{link::Verdict, tombstone::undeleted};

use chrono::Datelike;

use crate::{
    facts::{Facts, Joined},
    numeric::{Correlation, Sign, chance, rank_correlation, round9, sign},
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
            let all = || self.places().map(|place| self.days(place)).collect();
            self.test(&self.causes()[at], self.days.get_or_init(all))
        })
    }

    fn test(&self, joined: &Joined<'_>, days: &[Vec<i64>]) -> LinkTest {
        let edge = self.graph().inward(joined.to).iter().find(|edge| edge.end == joined.from);
        let coefficient = edge.map_or(0.0, |edge| edge.coefficient);
        let pairs = self.pairs(joined, days);
        let against = Self::against(&pairs, sign(coefficient).flipped());
        LinkTest { coefficient, verdicts: self.verdicts(joined), pairs: pairs.len(), against }
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

    /// The values of both ends that belong together: each of `from`, shifted by the lag, with the
    /// nearest of `to` within half of its cadence, each of `to` used once.
    fn pairs(&self, joined: &Joined<'_>, days: &[Vec<i64>]) -> Vec<(f64, f64)> {
        let (Some(from), Some(to)) = (self.measure(joined.from), self.measure(joined.to)) else {
            return Vec::new();
        };
        if from.latest().is_none() || to.latest().is_none() {
            return Vec::new();
        }
        let lag = i64::from(joined.link.lag_days.unwrap_or(0));
        let reach = i64::from(to.metric.cadence().days());
        let mut used = vec![false; to.points.len()];
        let mut pairs = Vec::new();
        for (point, day) in from.points.iter().zip(&days[joined.from]) {
            if let Some(at) = nearest(&days[joined.to], &used, day + lag, reach) {
                used[at] = true;
                pairs.push((point.value, to.points[at].value));
            }
        }
        pairs
    }

    /// How the changes between consecutive pairs correlate, where there are enough of them and
    /// they do so significantly, with this sign.
    fn against(pairs: &[(f64, f64)], opposite: Sign) -> Option<Correlation> {
        // So many pairs take as many values at both ends.
        if pairs.len() < ENOUGH {
            return None;
        }
        let changes = pairs.windows(2).map(|two| (two[1].0 - two[0].0, two[1].1 - two[0].1));
        let (left, right): (Vec<f64>, Vec<f64>) = changes.unzip();
        let rho = rank_correlation(&left, &right)?;
        if opposite == Sign::Zero || sign(rho) != opposite {
            return None;
        }
        let p = chance(rho, left.len());
        (round9(p) < 0.05).then_some(Correlation { rho, p })
    }

    /// The days of a metric's values, counted from one fixed day.
    fn days(&self, place: usize) -> Vec<i64> {
        let points = self.measure(place).map_or(&[][..], |measure| measure.points.as_slice());
        points.iter().map(|point| i64::from(point.on.num_days_from_ce())).collect()
    }
}

/// Of sorted days the unused one nearest to `day`, at most half of `reach` away; the earlier one on a tie.
fn nearest(days: &[i64], used: &[bool], day: i64, reach: i64) -> Option<usize> {
    let first = days.partition_point(|other| (day - other) * 2 > reach);
    let window = (first..days.len()).take_while(|at| (days[*at] - day) * 2 <= reach);
    let free = window.filter(|at| !used[*at]);
    free.min_by_key(|at| ((days[*at] - day).abs(), *at))
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
        let is_near =
            |on: i64, day: i64, reach: i64| nearest(&[on], &[false], day, reach).is_some();
        assert!(is_near(100, 115, 31) && is_near(115, 100, 31));
        assert!(!is_near(100, 116, 31) && !is_near(116, 100, 31));
        assert!(is_near(100, 146, 92) && is_near(146, 100, 92));
        assert!(!is_near(100, 147, 92) && !is_near(147, 100, 92));
    }

    #[test]
    fn the_nearest_that_is_free_is_taken_and_of_two_as_near_the_earlier() {
        assert_eq!(nearest(&[100, 112], &[false; 2], 110, 31), Some(1));
        assert_eq!(nearest(&[105, 115], &[false; 2], 110, 31), Some(0));
        assert_eq!(nearest(&[105, 115], &[true, false], 110, 31), Some(1));
        assert_eq!(nearest(&[105, 115], &[true; 2], 110, 31), None);
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
