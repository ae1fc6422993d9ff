use crate::{
    sketch::{ask, day, standing},
    status::{Status, Trend},
};

#[test]
fn without_values_there_is_no_data() {
    assert_eq!(standing("kpi a watch=1", "a").status, Status::NoData);
    assert_eq!(standing("kpi a", "a").status, Status::NoData);
    assert_eq!(standing("", "a").status, Status::NoData);
    assert_eq!(standing("kpi a obs=5", "a").status, Status::Unknown);
}

#[test]
fn the_latest_value_is_what_counts_and_nothing_after_today() {
    let found = standing("kpi a watch=5 obs=1,9 metric.observations.2026-04-01.value=2", "a");
    assert_eq!(
        (found.status, found.value, found.on),
        (Status::Ok, Some(9.0), Some(day("2026-03-28")))
    );
    let typed_later = "kpi a watch=5 obs=1,9 metric.observations.2026-03-28.entered=2026-04-01";
    assert_eq!(standing(typed_later, "a").value, Some(1.0));
}

#[test]
fn a_metric_belongs_to_kpis_and_drivers_only() {
    assert_eq!(standing("risk a obs=5 watch=9", "a").value, None);
    assert_eq!(standing("driver a obs=5 watch=9", "a").status, Status::Watch);
}

#[test]
fn a_value_is_stale_after_one_and_a_half_cadences_and_four_days() {
    let stale = |on: &str, cadence: &str| {
        standing(&format!("kpi a cadence={cadence} metric.observations.{on}.value=1"), "a").stale
    };
    assert!(!stale("2026-02-13", "monthly")); // 46 days; 46.5 are allowed
    assert!(stale("2026-02-12", "monthly"));
    assert!(!stale("2026-03-27", "daily"));
    assert!(stale("2026-03-26", "daily"));
    assert!(!stale("2026-03-21", "weekly")); // 10 days; 10.5 are allowed
    assert!(stale("2026-03-20", "weekly"));
    assert!(!stale("2025-11-13", "quarterly")); // 138 days, which is one and a half cadences
    assert!(stale("2025-11-12", "quarterly"));
}

#[test]
fn a_steady_rise_is_a_trend_and_noise_is_none() {
    let trend = |more: &str| standing(&format!("kpi a {more}"), "a").trend;
    assert_eq!(trend("obs=1,2,3,4,5"), Some(Trend::Improving));
    assert_eq!(trend("obs=1,2,3,4"), None);
    assert_eq!(trend("direction=down obs=1,2,3,4,5"), Some(Trend::Worsening));
    assert_eq!(trend("obs=3,1,4,1,5,9,2,6"), None);
    // Significant, but 90 days of it are less than a twentieth of the span.
    assert_eq!(trend("baseline=0 potential=1000 obs=1,2,3,4,5"), None);
    // Only the last eight count.
    assert_eq!(trend("obs=9,8,7,1,2,3,4,5,6,7,8"), Some(Trend::Improving));
}

#[test]
fn a_range_worsens_away_from_the_middle() {
    let trend = |more: &str| standing(&format!("kpi a direction=range {more}"), "a").trend;
    let watch = r#"watch={"low":0,"high":10}"#;
    assert_eq!(trend(&format!("{watch} obs=6,7,8,9,10")), Some(Trend::Worsening));
    assert_eq!(trend(&format!("{watch} obs=0,1,2,3,4")), Some(Trend::Improving));
    assert_eq!(trend("obs=1,2,3,4,5"), None);
}

#[test]
fn a_formula_that_waits_for_a_circle_is_stale_as_soon_as_another_term_is() {
    let map = |on: &str| {
        format!(
            "driver d metric.observations.{on}.value=3
            driver c formula=[c]+1
            kpi k formula=[d]+[c]
            kpi top formula=[k]*2
            driver broken formula=1+
            kpi other formula=[d]+[broken]"
        )
    };
    for id in ["k", "top", "other"] {
        assert!(standing(&map("2025-01-01"), id).stale, "{id}");
        assert!(!standing(&map("2026-03-28"), id).stale, "{id}");
    }
    assert!(!standing(&map("2025-01-01"), "c").stale, "nothing that it stands on is old");
}

