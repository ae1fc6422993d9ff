//! What findings say beside subject and severity: causes, paths, people, days, money.

use crate::sketch::{day, first};

#[test]
fn of_several_levers_in_conflict_the_strongest_is_named() {
    let map = "person ana\n person ben\n kpi a owner=ana target=5\n kpi b owner=ben target=5
        driver c\n driver d\n driver e\n c causes a strength=0.4\n c causes b polarity=- strength=0.4
        d causes a strength=0.9\n d causes b polarity=- strength=0.9
        e causes a strength=0.9\n e causes b polarity=- strength=0.9";
    assert_eq!(first("conflicting-priorities", map).causes, ["d"]);
}

#[test]
fn a_load_is_raised_by_what_pushes_it_up_the_strongest_first() {
    let map = "kpi k capacity=5 obs=8\n driver a act=5 obs=9\n driver b direction=down act=5 obs=9
        driver c direction=down act=5 obs=9\n driver d direction=down act=5 obs=9
        a causes k\n b causes k strength=0.3\n c causes k strength=0.6\n d causes k polarity=-";
    let found = first("over-capacity", map);
    // a doesn't move; b and c went up, d too but it lowers the load.
    assert_eq!(found.causes, ["c", "b"]);
    assert!(found.why.contains("160 %") && found.why.contains("38 %"), "{}", found.why);
    assert!(found.why.contains('3'), "{}", found.why);
}

#[test]
fn a_capacity_of_nothing_has_no_load_in_per_cent() {
    let found = first("over-capacity", "kpi k capacity=0 obs=8");
    assert!(!found.why.contains('%'), "{}", found.why);
}

#[test]
fn a_bottleneck_names_who_pushes_it_the_strongest_first() {
    let map = "driver k direction=down act=5 obs=9\n initiative a\n initiative b\n initiative c
        a causes k strength=0.2\n b causes k strength=0.7\n c causes k strength=0.09";
    let found = first("overloaded-bottleneck", map);
    assert_eq!(found.causes, ["b", "a"]);
}

#[test]
fn a_warning_names_what_is_in_act_first_then_in_watch_then_the_rest() {
    let map = "kpi k act=5 obs=9 baseline=0 potential=10
        driver a watch=5 act=1 obs=4\n driver b act=5 obs=4\n driver c baseline=0 potential=10 obs=9,8,7,6,5,4
        driver d act=5 obs=4\n a causes k strength=0.9\n b causes k strength=0.2\n c causes k strength=1
        d causes k strength=0.3 lag_days=40";
    let found = first("early-warning", map);
    assert_eq!(found.causes, ["d", "b", "a", "c"]);
    assert_eq!(found.path, ["d", "k"]);
    assert_eq!((found.since, found.arrives_on), (Some(day("2026-03-28")), Some(day("2026-05-07"))));
    assert_eq!(found.next_by, found.arrives_on);
}

#[test]
fn an_effect_that_was_due_already_is_said_to_have_been() {
    let map =
        |lag: u32| format!("kpi k act=5 obs=9\n driver d act=5 obs=4\n d causes k lag_days={lag}");
    let (past, coming) = (first("early-warning", &map(2)), first("early-warning", &map(3)));
    assert!(past.why.contains("30 March 2026") && !past.why.contains("arrives on"), "{}", past.why);
    assert!(coming.why.contains("arrives on 31 March 2026"), "{}", coming.why);
}

#[test]
fn metrics_to_archive_are_those_with_least_influence_and_the_oldest_values() {
    let map = "set limits.kpis_per_function=1\n function f\n person ana function=f\n objective o
        kpi a owner=ana obs=1\n kpi b owner=ana metric.observations.2026-01-01.value=1\n kpi c owner=ana obs=1
        kpi d owner=ana obs=1\n d causes c strength=0.5\n c serves o";
    assert_eq!(first("metric-pollution", map).causes, ["b", "a", "d"]);
}

#[test]
fn at_most_three_levers_outside_are_named_the_largest_first() {
    let mut map = String::from(
        "function f\n function g\n person ana function=f\n person ben function=g\n kpi k owner=ana\n",
    );
    for (id, strength) in [("a", "0.1"), ("b", "0.4"), ("c", "0.2"), ("d", "0.3")] {
        map.extend([format!("driver {id} owner=ben\n {id} causes k strength={strength}\n")]);
    }
    let found = first("owner-without-levers", &map);
    assert_eq!(found.causes, ["b", "d", "c"]);
    assert_eq!(found.next_who.as_deref(), Some("ana"));
}

