//! Whether the values at both ends of a link bear out what it says.

use causeway_model::{link::Verdict, tombstone::undeleted};

use crate::{
    calendar::{days_after, days_between},
    facts::{Facts, Joined},
    measure::Point,
    numeric::{Correlation, Sign, round9, sign, spearman},
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
        let tests = self
            .tests
            .get_or_init(|| self.causes().iter().map(|joined| self.test(joined)).collect());
        self.causes().iter().zip(tests)
    }

    fn test(&self, joined: &Joined<'_>) -> LinkTest {
        let edge = self.graph().inward(joined.to).iter().find(|edge| edge.end == joined.from);
        let coefficient = edge.map_or(0.0, |edge| edge.coefficient);
        let pairs = self.pairs(joined);
        let against = self.correlation(joined, &pairs).filter(|found| {
            let claimed = sign(coefficient);
            claimed != Sign::Zero && sign(found.rho) == claimed.flipped() && round9(found.p) < 0.05
        });
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
    fn pairs(&self, joined: &Joined<'_>) -> Vec<(f64, f64)> {
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
        for point in &from.points {
            if let Some(at) = nearest(&to.points, &used, point, lag, reach) {
                used[at] = true;
                pairs.push((point.value, to.points[at].value));
            }
        }
        pairs
    }

    /// How the changes between consecutive pairs correlate, where there are enough of them.
    fn correlation(&self, joined: &Joined<'_>, pairs: &[(f64, f64)]) -> Option<Correlation> {
        let enough = |place: usize| {
            self.measure(place).is_some_and(|measure| measure.points.len() >= ENOUGH)
        };
        if pairs.len() < ENOUGH || !enough(joined.from) || !enough(joined.to) {
            return None;
        }
        let changes = pairs.windows(2).map(|two| (two[1].0 - two[0].0, two[1].1 - two[0].1));
        let (left, right): (Vec<f64>, Vec<f64>) = changes.unzip();
        spearman(&left, &right)
    }
}

/// The unused point nearest to a day, at most half of `reach` away; the earlier one on a tie.
fn nearest(points: &[Point], used: &[bool], from: &Point, lag: i64, reach: i64) -> Option<usize> {
    let day = days_after(from.on, lag)?;
    let distance = |at: usize| days_between(day, points[at].on).abs();
    let first = points.partition_point(|point| days_between(point.on, day) * 2 > reach);
    let window =
        (first..points.len()).take_while(|at| days_between(day, points[*at].on) * 2 <= reach);
    let free = window.filter(|at| !used[*at]);
    free.min_by_key(|at| (distance(*at), *at))
}
