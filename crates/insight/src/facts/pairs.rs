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
        let tests = self.tests.get_or_init(|| {
            let days: Vec<Vec<i64>> = self.places().map(|place| self.days(place)).collect();
            self.causes().iter().map(|joined| self.test(joined, &days)).collect()
        });
        self.causes().iter().zip(tests)
    }

    fn test(&self, joined: &Joined<'_>, days: &[Vec<i64>]) -> LinkTest {
        let edge = self.graph().inward(joined.to).iter().find(|edge| edge.end == joined.from);
        let coefficient = edge.map_or(0.0, |edge| edge.coefficient);
        let pairs = self.pairs(joined, days);
        let against = self.against(joined, &pairs, sign(coefficient).flipped());
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
    fn against(
        &self,
        joined: &Joined<'_>,
        pairs: &[(f64, f64)],
        opposite: Sign,
    ) -> Option<Correlation> {
        let enough = |place: usize| {
            self.measure(place).is_some_and(|measure| measure.points.len() >= ENOUGH)
        };
        if pairs.len() < ENOUGH || !enough(joined.from) || !enough(joined.to) {
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
