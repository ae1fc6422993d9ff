use super::{Index, Part};
use crate::sketch::ask;

fn part(map: &str, part: Part) -> Option<u8> {
    ask(map, |facts| Index::of(facts).part(part))
}

fn strategy(map: &str) -> Option<u8> {
    part(map, Part::Strategy)
}

fn causality(map: &str) -> Option<u8> {
    part(map, Part::Causality)
}

fn maturity(map: &str) -> Option<u8> {
    part(map, Part::Maturity)
}

fn monitoring(map: &str) -> Option<u8> {
    part(map, Part::Monitoring)
}

#[test]
fn objectives_count_when_ranked_alone_and_when_served() {
    let three = "objective a rank=1\n objective b rank=1\n objective c rank=2\n kpi k\n k serves a";
    // Ranked alone: one of three; served: one of three.
    assert_eq!(strategy(three), Some(33));
    assert_eq!(strategy(&format!("{three}\n k serves b\n k serves c")), Some(67));
    assert_eq!(strategy("objective a\n objective b rank=1"), Some(25));
}

#[test]
fn a_half_is_rounded_up() {
    let one_of_four =
        "objective a rank=1\n objective b rank=2\n objective c rank=2\n objective d rank=2";
    assert_eq!(strategy(one_of_four), Some(13));
}

#[test]
fn open_work_counts_when_it_leads_to_an_objective() {
    let map = "objective o rank=1\n kpi k\n k serves o\n initiative a\n a causes k\n initiative b\n initiative c status=done";
    // Ranked and served in full, and one of the two that are open.
    assert_eq!(strategy(map), Some(83));
}

#[test]
fn conflicts_count_when_they_are_settled() {
    let map =
        "person ana\n person ben\n driver x\n kpi k owner=ana target=9\n kpi l owner=ben target=9
        x causes k\n x causes l polarity=-";
    assert_eq!(strategy(map), Some(0));
    let settled = format!("{map}\n decision d made.on=2026-03-01 nodes.k=true nodes.l=true");
    assert_eq!(strategy(&settled), Some(100));
    assert_eq!(strategy("kpi k"), None);
}

#[test]
fn kpis_count_with_causes_or_a_formula() {
    // The other share is of kpis whose owner's function holds half: none.
    assert_eq!(causality("kpi k"), Some(0));
    assert_eq!(causality("kpi k formula=1+"), Some(50));
    assert_eq!(causality("kpi k formula=d\n driver d"), Some(50));
}

#[test]
fn outcomes_links_and_owners_count_when_led_tested_and_held() {
    let map = "function f\n person ana function=f\n kpi k lever=outcome obs=1 owner=ana";
    let with = |driver: &str, link: &str| {
        causality(&format!("{map}\n driver d lever=input {driver}\n d causes k {link}"))
    };
    assert_eq!(with("", ""), Some(25));
    assert_eq!(with("obs=1", ""), Some(50));
    assert_eq!(with("obs=1", "evidence.e.verdict=supports"), Some(75));
    assert_eq!(with("obs=1", "evidence.e.verdict=contradicts"), Some(50));
    assert_eq!(with("obs=1 owner=ana", "evidence.e.verdict=supports"), Some(100));
}

#[test]
fn half_of_the_influence_is_enough_to_hold_it() {
    let held = |strength: &str| {
        causality(&format!(
            "function f\n function g\n person ana function=f\n person ben function=g\n kpi k owner=ana
            driver d owner=ana\n driver e owner=ben\n d causes k evidence.e.verdict=supports
            e causes k evidence.e.verdict=supports strength={strength}"
        ))
    };
    assert_eq!((held("0.5"), held("0.51")), (Some(100), Some(67)));
}