#[test]
fn a_formula_carries_each_term_forward_from_the_day_all_have_one() {
    let map = "
        driver p metric.observations.2026-01-10.value=2 metric.observations.2026-03-10.value=3
        driver q metric.observations.2026-02-10.value=10
        kpi r formula=p*[q]";
    ask(map, |facts| {
        let points: Vec<_> =
            facts.measure(2).unwrap().points.iter().map(|point| (point.on, point.value)).collect();
        assert_eq!(points, [(day("2026-02-10"), 20.0), (day("2026-03-10"), 30.0)]);
    });
    assert!(standing(map, "r").stale, "q is 49 days old");
}

#[test]
fn a_formula_without_all_its_values_has_no_data() {
    assert_eq!(standing("driver p obs=1\n kpi r formula=p*q", "r").status, Status::NoData);
    assert_eq!(
        standing("driver p obs=1\n driver q\n kpi r formula=p*q", "r").status,
        Status::NoData
    );
    assert_eq!(
        standing("driver p obs=1,0\n kpi r watch=0 formula=1/p", "r").status,
        Status::NoData
    );
    assert_eq!(standing("driver p obs=1,0,2\n kpi r watch=0 formula=1/p", "r").value, Some(0.5));
    assert_eq!(standing("kpi r obs=5 formula=1+", "r").status, Status::NoData);
    assert_eq!(standing("kpi r obs=5 formula=4", "r").status, Status::NoData);
}

#[test]
fn formulas_in_a_circle_have_no_value_and_chains_do() {
    let circle = "kpi a formula=b+1\n kpi b formula=a+1\n kpi c formula=a+1\n kpi d formula=d";
    for id in ["a", "b", "c", "d"] {
        assert_eq!(standing(circle, id).status, Status::NoData);
    }
    let chain = "kpi a formula=b+1\n kpi b formula=c*c\n driver c obs=3";
    assert_eq!(standing(chain, "a").value, Some(10.0));
}

#[test]
fn a_breach_begins_with_the_latest_run_in_act() {
    let map =
        "kpi a watch=10 act=5 obs=4,9,20,9,5,4 metric.observations.2026-02-28.entered=2026-03-05";
    ask(map, |facts| {
        let measure = facts.measure(0).unwrap();
        let breach = measure.breach().unwrap();
        assert_eq!((breach.from, breach.noticed), (day("2026-02-28"), day("2026-03-05")));
        assert_eq!(measure.off_since(), Some(day("2026-01-28")));
        assert_eq!(measure.breaches().len(), 2);
    });
    ask("kpi a act=5 obs=4,9", |facts| assert_eq!(facts.measure(0).unwrap().breach(), None));
}

#[test]
fn the_span_passes_over_what_is_zero_or_absent() {
    let span = |more: &str| ask(&format!("kpi a {more}"), |facts| facts.measure(0).unwrap().span());
    assert_eq!(span("baseline=10 potential=4 target=9"), 6.0);
    assert_eq!(span("baseline=10 potential=10 target=9"), 1.0);
    assert_eq!(span("baseline=10 obs=-30"), 3.0);
    assert_eq!(span("obs=0"), 1.0);
    assert_eq!(span("baseline=-1e308 potential=1e308 obs=5"), 0.5);
}

#[test]
fn the_gap_is_on_the_good_side_only() {
    let leakage = |more: &str| {
        ask(&format!("kpi a value_per_unit=10 {more}"), |facts| facts.measure(0).unwrap().leakage())
    };
    assert_eq!(leakage("potential=8 obs=5"), 30.0);
    assert_eq!(leakage("potential=8 obs=9"), 0.0);
    assert_eq!(leakage("direction=down potential=8 obs=9"), 10.0);
    assert_eq!(leakage("potential=8"), 0.0);
    assert_eq!(leakage(r#"direction=range watch={"low":1,"high":2} potential=8 obs=5"#), 0.0);
}

#[test]
fn a_value_of_zero_has_no_sign() {
    let found = standing("kpi a metric.observations.2026-03-28.value=-0.0", "a");
    assert!(found.value.is_some_and(|value| value == 0.0 && value.is_sign_positive()));
}
