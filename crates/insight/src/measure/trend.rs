//! Is a metric going anywhere, and which way?

use crate::{
    calendar::span_of_days,
    measure::{Measure, Point},
    numeric::{Sign, mann_kendall, round9, theil_sen},
    status::Trend,
};

/// How many of the last values are looked at, at most and at least.
const MOST: usize = 8;
const LEAST: usize = 5;

/// Improving or worsening, where there is a trend and the metric has a bad side.
pub(super) fn trend(measure: &Measure<'_>) -> Option<Trend> {
    if !measure.judge.has_bad_side() {
        return None;
    }
    // The slope itself is not rounded: spans can be tiny as well.
    let way = if measure.slope()? > 0.0 { Sign::Positive } else { Sign::Negative };
    Some(if way == measure.bad_side() { Trend::Worsening } else { Trend::Improving })
}

/// The slope in units a day, where the test sees a trend and 90 days of it are a twentieth of the span.
pub(super) fn slope(measure: &Measure<'_>) -> Option<f64> {
    let first = measure.latest()?;
    let points = recent(measure);
    if points.len() < LEAST {
        return None;
    }
    let (mut values, mut at) = ([0.0; MOST], [(0.0, 0.0); MOST]);
    for (index, point) in points.iter().enumerate() {
        values[index] = point.value;
        at[index] = (span_of_days(first.on, point.on), point.value);
    }
    if round9(mann_kendall(&mut values[..points.len()])) > 0.1 {
        return None;
    }
    let slope = theil_sen(&at[..points.len()])?;
    let matters = round9(slope.abs() * 90.0) >= round9(0.05 * measure.span());
    (matters && slope != 0.0).then_some(slope)
}

/// The values that a trend is looked for in.
pub(super) fn recent<'m>(measure: &'m Measure<'_>) -> &'m [Point] {
    &measure.points[measure.points.len().saturating_sub(MOST)..]
}