#[test]
fn levels_count_by_what_hangs_on_the_driver() {
    assert_eq!(maturity("driver d level=5"), Some(100));
    assert_eq!(maturity("driver d level=3"), Some(80));
    assert_eq!(maturity("driver d level=5 maturity.people.level=1"), Some(80));
    assert_eq!(maturity("driver d level=5\n driver e"), Some(75));
    assert_eq!(maturity("kpi k"), None);
    assert_eq!(maturity("driver d"), Some(0));
    let heavy = "objective o\n kpi k\n k serves o\n driver d level=5\n d causes k strength=0.5";
    // Levels (0.5·1 + 0.05·0.2) / 0.55, all of them assessed.
    assert_eq!(maturity(&format!("{heavy}\n driver e level=1")), Some(96));
    // Assessed 0.5 of 0.55.
    assert_eq!(maturity(&format!("{heavy}\n driver e")), Some(95));
}

#[test]
fn metrics_count_while_they_are_current() {
    assert_eq!(monitoring("kpi k obs=1"), Some(100));
    assert_eq!(monitoring("kpi k obs=1\n driver d unit=x"), Some(50));
    let stale = "kpi k cadence=daily metric.observations.2026-03-01.value=1\n driver d obs=1";
    assert_eq!(monitoring(stale), Some(50));
    assert_eq!(monitoring("driver d"), None);
}

#[test]
fn key_results_count_with_a_whole_contract() {
    let with =
        |more: &str| monitoring(&format!("objective o\n kpi k act=1 obs=9 {more}\n k serves o"));
    assert_eq!(with(""), Some(50));
    let whole = "contract.conversation=c contract.escalation.s.to=ana contract.stop_authority=ana";
    assert_eq!(with(whole), Some(100));
}

#[test]
fn recent_breaches_count_when_answered_in_time() {
    let with = |more: &str| monitoring(&format!("driver d act=5 obs=4 {more}"));
    let opened = |day: &str| {
        with(&format!("\n action a node=d plan=p owner=ana due=2026-05-01 opened={day}"))
    };
    assert_eq!(with(""), Some(50));
    assert_eq!((opened("2026-03-30"), opened("2026-03-31")), (Some(100), Some(50)));
    // Due today counts, due tomorrow doesn't yet.
    assert_eq!(with("contract.respond_hours=72"), Some(50));
    assert_eq!(with("contract.respond_hours=73"), Some(100));
}

#[test]
fn a_breach_counts_for_ninety_days_from_when_it_was_noticed() {
    let noticed = |day: &str| {
        monitoring(&format!(
            "driver d act=5 metric.observations.2025-11-01.value=4 obs=9 metric.observations.2025-11-01.entered={day}"
        ))
    };
    assert_eq!((noticed("2025-12-31"), noticed("2025-12-30")), (Some(50), Some(100)));
}

#[test]
fn open_work_counts_when_it_reports_no_better_than_it_is() {
    let honest = "initiative a";
    let late = "initiative b initiative.milestones.m.due=2026-03-01";
    let done = "initiative c status=done initiative.milestones.m.due=2026-03-01";
    assert_eq!(monitoring(honest), Some(100));
    assert_eq!(monitoring(&format!("{honest}\n {late}\n {done}")), Some(50));
}

#[test]
fn the_total_is_the_weakest_part_the_first_on_a_tie() {
    let weakest = |map: &str| ask(map, |facts| Index::of(facts).weakest());
    assert_eq!(weakest("driver d level=3\n kpi k obs=1"), Some((Part::Causality, 0)));
    assert_eq!(weakest("objective o\n kpi k obs=1"), Some((Part::Strategy, 0)));
    assert_eq!(weakest("risk r"), None);
    assert_eq!(ask("driver d level=3", |facts| Index::of(facts).total()), Some(80));
}

#[test]
fn the_json_form_names_every_part_and_the_weakest() {
    let json = ask("driver d level=3\n kpi k obs=1", |facts| Index::of(facts).to_json());
    let expected = serde_json::json!({
        "strategy": null, "causality": 0, "maturity": 80, "monitoring": 100, "total": 0, "weakest": "causality",
    });
    assert_eq!(json, expected);
    assert_eq!(Part::ALL.map(Part::as_str), ["strategy", "causality", "maturity", "monitoring"]);
}
