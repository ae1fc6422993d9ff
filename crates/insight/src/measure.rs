//! A metric at a date: its values, and what follows from them.

mod control;
mod forecast;
mod runs;
mod series;
mod trend;

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use causeway_model::{
    Date,
    metric::{Direction, Metric},
};

use crate::{
    formula::{Formula, FormulaError},
    judge::Judge,
    numeric::{Sign, finite, round9, sign},
    status::{Status, Trend},
};

pub use control::ControlLimits;
pub use forecast::Forecast;
pub use runs::Run;
pub(crate) use series::Measuring;
pub use series::Point;

/// A metric, read at a date.
#[derive(Debug, Clone)]
pub struct Measure<'w> {
    /// The metric itself.
    pub metric: &'w Metric,
    /// By what its values are judged.
    pub judge: Judge,
    /// Its formula, where it has one.
    pub formula: Option<Result<Formula, FormulaError>>,
    /// Its values in the order of their days: observed, or from the formula.
    pub points: Vec<Point>,
    /// Whether the last day on which a value was due has none, for a division by zero.
    pub(crate) is_lost: bool,
    /// Whether the latest value is older than the cadence allows.
    pub is_stale: bool,
    /// Its slope, once that was asked for: after all of its values are known.
    slope: OnceLock<Option<f64>>,
}

impl<'w> Measure<'w> {
    /// A metric with the values that people entered by a day; one with a formula has none here, since
    /// these come from other nodes: [`Facts`](crate::Facts) knows them.
    pub fn observed(metric: &'w Metric, as_of: Date) -> Self {
        series::observed(metric, as_of)
    }
}

impl Measure<'_> {
    /// The latest value.
    pub fn latest(&self) -> Option<&Point> {
        self.points.last().filter(|_| !self.is_lost)
    }

    /// The status of the latest value.
    pub fn status(&self) -> Status {
        match self.latest() {
            None => Status::NoData,
            Some(point) => self.judge.status(point.on, point.value),
        }
    }

    /// Where it is going.
    pub fn trend(&self) -> Option<Trend> {
        trend::trend(self)
    }

    /// The Theil–Sen slope of the last eight values, in units a day, where there is a trend.
    pub fn slope(&self) -> Option<f64> {
        *self.slope.get_or_init(|| trend::slope(self))
    }

    /// Where it gets if its trend goes on; none without a trend.
    pub fn forecast(&self) -> Option<Forecast> {
        forecast::forecast(self)
    }

    /// Within which limits it varies by itself; none for fewer than six values, or where they never move.
    pub fn control_limits(&self) -> Option<ControlLimits> {
        control::limits(self)
    }

    /// What a full move of it is, in its unit; above zero.
    ///
    /// |potential − baseline|, else |target − baseline|, else a tenth of |latest|, else 1.
    pub fn span(&self) -> f64 {
        let baseline = self.metric.baseline.as_ref().and_then(|baseline| baseline.value);
        let target = self.metric.target.as_ref().and_then(|target| target.value.one().copied());
        let candidates = [
            self.metric.potential.zip(baseline).map(|(to, from)| (to - from).abs()),
            target.zip(baseline).map(|(to, from)| (to - from).abs()),
            self.latest().map(|point| point.value.abs() / 10.0),
        ];
        let fits = |span: &f64| finite(*span).is_some() && round9(*span) > 0.0;
        candidates.into_iter().flatten().find(fits).unwrap_or(1.0)
    }

    /// The raw direction of its bad side now.
    pub fn bad_side(&self) -> Sign {
        self.latest()
            .map_or_else(|| self.side_without_value(), |point| self.judge.bad_side(point.value))
    }

    /// How far the latest value is from the potential, on the good side; 0 beyond it.
    ///
    /// In the metric's unit. `None` without a value, a potential, or for a range.
    pub fn gap(&self) -> Option<f64> {
        let gap = self.judge.better_by(self.metric.potential?, self.latest()?.value)?;
        Some(if sign(gap) == Sign::Positive { gap } else { 0.0 })
    }

    /// What the gap costs, in money a year; 0 without a gap or a value per unit.
    pub fn leakage(&self) -> f64 {
        let worth = self.gap().zip(self.metric.value_per_unit).map(|(gap, worth)| gap * worth);
        worth.and_then(finite).map_or(0.0, round9)
    }

    /// Up and down metrics have a bad side even before their first value.
    fn side_without_value(&self) -> Sign {
        match self.judge.direction() {
            Some(Direction::Up) => Sign::Negative,
            Some(Direction::Down) => Sign::Positive,
            _ => Sign::Zero,
        }
    }
}