#[test]
fn claims_are_added_up_and_named_by_id() {
    let map = "kpi k baseline=10 obs=14\n initiative a initiative.claims.k.amount=6
        initiative b status=done initiative.claims.k.amount=3
        initiative c status=at_risk initiative.claims.k.amount=100";
    let found = first("unreconciled-claims", map);
    assert_eq!(found.causes, ["a", "b"]);
    for figure in ["9", "4", "5"] {
        assert!(found.why.contains(figure), "{figure}: {}", found.why);
    }
}

#[test]
fn the_strongest_way_in_which_green_work_harms_is_the_path() {
    let map = "kpi k act=5 obs=4\n driver a act=5 obs=9\n driver b act=5 obs=9\n driver c
        a causes k\n b causes k\n a causes c strength=0.5\n b causes c strength=0.9\n c causes k polarity=-";
    let found = first("green-dashboard-paradox", map);
    assert_eq!(found.path, ["b", "c", "k"]);
    assert_eq!(first("green-dashboard-paradox", &map.replace("polarity=-", "")).path, [""; 0]);
}

#[test]
fn the_trend_tells_the_day_on_which_the_line_is_crossed() {
    // Half a unit in about 30 days: from 6.5 to 5 in about 90 days after 28 March.
    let map = "kpi k act=5 baseline=0 potential=9 obs=9,8.5,8,7.5,7,6.5";
    let found = first("deteriorating", map);
    assert_eq!(found.arrives_on, Some(day("2026-06-28")));
    assert_eq!(found.severity.as_str(), "medium");
}

#[test]
fn an_overdue_plan_is_dated_by_the_earliest_that_passed() {
    let map = "person ana\n kpi k act=5 obs=4,4
        action a node=k opened=2026-03-01 plan=p owner=ana due=2026-03-20
        action b node=k opened=2026-03-01 plan=p owner=ana due=2026-03-10
        action c node=k opened=2026-03-01 plan=p owner=ana due=2026-03-05 done_on=2026-03-06";
    let found = first("action-overdue", map);
    assert_eq!((found.due, found.since), (Some(day("2026-03-10")), Some(day("2026-02-28"))));
}

#[test]
fn a_breach_is_escalated_to_the_last_whose_step_has_come() {
    let step = |id: &str, to: &str, hours: u32| {
        let key = format!("contract.escalation.{id}");
        format!(" {key}.to={to} {key}.after_hours={hours}")
    };
    let steps = [step("a", "ana", 24), step("b", "ben", 72), step("c", "cy", 73)].concat();
    let map = format!("kpi k act=5 obs=4{steps}");
    assert_eq!(first("action-overdue", &map).escalate_to.as_deref(), Some("ben"));
}

#[test]
fn a_part_of_a_leak_names_the_nearest_whole() {
    let leak = "potential=9 value_per_unit=1 obs=4";
    let map = format!(
        "kpi a {leak}\n kpi b {leak}\n driver c {leak}\n driver d\n c causes d\n d causes b\n b causes a"
    );
    let parts = |id: &str| {
        let workspace = crate::sketch::workspace(&map);
        let found = crate::Findings::of(
            &workspace,
            &[],
            day(crate::sketch::TODAY),
            crate::Language::English,
        );
        let leak = found
            .findings
            .into_iter()
            .find(|found| found.code == "leakage" && found.subject == [id]);
        leak.unwrap().part_of
    };
    assert_eq!(
        (parts("a"), parts("b"), parts("c")),
        (vec![], vec!["a".to_owned()], vec!["b".to_owned()])
    );
}

#[test]
fn a_loop_says_whether_it_reinforces_and_how_long_it_takes() {
    let map = |polarity: &str| {
        format!(
            "kpi a\n kpi b\n a causes b lag_days=10 polarity={polarity}\n b causes a lag_days=5"
        )
    };
    let (plus, minus) = (first("feedback-loop", &map("+")), first("feedback-loop", &map("-")));
    assert_eq!(plus.path, ["a", "b", "a"]);
    assert!(plus.why.contains("15") && plus.why != minus.why, "{} {}", plus.why, minus.why);
}

#[test]
fn a_conflict_costs_what_leaks_from_both() {
    let kpi = |id: &str, owner: &str, worth: u32| {
        format!("kpi {id} owner={owner} target=5 potential=9 value_per_unit={worth} obs=4\n")
    };
    let map = [
        &kpi("a", "ana", 10),
        &kpi("b", "ben", 1),
        "driver d\n d causes a\n d causes b polarity=-",
    ]
    .concat();
    assert_eq!(first("conflicting-priorities", &map).money, Some(55.0));
}
