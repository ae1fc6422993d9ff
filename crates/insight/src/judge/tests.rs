use causeway_model::{
    Contested, Date,
    metric::{Baseline, Bound, Direction, Metric, Target},
    time::parse_date,
};

use super::Judge;
use crate::{numeric::Sign, status::Status};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn metric(direction: Direction) -> Metric {
    Metric { direction: Contested::One(direction), ..Metric::default() }
}

fn at(value: f64) -> Contested<Bound> {
    Contested::One(Bound::At(value))
}

fn between(low: f64, high: f64) -> Contested<Bound> {
    Contested::One(Bound::Range { low: Some(low), high: Some(high) })
}

fn statuses(metric: &Metric, values: &[f64]) -> Vec<&'static str> {
    let judge = Judge::of(metric);
    values.iter().map(|value| judge.status(day("2026-01-01"), *value).as_str()).collect()
}

#[test]
fn at_a_threshold_is_beyond_it() {
    let up = Metric { watch: at(110.0), act: at(106.0), ..metric(Direction::Up) };
    assert_eq!(statuses(&up, &[110.1, 110.0, 106.1, 106.0]), ["ok", "watch", "watch", "act"]);
    let down = Metric { watch: at(1.0), act: at(2.0), ..metric(Direction::Down) };
    assert_eq!(statuses(&down, &[0.9, 1.0, 2.0]), ["ok", "watch", "act"]);
    let range =
        Metric { watch: between(3.0, 7.0), act: between(1.0, 9.0), ..metric(Direction::Range) };
    assert_eq!(
        statuses(&range, &[5.0, 3.0, 7.5, 1.0, 9.0]),
        ["ok", "watch", "watch", "act", "act"]
    );
}

#[test]
fn floating_noise_does_not_cross_a_threshold() {
    let up = Metric { act: at(0.3), ..metric(Direction::Up) };
    assert_eq!(statuses(&up, &[0.1 + 0.2]), ["act"]);
}

#[test]
fn an_absent_threshold_never_applies() {
    let only_watch = Metric { watch: at(10.0), ..metric(Direction::Up) };
    assert_eq!(statuses(&only_watch, &[-1e9, 11.0]), ["watch", "ok"]);
    let only_act = Metric { act: at(10.0), ..metric(Direction::Up) };
    assert_eq!(statuses(&only_act, &[9.0, 11.0]), ["act", "ok"]);
}

#[test]
fn thresholds_that_do_not_fit_are_unknown() {
    let unfit = [
        Metric { watch: between(1.0, 2.0), ..metric(Direction::Up) },
        Metric { watch: at(1.0), ..metric(Direction::Range) },
        Metric { watch: at(1.0), act: at(2.0), ..metric(Direction::Up) },
        Metric { watch: at(2.0), act: at(1.0), ..metric(Direction::Down) },
        Metric { watch: between(2.0, 1.0), ..metric(Direction::Range) },
        Metric { watch: between(1.0, 4.0), act: between(2.0, 5.0), ..metric(Direction::Range) },
        Metric {
            watch: Contested::One(Bound::Range { low: Some(1.0), high: None }),
            ..metric(Direction::Range)
        },
    ];
    for metric in unfit {
        assert!(Judge::of(&metric).is_unfit(), "{metric:?}");
        assert_eq!(statuses(&metric, &[5.0]), ["unknown"]);
    }
    let equal = Metric { watch: at(2.0), act: at(2.0), ..metric(Direction::Up) };
    assert_eq!(statuses(&equal, &[2.0, 2.1]), ["act", "ok"]);
}

#[test]
fn what_is_in_conflict_is_absent() {
    let direction = Metric {
        direction: Contested::Conflict(vec![Direction::Up, Direction::Down]),
        watch: at(1.0),
        ..Metric::default()
    };
    assert_eq!(statuses(&direction, &[5.0]), ["unknown"]);
    assert_eq!(Judge::of(&direction).bad_side(5.0), Sign::Zero);
    assert!(!Judge::of(&direction).is_unfit());
    let act = Metric {
        watch: at(10.0),
        act: Contested::Conflict(vec![Bound::At(5.0), Bound::At(6.0)]),
        ..metric(Direction::Up)
    };
    assert_eq!(statuses(&act, &[1.0]), ["watch"]);
}

#[test]
fn without_thresholds_the_line_from_baseline_to_target_judges() {
    let metric = Metric {
        baseline: Some(Baseline { value: Some(0.0), on: Some(day("2025-12-22")) }),
        target: Some(Target { value: Contested::One(100.0), by: Some(day("2026-01-11")) }),
        ..metric(Direction::Up)
    };
    // Half way on 1 January: 50 is expected; a tenth short is ok, a quarter short is watch.
    assert_eq!(
        statuses(&metric, &[40.0, 39.9, 25.0, 24.9, 80.0]),
        ["ok", "watch", "watch", "act", "ok"]
    );
    let judge = Judge::of(&metric);
    assert_eq!(judge.status(day("2020-01-01"), -10.0), Status::Ok);
    assert_eq!(judge.status(day("2030-01-01"), 74.0), Status::Act);
    let level = Metric {
        baseline: Some(Baseline { value: Some(100.0), on: Some(day("2025-12-22")) }),
        ..metric
    };
    assert_eq!(statuses(&level, &[5.0]), ["unknown"]);
}

