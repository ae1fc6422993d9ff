//! What a chart shows of a metric, as plain figures.

use causeway_insight::measure::{ControlLimits, Forecast, Measure};
use causeway_insight::status::Status;
use causeway_model::metric::Metric;
use causeway_model::{Bound, Date, Direction};

use super::lines::{Level, Line};

/// One value and how it is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::panels::inspector) struct Seen {
    pub(super) on: Date,
    pub(super) value: f64,
    pub(super) status: Status,
}

/// A metric as its chart shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::panels::inspector) struct Portrait {
    /// Its values, the earliest first.
    pub(super) points: Vec<Seen>,
    /// Thresholds and figures to compare with.
    pub(super) levels: Vec<Level>,
    /// Where on the axis it is bad, below or above: the values at which that begins.
    pub(super) bad_below: Option<f64>,
    pub(super) bad_above: Option<f64>,
    /// The way from the baseline to the target, where both have a day.
    pub(super) way: Option<[(Date, f64); 2]>,
    pub(super) forecast: Option<Forecast>,
    pub(super) usual: Option<ControlLimits>,
}

impl Portrait {
    /// The portrait of a metric with the values that people entered.
    pub(super) fn observed(metric: &Metric, as_of: Date) -> Self {
        Self::of(&Measure::observed(metric, as_of))
    }

    /// The portrait of a metric that was read.
    pub(super) fn of(measure: &Measure<'_>) -> Self {
        let metric = measure.metric;
        let points = measure.points.iter().map(|point| Seen {
            on: point.on,
            value: point.value,
            status: measure.judge.status(point.on, point.value),
        });
        let (bad_below, bad_above) = bad_sides(measure);
        Self {
            points: points.collect(),
            levels: levels(metric),
            bad_below,
            bad_above,
            way: way(metric),
            forecast: measure.forecast(),
            usual: measure.control_limits(),
        }
    }
}

/// Act on its bad side, or watch where nothing says when to act; none while the thresholds don't fit.
fn bad_sides(measure: &Measure<'_>) -> (Option<f64>, Option<f64>) {
    if measure.judge.is_unfit() {
        return (None, None);
    }
    let Some(bound) = measure.metric.act.one().or(measure.metric.watch.one()) else {
        return (None, None);
    };
    match measure.judge.direction() {
        Some(Direction::Up) => (bound.at(), None),
        Some(Direction::Down) => (None, bound.at()),
        Some(Direction::Range) => bound.range().unzip(),
        None => (None, None),
    }
}

fn levels(metric: &Metric) -> Vec<Level> {
    let of_bound = |line: Line, bound: Option<&Bound>| {
        let values = match bound {
            Some(bound) => match bound.range() {
                Some((low, high)) => vec![low, high],
                None => bound.at().into_iter().collect(),
            },
            None => Vec::new(),
        };
        values.into_iter().map(move |value| Level { line, value })
    };
    let target = metric.target.as_ref().and_then(|target| target.value.one().copied());
    let benchmark = metric.benchmark.as_ref().and_then(|benchmark| benchmark.value);
    let figures =
        [(Line::Target, target), (Line::Potential, metric.potential), (Line::Benchmark, benchmark)];
    let figures =
        figures.into_iter().filter_map(|(line, value)| Some(Level { line, value: value? }));
    of_bound(Line::Act, metric.act.one())
        .chain(of_bound(Line::Watch, metric.watch.one()))
        .chain(figures)
        .collect()
}

fn way(metric: &Metric) -> Option<[(Date, f64); 2]> {
    let (baseline, target) = (metric.baseline.as_ref()?, metric.target.as_ref()?);
    let from = (baseline.on?, baseline.value?);
    let to = (target.by?, *target.value.one()?);
    (to.0 > from.0).then_some([from, to])
}

#[cfg(test)]
mod tests {
    use causeway_model::time::parse_date;
    use causeway_model::{Json, NodeId, read};

    use super::*;

    fn portrait(metric: &str) -> Portrait {
        let metric: Json = serde_json::from_str(metric).unwrap();
        let node = serde_json::json!({"kind": "kpi", "metric": metric});
        let node = read::node(&NodeId::new("a").unwrap(), &node).value.unwrap();
        Portrait::observed(node.metric.as_ref().unwrap(), parse_date("2026-03-31").unwrap())
    }

    #[test]
    fn the_bad_side_is_where_someone_must_act() {
        let sides = |metric: &str| {
            let found = portrait(metric);
            (found.bad_below, found.bad_above)
        };
        assert_eq!(sides(r#"{"watch": 110, "act": 106}"#), (Some(106.0), None));
        assert_eq!(sides(r#"{"direction": "down", "watch": 40, "act": 50}"#), (None, Some(50.0)));
        assert_eq!(sides(r#"{"watch": 110}"#), (Some(110.0), None));
        let range = r#"{"direction": "range", "act": {"low": 2, "high": 8}}"#;
        assert_eq!(sides(range), (Some(2.0), Some(8.0)));
        assert_eq!(
            sides(r#"{"watch": 106, "act": 110}"#),
            (None, None),
            "they contradict each other"
        );
    }

    #[test]
    fn every_line_that_is_set_is_there() {
        let found = portrait(
            r#"{"watch": 40, "act": 50, "direction": "down", "target": {"value": 30, "by": "2026-12-31"},
                "baseline": {"value": 60, "on": "2025-12-31"}, "potential": 21,
                "benchmark": {"value": 33}}"#,
        );
        let lines: Vec<_> = found.levels.iter().map(|level| (level.line, level.value)).collect();
        let expected = [
            (Line::Act, 50.0),
            (Line::Watch, 40.0),
            (Line::Target, 30.0),
            (Line::Potential, 21.0),
            (Line::Benchmark, 33.0),
        ];
        assert_eq!(lines, expected);
        assert_eq!(found.way.map(|way| (way[0].1, way[1].1)), Some((60.0, 30.0)));
    }

    #[test]
    fn each_value_bears_its_own_state() {
        let found = portrait(
            r#"{"watch": 110, "act": 106, "observations": {"2026-01-31": {"value": 111},
                "2026-02-28": {"value": 108}, "2026-03-31": {"value": 105}}}"#,
        );
        let states: Vec<_> = found.points.iter().map(|seen| seen.status).collect();
        assert_eq!(states, [Status::Ok, Status::Watch, Status::Act]);
    }
}
