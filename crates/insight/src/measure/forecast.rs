//! Where a metric gets if its trend goes on.

use causeway_model::Date;

use crate::{
    calendar::{days_after, span_of_days},
    measure::{Measure, trend},
    numeric::finite,
};

/// How far ahead a trend is drawn on: what the trend itself is judged by.
const DAYS: i64 = 90;

/// A trend that goes on from the latest value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The last day that it is drawn to.
    pub on: Date,
    /// The value on that day, in the metric's unit, by the slope of the trend.
    pub value: f64,
    /// The value by the slope that a quarter of the pairs of values fall short of.
    pub low: f64,
    /// The value by the slope that a quarter of the pairs of values exceed.
    pub high: f64,
}

/// The Theil–Sen slope from the latest value, with the middle half of the slopes that it is the median of.
pub(super) fn forecast(measure: &Measure<'_>) -> Option<Forecast> {
    let slope = trend::slope(measure)?;
    let latest = measure.latest()?;
    let on = days_after(latest.on, DAYS)?;
    let days = span_of_days(latest.on, on);
    let mut slopes: Vec<f64> = Vec::new();
    let points = trend::recent(measure);
    for (at, point) in points.iter().enumerate() {
        let later = points[at + 1..].iter();
        slopes.extend(later.filter_map(|later| {
            finite((later.value - point.value) / span_of_days(point.on, later.on))
        }));
    }
    slopes.sort_by(f64::total_cmp);
    let quarter = slopes.len() / 4;
    let low = *slopes.get(quarter)?;
    let high = *slopes.get(slopes.len().checked_sub(quarter + 1)?)?;
    let there = |slope: f64| finite(latest.value + slope * days);
    Some(Forecast { on, value: there(slope)?, low: there(low)?, high: there(high)? })
}

#[cfg(test)]
mod tests {
    use super::Forecast;
    use crate::sketch::{ask, day};

    fn forecast(map: &str) -> Option<Forecast> {
        ask(map, |facts| facts.measure(0).unwrap().forecast())
    }

    #[test]
    fn a_straight_line_goes_on_without_doubt() {
        let found = forecast(
            "kpi a metric.observations.2026-03-01.value=10 metric.observations.2026-03-02.value=11
             metric.observations.2026-03-03.value=12 metric.observations.2026-03-04.value=13
             metric.observations.2026-03-05.value=14"
                .replace('\n', " ")
                .as_str(),
        );
        let expected = Forecast { on: day("2026-06-03"), value: 104.0, low: 104.0, high: 104.0 };
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn values_that_differ_in_their_slopes_leave_room_on_both_sides() {
        let found = forecast("kpi a obs=1,3,4,8,9,15").unwrap();
        assert!(found.low < found.value && found.value < found.high, "{found:?}");
    }

    #[test]
    fn noise_has_no_forecast() {
        assert_eq!(forecast("kpi a obs=3,1,4,1,5,9,2,6"), None);
    }

    #[test]
    fn half_of_all_slopes_lie_between_the_two_ends() {
        let values = [1, 2, 4, 7, 11, 17, 25].into_iter().enumerate();
        let observed = values
            .map(|(at, value)| format!(" metric.observations.2026-03-0{}.value={value}", at + 1));
        let found = forecast(&format!("kpi a{}", observed.collect::<String>())).unwrap();
        // Of 21 slopes the sixth, the middle one and the sixth from the end: 2.5, 3.75 and 5 a day.
        assert_eq!((found.low, found.value, found.high), (250.0, 362.5, 475.0));
    }
}