#[test]
fn the_worse_of_values_in_conflict_counts() {
    let values = Contested::Conflict(vec![2.0, 9.0]);
    let worse = |metric: &Metric| Judge::of(metric).worse(&values);
    assert_eq!(worse(&metric(Direction::Up)), Some(2.0));
    assert_eq!(worse(&metric(Direction::Down)), Some(9.0));
    assert_eq!(worse(&Metric { watch: between(3.0, 5.0), ..metric(Direction::Range) }), Some(9.0));
    assert_eq!(worse(&metric(Direction::Range)), None);
}

#[test]
fn a_range_is_bad_away_from_the_middle() {
    let judge = Judge::of(&Metric { watch: between(2.0, 4.0), ..metric(Direction::Range) });
    assert_eq!(
        (judge.bad_side(1.0), judge.bad_side(3.0), judge.bad_side(4.0)),
        (Sign::Negative, Sign::Zero, Sign::Positive)
    );
    let by_act = Judge::of(&Metric { act: between(0.0, 10.0), ..metric(Direction::Range) });
    assert_eq!(by_act.bad_side(4.0), Sign::Negative);
    assert_eq!(by_act.better_by(1.0, 2.0), None);
}

#[test]
fn the_line_may_begin_anywhere_and_lead_down() {
    let metric = Metric {
        baseline: Some(Baseline { value: Some(80.0), on: Some(day("2025-12-22")) }),
        target: Some(Target { value: Contested::One(40.0), by: Some(day("2026-01-11")) }),
        ..metric(Direction::Down)
    };
    // Half way on 1 January: 60 is expected, 40 the height; over 64 is watch, over 70 act.
    assert_eq!(
        statuses(&metric, &[60.0, 64.0, 64.1, 70.0, 70.1]),
        ["ok", "ok", "watch", "watch", "act"]
    );
}

#[test]
fn a_line_needs_two_days_in_order() {
    let on_the_same_day = Metric {
        baseline: Some(Baseline { value: Some(0.0), on: Some(day("2026-01-01")) }),
        target: Some(Target { value: Contested::One(100.0), by: Some(day("2026-01-01")) }),
        ..metric(Direction::Up)
    };
    assert_eq!(statuses(&on_the_same_day, &[5.0]), ["unknown"]);
    assert!(!Judge::of(&on_the_same_day).can_judge());
}

#[test]
fn a_range_within_or_equal_to_the_other_fits() {
    let equal =
        Metric { watch: between(1.0, 4.0), act: between(1.0, 4.0), ..metric(Direction::Range) };
    assert_eq!(statuses(&equal, &[2.0, 1.0, 4.0]), ["ok", "act", "act"]);
    let point = Metric { watch: between(2.0, 2.0), ..metric(Direction::Range) };
    assert_eq!(statuses(&point, &[2.0, 3.0]), ["watch", "watch"]);
    let high =
        Metric { watch: between(1.0, 4.0), act: between(0.0, 3.0), ..metric(Direction::Range) };
    assert!(Judge::of(&high).is_unfit());
}

#[test]
fn it_can_judge_with_thresholds_that_fit_or_a_line() {
    let lined = |direction| Metric {
        baseline: Some(Baseline { value: Some(0.0), on: Some(day("2025-12-22")) }),
        target: Some(Target { value: Contested::One(100.0), by: Some(day("2026-01-11")) }),
        ..metric(direction)
    };
    let can = |metric: &Metric| Judge::of(metric).can_judge();
    assert!(can(&lined(Direction::Up)) && can(&Metric { act: at(1.0), ..metric(Direction::Up) }));
    assert!(can(&Metric { watch: between(1.0, 2.0), ..metric(Direction::Range) }));
    assert!(!can(&lined(Direction::Range)), "a range has no line");
    assert!(!can(&metric(Direction::Up)));
    assert!(!can(&Metric { act: between(1.0, 2.0), ..lined(Direction::Up) }));
}

#[test]
fn the_act_threshold_and_the_bad_side_are_those_of_the_direction() {
    let up = Judge::of(&Metric { act: at(3.0), ..metric(Direction::Up) });
    assert_eq!(
        (up.act(), up.direction(), up.has_bad_side()),
        (Some(3.0), Some(Direction::Up), true)
    );
    assert_eq!((up.bad_side(1.0), up.better_by(5.0, 3.0)), (Sign::Negative, Some(2.0)));
    let down = Judge::of(&metric(Direction::Down));
    assert_eq!((down.act(), down.bad_side(1.0)), (None, Sign::Positive));
    assert_eq!(down.better_by(5.0, 3.0), Some(-2.0));
    let range = Judge::of(&metric(Direction::Range));
    assert_eq!((range.has_bad_side(), range.bad_side(7.0)), (false, Sign::Zero));
    assert!(
        Judge::of(&Metric { act: between(1.0, 2.0), ..metric(Direction::Range) }).has_bad_side()
    );
    assert!(
        !Judge::of(&Metric { direction: Contested::Conflict(vec![]), ..Metric::default() })
            .has_bad_side()
    );
}

#[test]
fn of_equally_bad_values_the_first_counts() {
    let values = Contested::Conflict(vec![2.0, 6.0]);
    let range = Metric { watch: between(3.0, 5.0), ..metric(Direction::Range) };
    assert_eq!(Judge::of(&range).worse(&values), Some(2.0));
    assert_eq!(Judge::of(&range).worse(&Contested::One(4.0)), Some(4.0));
    assert_eq!(Judge::of(&range).worse(&Contested::Absent), None);
}

#[test]
fn watch_and_act_may_be_one_line_on_either_side() {
    for direction in [Direction::Up, Direction::Down] {
        let judged = Metric { watch: at(5.0), act: at(5.0), ..metric(direction) };
        assert_eq!(statuses(&judged, &[5.0]), ["act"], "{direction:?}");
    }
}
