use crate::{
    facts::Facts,
    findings::Findings,
    sketch::{TODAY, day, workspace},
    words::{Language, Speaker},
    xray::{Contribution, Lack, Xray},
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
fn a_formula_that_has_lost_its_value_has_not_kept_the_one_before() {
    let map = "driver p obs=2,2,3\n driver q obs=1,1,0\n kpi r formula=p/q";
    xray(map, "r", |facts, found| {
        assert_eq!((found.before, found.after, found.unexplained), (Some(2.0), None, None));
        let speaker = Speaker { facts, language: Language::English };
        assert!(found.line(speaker).contains(": 2 → ? (?)."), "{}", found.line(speaker));
    });
    // On a day between, when it can be worked out again, it has a value again.
    let map = "driver p obs=2,2,3\n driver q obs=1,0,3\n kpi r formula=p/q";
    xray(map, "r", |_, found| assert_eq!(found.after, Some(1.0)));
}

#[test]
fn a_change_too_large_for_a_double_is_not_told() {
    let (low, high) = (-1.7e308, 1.7e308);
    let map = format!(
        "driver p obs={low},{low},{high}\n kpi r formula=p+0*p\n kpi k obs={low},{low},{high}\n p causes k"
    );
    for (id, amount) in [("r", None), ("k", None)] {
        xray(&map, id, |facts, found| {
            assert_eq!((found.before, found.after), (Some(low), Some(high)));
            assert_eq!((found.direct[0].amount, found.unexplained), (amount, None));
            let speaker = Speaker { facts, language: Language::English };
            assert!(found.line(speaker).contains("(?)"), "{}", found.line(speaker));
            assert!(!found.to_markdown(speaker).contains("inf"));
        });
    }
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

#[test]
fn what_is_missing_is_named_node_by_node_and_link_by_link() {
    let map = "person ana
        driver blank owner=ana level=3\n driver old owner=ana level=4 metric.observations.2025-01-01.value=1
        driver mastered owner=ana level=3 obs=1\n driver raw owner=ana level=2 obs=1
        driver aside obs=1\n kpi elsewhere obs=1\n kpi k obs=1
        blank causes k\n old causes k\n mastered causes k evidence.e.verdict=supports
        raw causes k evidence.e.verdict=supports
        aside causes elsewhere";
    xray(map, "k", |facts, found| {
        let name = |at: &usize| facts.id(*at);
        let missing: Vec<String> = found
            .missing
            .iter()
            .map(|lack| match lack {
                Lack::Value(at) => format!("value of {}", name(at)),
                Lack::Owner(at) => format!("owner of {}", name(at)),
                Lack::Maturity(at) => format!("maturity of {}", name(at)),
                Lack::Test(from, to) => format!("test of {} on {}", name(from), name(to)),
            })
            .collect();
        let expected = [
            "value of blank",
            "value of old",
            "owner of k",
            "maturity of raw",
            "test of blank on k",
            "test of old on k",
        ];
        let mut sorted = missing.clone();
        sorted.sort();
        let mut wanted = expected.map(str::to_owned).to_vec();
        wanted.sort();
        assert_eq!(sorted, wanted);
    });
}

/// What the direct causes, or the roots, did to a node: by id, with the days that it takes.
fn parts(facts: &Facts<'_>, found: &[Contribution]) -> Vec<(String, Option<f64>, f64)> {
    let part = |part: &Contribution| (facts.id(part.place).to_owned(), part.amount, part.lag_days);
    found.iter().map(part).collect()
}

#[test]
fn what_lies_after_the_lag_is_not_counted_and_what_cannot_be_told_comes_last() {
    let map = "driver a baseline=0 potential=10 obs=0,0,4,4,9\n driver b baseline=0 potential=10 obs=0,0,0.1
        driver c\n kpi k baseline=0 potential=100 obs=10,10,20,30
        a causes k lag_days=60\n b causes k strength=0.05\n c causes k";
    xray(map, "k", |facts, found| {
        let expected = [
            ("a".to_owned(), Some(20.0), 60.0),
            ("b".to_owned(), Some(0.05), 0.0),
            ("c".to_owned(), None, 0.0),
        ];
        assert_eq!(parts(facts, &found.direct), expected);
    });
}

#[test]
fn beside_a_formula_no_link_explains_anything() {
    let map =
        "driver p obs=2,2,3\n driver q obs=10,10,20\n driver x baseline=0 potential=10 obs=0,0,5
        kpi r formula=p*q\n x causes r";
    xray(map, "r", |facts, found| {
        let expected = [
            ("q".to_owned(), Some(25.0), 0.0),
            ("p".to_owned(), Some(15.0), 0.0),
            ("x".to_owned(), None, 0.0),
        ];
        assert_eq!(parts(facts, &found.direct), expected);
    });
}

#[test]
fn three_terms_share_by_all_orders() {
    let map = "driver p obs=1,1,2\n driver q obs=1,1,3\n driver s obs=1,1,4\n kpi r formula=p*q*s";
    xray(map, "r", |facts, found| {
        // By hand, over the six orders: 23 in all.
        let part = |id: &str| {
            let parts = parts(facts, &found.direct);
            parts
                .into_iter()
                .find(|(known, ..)| known == id)
                .and_then(|(_, amount, _)| amount)
                .unwrap()
        };
        let sum = part("p") + part("q") + part("s");
        assert!((sum - 23.0).abs() < 1e-6, "{sum}");
        // p is first in two orders (1), after q in one (3), after s in one (4), last in two (12).
        assert!((part("p") - 33.0 / 6.0).abs() < 1e-6, "{}", part("p"));
    });
}

#[test]
fn walks_that_add_up_to_more_than_a_whole_are_made_smaller_alike() {
    let map = "driver a baseline=0 potential=10 obs=0,0,10\n driver b obs=1\n kpi k baseline=0 potential=100 obs=5,5,5
        a causes k strength=1\n a causes b strength=1\n b causes k strength=1";
    xray(map, "k", |facts, found| {
        assert_eq!(parts(facts, &found.roots), [("a".to_owned(), Some(100.0), 0.0)]);
    });
}

#[test]
fn a_walk_ends_where_it_arrives() {
    let map = "driver a baseline=0 potential=10 obs=0,0,10\n driver b obs=1\n kpi k baseline=0 potential=100 obs=5,5,5
        a causes b\n b causes k lag_days=7\n k causes b";
    xray(map, "k", |facts, found| {
        // Half of a half; what comes back from k is k's own doing.
        let roots: Vec<_> =
            found.roots.iter().map(|part| (facts.id(part.place), part.lag_days)).collect();
        assert_eq!(roots, [("a", 7.0)]);
    });
    let at_once = map.replace("lag_days=7", "lag_days=0");
    xray(&at_once, "k", |_, found| assert_eq!(found.roots[0].amount, Some(25.0)));
}

#[test]
fn walks_of_one_length_keep_their_own_lags() {
    let map = "driver a baseline=0 potential=10 obs=0,0,10,10,30\n driver b obs=1\n driver c obs=1
        kpi k baseline=0 potential=100 obs=5,5,5,5
        a causes b strength=1 lag_days=60\n b causes k strength=0.5
        a causes c strength=1\n c causes k strength=0.2";
    // By way of b January's rise arrives (50), by way of c that of March, which is twice as large (40).
    xray(map, "k", |_, found| assert_eq!(found.roots[0].amount, Some(90.0)));
}

#[test]
fn a_formula_on_the_way_is_read_as_many_days_earlier_as_the_rest_of_the_way_takes() {
    let map = "driver x baseline=0 potential=10 obs=0,0,10,10,20\n driver y obs=2,2,2,2,2
        kpi p formula=x*y baseline=0 potential=100\n kpi k baseline=0 potential=100 obs=5,5,5,5
        p causes k lag_days=60";
    xray(map, "k", |facts, found| {
        // x rose by its whole span in January: a fifth of p's, and half of that of k's.
        let amounts: Vec<_> =
            found.roots.iter().map(|part| (facts.id(part.place), part.amount)).collect();
        assert_eq!(amounts, [("x", Some(10.0)), ("y", Some(0.0))]);
    });
}

const SHOWN: &str = "person ana
    driver a owner=ana level=3 baseline=0 potential=10 obs=0,0,4,4,4
    driver b baseline=0 potential=10 obs=1,1,1,3
    driver z obs=1,1,1,1
    kpi k unit=% baseline=0 potential=100 value_per_unit=10 watch=1 obs=10,10,20,30
    a causes k lag_days=60
    b causes k polarity=- strength=0.2
    z causes k strength=0.1";

#[test]
fn the_text_tells_the_period_and_every_table_row_by_row() {
    xray(SHOWN, "k", |facts, found| {
        let speaker = Speaker { facts, language: Language::English };
        assert_eq!(found.title(speaker), "X-ray of k");
        assert_eq!(
            found.line(speaker),
            "From 31 January 2026 to 31 March 2026: 10 % → 30 % (+20 %). As of 31 March 2026."
        );
        let shown: Vec<String> = found
            .tables(speaker)
            .iter()
            .flat_map(|table| table.rows.iter().map(|row| row.join(" | ")))
            .collect();
        let expected = [
            "a | +20 % | 60",
            "b | −4 % | 0",
            "z | 0 % | 0",
            "Unexplained | +4 % | ",
            "a | +20 % | 60",
            "b | −4 % | 0",
            "z | 0 % | 0",
            "a | ana | 0.5 | 60 | USD 300",
            "b | Nobody yet | −0.2 | 0 | USD 140",
            "z | Nobody yet | 0.1 | 0 | –",
            "b | an owner",
            "k | an owner",
            "z | an owner",
            "b | maturity above 2",
            "z | maturity above 2",
            "a → k | a test of the link",
            "b → k | a test of the link",
            "z → k | a test of the link",
            "k leaks USD 700 a year | USD 700",
        ];
        assert_eq!(shown, expected);
    });
}

#[test]
fn what_arrives_is_told_with_its_day_and_how_far_off_that_is() {
    let map = "driver d direction=down act=5 obs=8\n kpi k watch=1 obs=40\n d causes k polarity=- lag_days=30";
    xray(map, "k", |facts, found| {
        let speaker = Speaker { facts, language: Language::English };
        let tables = found.tables(speaker);
        let arrivals = &tables.last().unwrap().rows;
        let expected = ["k is ok, but d is heading the wrong way", "27 April 2026", "27"];
        assert_eq!(arrivals, &[expected.map(str::to_owned).to_vec()]);
        let json = found.to_json(facts);
        assert_eq!(json["by_arrival"][0]["arrives_on"], "2026-04-27");
        assert_eq!(json["by_arrival"][0]["code"], "early-warning");
    });
}
