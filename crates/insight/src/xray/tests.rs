use crate::{
    facts::Facts,
    findings::Findings,
    sketch::{TODAY, day, workspace},
    words::{Language, Speaker},
    xray::{Lack, Xray},
};

fn xray<T>(map: &str, id: &str, question: impl FnOnce(&Facts<'_>, Xray) -> T) -> T {
    let workspace = workspace(map);
    let facts = Facts::of(&workspace, day(TODAY));
    let findings = Findings::from_facts(&facts, &[], Language::English);
    let place = facts.present().place(id).unwrap();
    let found = Xray::of(&facts, &findings, place, day("2026-01-31"), day(TODAY));
    question(&facts, found)
}

const MAP: &str = "
    driver a baseline=0 potential=10 obs=0,0,4,4,4
    driver b baseline=0 potential=10 obs=1,1,1,3
    kpi k baseline=0 potential=100 obs=10,10,20,30
    a causes k lag_days=60
    b causes k polarity=- strength=0.2";

#[test]
fn each_cause_moved_it_by_its_share_after_its_lag() {
    xray(MAP, "k", |facts, found| {
        // a rose by 4 of its span of 10 in January, which arrives 60 days later: half of 0.4 spans of 100.
        let parts: Vec<_> =
            found.direct.iter().map(|part| (facts.id(part.place), part.amount)).collect();
        assert_eq!(parts, [("a", Some(20.0)), ("b", Some(-4.0))]);
        assert_eq!(
            (found.before, found.after, found.unexplained),
            (Some(10.0), Some(30.0), Some(4.0))
        );
    });
}

#[test]
fn a_formula_is_explained_in_full() {
    let map = "driver p obs=2,2,3\n driver q obs=10,10,20\n kpi r formula=p*q";
    xray(map, "r", |_, found| {
        let amounts: Vec<_> = found.direct.iter().map(|part| part.amount).collect();
        assert_eq!((amounts, found.unexplained), (vec![Some(25.0), Some(15.0)], Some(0.0)));
    });
}

#[test]
fn roots_reach_it_through_others() {
    let map = "driver a baseline=0 potential=10 obs=0,0,0,10\n driver b obs=1\n kpi k baseline=0 potential=100 obs=5,5,5,5\n a causes b\n b causes k";
    xray(map, "k", |facts, found| {
        let roots: Vec<_> =
            found.roots.iter().map(|part| (facts.id(part.place), part.amount)).collect();
        assert_eq!(roots, [("a", Some(25.0))]);
        assert_eq!(found.direct[0].amount, None, "b has no value before March");
    });
}

#[test]
fn levers_gaps_and_exposures_are_named() {
    let map = "
        person ana\n driver d owner=ana direction=down act=5 potential=0 baseline=10 obs=8
        kpi k owner=ana baseline=0 potential=100 value_per_unit=10 watch=1 obs=40
        d causes k polarity=- lag_days=30";
    xray(map, "k", |facts, found| {
        let lever = &found.levers[0];
        assert_eq!(
            (facts.id(lever.place), lever.influence, lever.lag_days),
            ("d", -0.5, Some(30.0))
        );
        assert_eq!(lever.leverage, 400.0);
        assert_eq!(found.missing, [Lack::Maturity(0), Lack::Test(0, 1)]);
        assert_eq!(found.by_money[0].code, "leakage");
        assert_eq!(found.by_arrival[0].code, "early-warning");
        for language in Language::ALL {
            let text = found.to_markdown(Speaker { facts, language });
            assert!(text.contains("USD 400") && !text.contains(['{', '}']), "{text}");
        }
        assert_eq!(found.to_json(facts)["levers"][0]["owner"], "ana");
    });
}

#[test]
fn each_walk_from_a_root_takes_its_own_time() {
    // a rose by 10 of its span of 10 in January and by 10 again in March. Directly it takes no time
    // and brings both times a fifth of 100; by way of b it takes 60 days, and brings the first a half.
    let map = "driver a baseline=0 potential=10 obs=0,0,10,10,20\n driver b obs=1
        kpi k baseline=0 potential=100 obs=5,5,5,5
        a causes k strength=0.2\n a causes b lag_days=60 strength=1\n b causes k strength=0.5";
    xray(map, "k", |facts, found| {
        let roots: Vec<_> =
            found.roots.iter().map(|part| (facts.id(part.place), part.amount)).collect();
        // Of the period from 31 January: March's rise directly (20), January's by way of b (50).
        assert_eq!(roots, [("a", Some(70.0))]);
    });
}

#[test]
fn a_root_moves_a_formula_as_far_as_its_term_did() {
    let map = "driver a baseline=0 potential=10 obs=0,0,10\n driver p baseline=0 potential=10 obs=2,2,3
        driver q obs=10,10,20\n kpi r formula=p*q baseline=0 potential=100\n a causes p strength=0.1";
    xray(map, "r", |facts, found| {
        let roots: Vec<_> =
            found.roots.iter().map(|part| (facts.id(part.place), part.amount)).collect();
        // q did 25 in full; p did 15 by rising by 1, which is what a tenth of a's whole span is.
        assert_eq!(roots, [("q", Some(25.0)), ("a", Some(15.0))]);
    });
}

#[test]
fn a_tangle_of_walks_ends_in_bounded_time() {
    let mut map = String::from("driver r baseline=0 potential=10 obs=0,0,10\n");
    for from in 0..14 {
        map.extend([format!("kpi k{from:02} baseline=0 potential=10 obs=1,2,3\n")]);
        let links = (0..14).filter(|to| *to != from).map(|to| {
            let lag = from * 7919 + to * 104_729 % 10_007;
            format!("k{from:02} causes k{to:02} strength=0.1 lag_days={lag}\n")
        });
        map.extend(links);
    }
    map.push_str("r causes k13 strength=0.1\n");
    xray(&map, "k00", |_, found| assert_eq!(found.roots.len(), 1));
}
