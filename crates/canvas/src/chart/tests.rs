#![allow(clippy::float_cmp, reason = "whole numbers and halves come out exactly")]

use causeway_model::Date;
use causeway_model::time::parse_date;

use super::{Chart, ChartFrame, DayUnit, Scale, legible, spread};

const FRAME: ChartFrame =
    ChartFrame { width: 400.0, height: 200.0, left: 40.0, right: 60.0, top: 10.0, bottom: 30.0 };

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn chart(values: &[(&str, f64)], marks: &[f64]) -> Chart {
    let values: Vec<_> = values.iter().map(|(on, value)| (day(on), *value)).collect();
    Chart::of(FRAME, &values, marks.iter().copied()).unwrap()
}

#[test]
fn days_run_from_the_left_to_the_right_edge_and_larger_values_lie_higher() {
    let chart = chart(&[("2026-01-01", 0.0), ("2026-01-11", 100.0)], &[]);
    assert_eq!((chart.x(day("2026-01-01")), chart.x(day("2026-01-11"))), (40.0, 340.0));
    assert_eq!(chart.x(day("2026-01-06")), 190.0);
    assert!(chart.y(100.0) < chart.y(0.0));
    assert!(chart.y(100.0) > 10.0 && chart.y(0.0) < 170.0, "there is air above and below");
}

#[test]
fn a_threshold_is_shown_unless_it_would_flatten_the_values() {
    let chart = chart(&[("2026-01-01", 10.0), ("2026-02-01", 20.0)], &[45.0, 900.0]);
    assert!(chart.shows(45.0) && !chart.shows(900.0));
    assert_eq!(chart.y_within(900.0), 10.0);
}

#[test]
fn a_single_value_lies_in_the_middle() {
    let chart = chart(&[("2026-01-01", 7.0)], &[]);
    assert_eq!((chart.x(day("2026-01-01")), chart.y(7.0)), (190.0, 90.0));
    assert_eq!(chart.line(&[(day("2026-01-01"), 7.0)]), "");
}

#[test]
fn without_a_value_there_is_no_chart() {
    assert_eq!(Chart::of(FRAME, &[], [1.0]), None);
    assert_eq!(Chart::of(FRAME, &[(day("2026-01-01"), f64::NAN)], []), None);
}

#[test]
fn values_at_the_axis_are_round_and_few() {
    let ticks = |low, high, most| Scale::covering([low, high], []).unwrap().ticks(most);
    assert_eq!(ticks(30.0, 61.0, 4), [30.0, 40.0, 50.0, 60.0]);
    assert_eq!(ticks(0.0, 1.0, 3), [0.0, 0.5, 1.0]);
    assert_eq!(ticks(-5.0, 5.0, 3), [-5.0, 0.0, 5.0]);
    assert_eq!(ticks(100.0, 100.0, 3), [90.0, 100.0, 110.0]);
}

#[test]
fn figures_of_any_size_have_an_axis() {
    for values in [[0.0, 0.0], [1e-300, 2e-300], [-1e308, 1e308], [1e308, 1.1e308]] {
        let scale = Scale::covering(values, []).unwrap();
        assert!(scale.ticks(4).len() <= 4, "{values:?}");
        assert!(scale.share(values[1]).is_finite(), "{values:?}");
    }
}

#[test]
fn days_at_the_axis_follow_the_calendar() {
    let ticks = |from: &str, to: &str| {
        let found = chart(&[(from, 1.0), (to, 2.0)], &[]).day_ticks(4);
        (found[0].unit, found.iter().map(|tick| tick.on.to_string()).collect::<Vec<_>>())
    };
    let (unit, days) = ticks("2025-07-31", "2026-03-31");
    assert_eq!(
        (unit, days.join(" ")),
        (DayUnit::Month, "2025-09-01 2025-11-01 2026-01-01 2026-03-01".to_owned())
    );
    let (unit, days) = ticks("2026-03-01", "2026-03-20");
    assert_eq!(
        (unit, days.join(" ")),
        (DayUnit::Day, "2026-03-01 2026-03-08 2026-03-15".to_owned())
    );
    let (unit, days) = ticks("2019-02-01", "2026-02-01");
    assert_eq!(
        (unit, days.join(" ")),
        (DayUnit::Year, "2020-01-01 2022-01-01 2024-01-01 2026-01-01".to_owned())
    );
    assert_eq!(ticks("2026-03-05", "2026-03-05").1, ["2026-03-05"]);
}

#[test]
fn the_pointer_finds_the_nearest_value() {
    let days = [day("2026-01-01"), day("2026-01-02"), day("2026-01-11")];
    let chart = chart(&[("2026-01-01", 1.0), ("2026-01-02", 1.5), ("2026-01-11", 2.0)], &[]);
    assert_eq!(chart.nearest(&days, 0.0), Some(0));
    assert_eq!(chart.nearest(&days, 71.0), Some(1));
    assert_eq!(chart.nearest(&days, 1e9), Some(2));
    assert_eq!(chart.nearest(&[], 5.0), None);
}

#[test]
fn labels_move_apart_as_little_as_they_must() {
    let mut places = [50.0, 54.0, 120.0];
    spread(&mut places, 14.0, 0.0, 200.0);
    assert_eq!(places, [45.0, 59.0, 120.0]);
    let mut pressed = [1.0, 2.0, 3.0];
    spread(&mut pressed, 10.0, 0.0, 200.0);
    assert_eq!(pressed, [0.0, 10.0, 20.0]);
    let mut unordered = [100.0, 20.0];
    spread(&mut unordered, 14.0, 0.0, 200.0);
    assert_eq!(unordered, [100.0, 20.0]);
}

#[test]
fn words_below_a_chart_never_touch_and_the_first_is_always_written() {
    let words = [(0.0, 52.0), (50.0, 66.0), (70.0, 90.0), (95.0, 140.0)];
    assert_eq!(legible(&words, 6.0), [true, false, true, false]);
    assert_eq!(legible(&[], 6.0), [false; 0]);
}
