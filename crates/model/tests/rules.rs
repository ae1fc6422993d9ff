//! What a file is refused for: one bad file a rule, with the path, the rule and the value found.

use causeway_model::{Json, file};
use serde_json::json;

/// A small file that follows the model, with something of everything that rules speak of.
fn sound() -> Json {
    json!({
        "format": "causeway/1",
        "nodes": {
            "growth": { "kind": "objective", "title": "Grow" },
            "nrr": { "kind": "kpi", "metric": { "direction": "range" } },
            "churn": { "kind": "driver" },
            "plan": { "kind": "initiative" },
            "fire": { "kind": "risk" },
        },
        "links": {
            "l1": { "from": "churn", "to": "nrr", "type": "causes" },
            "l2": { "from": "nrr", "to": "growth", "type": "serves" },
        },
    })
}

/// The tree with a value put at a path, objects made on the way.
fn with(mut tree: Json, path: &str, value: Json) -> Json {
    let mut place = &mut tree;
    for key in path.split('/') {
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[key];
    }
    *place = value;
    tree
}

/// What a file is refused for, one problem a line.
fn refusal(tree: &Json) -> String {
    file::parse(file::print(tree)).err().map(|refused| refused.to_string()).unwrap_or_default()
}

const A_TEXT: &str = "must be a text";
const A_NUMBER: &str = "must be a number";
const AN_OBJECT: &str = "must be an object";
const AN_ID: &str = "must be an id, 1 to 64 characters of A-Z a-z 0-9 _ -";
const A_DATE: &str = "must be a date, YYYY-MM-DD";
const AN_INSTANT: &str = "must be an instant in UTC, as 2026-03-30T09:15:00Z, or a date";
const A_COUNT: &str = "must be a whole number from 0 to 1000000";
const A_LEVEL: &str = "must be a level, a whole number from 1 to 5";
const A_BOUND: &str = "must be a number or {low, high}";
const A_STRENGTH: &str = "must be weak, moderate, strong or a number from 0 to 1";
const TRUE: &str = "must be true";
const CURRENCY: &str = "must be a currency of ISO 4217, three capital letters";

/// Puts each value at its path into a sound file, and expects one problem: path, rule, found.
fn assert_refused<const N: usize>(table: [(&str, Json, &str, &str); N]) {
    for (path, bad, rule, found) in table {
        let refused = refusal(&with(sound(), path, bad));
        assert_eq!(refused, format!("{path}: {rule}, found {found}"));
    }
}

#[test]
fn wrong_types_are_refused() {
    assert_refused([
        ("nodes", json!([]), AN_OBJECT, "a list of 0"),
        ("nodes/nrr", json!("kpi"), AN_OBJECT, r#""kpi""#),
        ("nodes/nrr/title", json!(7), A_TEXT, "7"),
        ("nodes/nrr/title", json!(null), A_TEXT, "null"),
        ("nodes/nrr/title", json!({ "a": 1 }), A_TEXT, "an object with a"),
        ("nodes/nrr/metric/unit", json!(["%"]), A_TEXT, "a list of 1"),
        ("nodes/nrr/metric/potential", json!("118"), A_NUMBER, r#""118""#),
        ("nodes/nrr/metric/potential", json!(true), A_NUMBER, "true"),
        ("nodes/nrr/metric/baseline", json!(5), AN_OBJECT, "5"),
        ("nodes/nrr/metric/watch", json!("high"), A_BOUND, r#""high""#),
        ("nodes/nrr/metric/watch/low", json!("x"), A_NUMBER, r#""x""#),
        (
            "nodes/nrr/metric/potential",
            json!({ "$counter": 3 }),
            A_NUMBER,
            "an object with $counter",
        ),
        (
            "nodes/nrr/rank",
            json!({ "conflict": [1, 2] }),
            "must be a number above 0",
            "an object with conflict",
        ),
        ("comments/c/resolved", json!("yes"), "must be true or false", r#""yes""#),
        ("nodes/nrr/tags/new", json!(false), TRUE, "false"),
        ("nodes/nrr/contributors/ana", json!(1), TRUE, "1"),
        ("rounds/r/ballots/ana", json!(3), AN_OBJECT, "3"),
    ]);
}

#[test]
fn numbers_outside_their_range_are_refused() {
    assert_refused([
        ("nodes/nrr/rank", json!(0), "must be a number above 0", "0"),
        ("nodes/nrr/rank", json!(-1.5), "must be a number above 0", "-1.5"),
        ("nodes/nrr/contract/respond_hours", json!(1.5), A_COUNT, "1.5"),
        ("nodes/nrr/contract/respond_hours", json!(-1), A_COUNT, "-1"),
        ("links/l1/lag_days", json!(1_000_001), A_COUNT, "1000001"),
        (
            "links/l1/handoff/late_days",
            json!(0.5),
            "must be a whole number from -1000000 to 1000000",
            "0.5",
        ),
        ("limits/priorities", json!("5"), A_COUNT, r#""5""#),
        ("links/l1/strength", json!(1.01), A_STRENGTH, "1.01"),
        ("links/l1/strength", json!(-0.1), A_STRENGTH, "-0.1"),
        ("links/l1/strength", json!("huge"), A_STRENGTH, r#""huge""#),
        ("nodes/churn/maturity/people/level", json!(0), A_LEVEL, "0"),
        ("nodes/churn/maturity/people/level", json!(6), A_LEVEL, "6"),
        ("nodes/churn/maturity/people/target", json!(2.5), A_LEVEL, "2.5"),
        ("checkups/c/answers/shaping", json!(6), A_LEVEL, "6"),
    ]);
}

#[test]
fn unknown_words_are_refused() {
    assert_refused([
        ("format", json!("causeway/2"), "must be one of causeway/1", r#""causeway/2""#),
        (
            "cadence",
            json!("daily"),
            "must be one of weekly, biweekly, monthly, quarterly",
            r#""daily""#,
        ),
        (
            "nodes/nrr/metric/cadence",
            json!("biweekly"),
            "must be one of daily, weekly, monthly, quarterly",
            r#""biweekly""#,
        ),
        ("nodes/nrr/metric/direction", json!("Up"), "must be one of up, down, range", r#""Up""#),
        ("nodes/nrr/metric/lever", json!(1), "must be one of input, process, outcome", "1"),
        (
            "nodes/nrr/kind",
            json!("goal"),
            "must be one of objective, kpi, driver, initiative, risk",
            r#""goal""#,
        ),
        (
            "nodes/plan/initiative/status",
            json!(""),
            "must be one of on_track, at_risk, off_track, done, stopped",
            r#""""#,
        ),
        ("nodes/fire/risk/impact", json!("huge"), "must be one of low, medium, high", r#""huge""#),
        (
            "links/l1/type",
            json!("helps"),
            "must be one of causes, serves, depends_on",
            r#""helps""#,
        ),
        ("links/l1/polarity", json!("plus"), "must be one of +, -", r#""plus""#),
        (
            "links/l1/evidence/e/verdict",
            json!("maybe"),
            "must be one of supports, contradicts",
            r#""maybe""#,
        ),
        ("rounds/r/kind", json!("poll"), "must be one of dots, maturity, premortem", r#""poll""#),
        (
            "scenarios/s/changes/nrr/how",
            json!("add"),
            "must be one of set, change, change_percent",
            r#""add""#,
        ),
        (
            "reviews/r/items/k/outcome/kind",
            json!("x"),
            "must be one of decision, action, owner, deferred, none",
            r#""x""#,
        ),
        ("currency", json!("usd"), CURRENCY, r#""usd""#),
        ("currency", json!("EURO"), CURRENCY, r#""EURO""#),
    ]);
}

#[test]
fn bad_ids_are_refused() {
    assert_refused([
        ("nodes/nrr/owner", json!("Ana B"), AN_ID, r#""Ana B""#),
        ("nodes/nrr/owner", json!(""), AN_ID, r#""""#),
        ("nodes/nrr/owner", json!({ "conflict": ["ana", "b c"] }), AN_ID, r#""b c""#),
        ("workspace", json!("a/b"), AN_ID, r#""a/b""#),
        ("people/ana/function", json!(3), AN_ID, "3"),
        ("actions/a/node", json!("é"), AN_ID, r#""é""#),
    ]);
}

#[test]
fn bad_dates_and_instants_are_refused() {
    assert_refused([
        ("nodes/nrr/metric/target/by", json!("2026-02-30"), A_DATE, r#""2026-02-30""#),
        ("nodes/nrr/metric/target/by", json!("2026-2-3"), A_DATE, r#""2026-2-3""#),
        (
            "nodes/nrr/metric/target/by",
            json!("2026-02-03T00:00:00Z"),
            A_DATE,
            r#""2026-02-03T00:00:00Z""#,
        ),
        ("nodes/nrr/deleted/at", json!("yesterday"), AN_INSTANT, r#""yesterday""#),
        (
            "nodes/nrr/archived/at",
            json!("2026-02-03T25:00:00Z"),
            AN_INSTANT,
            r#""2026-02-03T25:00:00Z""#,
        ),
        (
            "comments/c/at",
            json!("2026-02-03T10:00:00+02:00"),
            AN_INSTANT,
            r#""2026-02-03T10:00:00+02:00""#,
        ),
        (
            "reviews/r/held/to",
            json!("2026-02-03 10:00:00Z"),
            AN_INSTANT,
            r#""2026-02-03 10:00:00Z""#,
        ),
    ]);
}

#[test]
fn bad_conflicts_are_refused() {
    assert_refused([
        (
            "nodes/nrr/owner",
            json!({ "conflict": [] }),
            "must list the values in conflict",
            "an empty list",
        ),
        ("nodes/nrr/owner", json!({ "conflict": "ana" }), AN_ID, "an object with conflict"),
        ("nodes/nrr/title", json!({ "conflict": ["a", 1] }), A_TEXT, "1"),
    ]);
}

#[test]
fn bad_keys_of_maps_are_refused() {
    let table = [
        ("nodes/a b", json!({ "kind": "kpi" }), AN_ID, "a b"),
        ("people/Ana.B", json!({}), AN_ID, "Ana.B"),
        ("nodes/nrr/metric/observations/2026-13-01", json!({ "value": 1 }), A_DATE, "2026-13-01"),
        ("nodes/plan/initiative/claims/á", json!({ "amount": 1 }), AN_ID, "á"),
        ("nodes/nrr/contributors/", json!(true), AN_ID, ""),
        ("nodes/nrr/tags/", json!(true), "must not be an empty key", ""),
        (
            "actors/xyz",
            json!({}),
            "must be an Automerge actor id, pairs of hexadecimal digits",
            "xyz",
        ),
    ];
    for (path, value, rule, key) in table {
        let refused = refusal(&with(sound(), path, value));
        assert_eq!(refused, format!("{path}: {rule}, found {key:?}"));
    }
    let long = "x".repeat(65);
    let refused = refusal(&with(sound(), &format!("people/{long}"), json!({})));
    assert!(refused.starts_with(&format!("people/{long}: {AN_ID}")), "{refused}");
    assert_eq!(refusal(&with(sound(), &format!("people/{}", &long[1..]), json!({}))), "");
}

#[test]
fn nodes_need_a_kind_and_links_their_ends_and_type() {
    let bare = with(sound(), "nodes/x", json!({ "title": "X" }));
    assert_eq!(refusal(&bare), "nodes/x/kind: must be there, found nothing");

    let empty = with(sound(), "links/x", json!({}));
    assert_eq!(
        refusal(&empty),
        "links/x/from: must be there, found nothing\n\
         links/x/to: must be there, found nothing\n\
         links/x/type: must be there, found nothing"
    );
}

#[test]
fn a_file_must_say_what_it_is() {
    assert_eq!(refusal(&json!({})), "format: must be there, found nothing");
    assert_eq!(refusal(&json!([])), "must be an object, found a list of 0");
    assert!(
        file::parse("{").unwrap_err().to_string().starts_with("must be JSON in UTF-8, found EOF")
    );
    assert!(file::parse(b"\"\xFF\"").is_err());
    assert!(file::parse("").is_err());
    assert!(file::parse(r#"{"format": "causeway/1"} x"#).is_err());
    assert!(file::parse("\u{FEFF}{\"format\": \"causeway/1\"}").is_ok());
}

#[test]
fn links_join_what_their_type_allows() {
    let allowed = [
        ("causes", "churn nrr", true),
        ("causes", "nrr churn", true),
        ("causes", "plan churn", true),
        ("causes", "fire nrr", true),
        ("causes", "growth nrr", false),
        ("causes", "nrr growth", false),
        ("causes", "nrr plan", false),
        ("causes", "nrr fire", false),
        ("serves", "nrr growth", true),
        ("serves", "growth other", true),
        ("serves", "churn growth", false),
        ("serves", "plan growth", false),
        ("serves", "fire growth", false),
        ("serves", "growth nrr", false),
        ("depends_on", "growth fire", true),
        ("depends_on", "plan nrr", true),
        // A dangling link is for findings to report.
        ("causes", "churn gone", true),
        ("serves", "gone nrr", true),
    ];
    for (kind, ends, is_allowed) in allowed {
        let (from, to) = ends.split_once(' ').unwrap();
        let tree = with(sound(), "nodes/other", json!({ "kind": "objective" }));
        let tree = with(tree, "links/x", json!({ "from": from, "to": to, "type": kind }));
        assert_eq!(refusal(&tree).is_empty(), is_allowed, "{from} {kind} {to}: {}", refusal(&tree));
    }
}

#[test]
fn wrong_ends_and_self_links_name_what_was_found() {
    let wrong =
        with(sound(), "links/x", json!({ "from": "churn", "to": "growth", "type": "serves" }));
    assert_eq!(
        refusal(&wrong),
        "links/x: must lead from a kpi or objective to an objective, found driver \"churn\" → objective \"growth\""
    );
    let own = with(sound(), "links/x", json!({ "from": "nrr", "to": "nrr", "type": "causes" }));
    assert_eq!(refusal(&own), "links/x: must join two different nodes, found \"nrr\" at both ends");
    let gone =
        with(sound(), "links/x", json!({ "from": "gone", "to": "gone", "type": "depends_on" }));
    assert_eq!(
        refusal(&gone),
        "links/x: must join two different nodes, found \"gone\" at both ends"
    );
}

#[test]
fn deleted_and_archived_ends_still_have_a_kind() {
    for mark in ["deleted", "archived"] {
        let tree =
            with(sound(), &format!("nodes/growth/{mark}"), json!({ "at": "2026-01-01T00:00:00Z" }));
        assert_eq!(refusal(&tree), "");
        let wrong =
            with(tree, "links/x", json!({ "from": "churn", "to": "growth", "type": "serves" }));
        assert_ne!(refusal(&wrong), "");
    }
}

#[test]
fn every_problem_is_named_at_once() {
    let tree = with(sound(), "nodes/nrr/rank", json!("first"));
    let tree = with(tree, "nodes/x", json!({ "metric": { "act": "low" } }));
    let refused = refusal(&with(tree, "people/b b", json!({ "name": 3 })));
    let paths: Vec<_> = refused.lines().map(|line| line.split_once(": ").unwrap().0).collect();
    assert_eq!(
        paths,
        ["people/b b", "people/b b/name", "nodes/nrr/rank", "nodes/x/kind", "nodes/x/metric/act"]
    );
}

#[test]
fn a_key_named_twice_is_refused() {
    let refused = file::parse(
        r#"{"format": "causeway/1", "nodes": {"a": {"kind": "kpi"}, "a": {"kind": "kpi"}}, "x": [0, {"y": 1, "y": 1}]}"#,
    );
    assert_eq!(
        refused.unwrap_err().to_string(),
        "nodes/a: must name each key once, found the key twice\nx/1/y: must name each key once, found the key twice"
    );
}

#[test]
fn what_merges_can_make_is_not_refused() {
    let tree =
        with(sound(), "links/again", json!({ "from": "churn", "to": "nrr", "type": "causes" }));
    let tree = with(tree, "links/back", json!({ "from": "nrr", "to": "churn", "type": "causes" }));
    let tree =
        with(tree, "links/dangling", json!({ "from": "gone", "to": "nrr", "type": "causes" }));
    let tree = with(tree, "links/l1/effect", json!(-2));
    let tree = with(tree, "nodes/o2", json!({ "kind": "objective" }));
    let tree = with(tree, "links/s1", json!({ "from": "o2", "to": "growth", "type": "serves" }));
    let tree = with(tree, "links/s2", json!({ "from": "growth", "to": "o2", "type": "serves" }));
    let tree = with(tree, "nodes/nrr/metric/formula", json!("[nrr] / 0 +"));
    let tree = with(tree, "nodes/nrr/metric/watch", json!({ "low": 9, "high": 1 }));
    let tree = with(tree, "nodes/nrr/metric/act", json!({ "low": 9 }));
    let tree = with(tree, "nodes/growth/metric", json!({ "unit": "kept and ignored" }));
    let tree = with(tree, "nodes/nrr/owner", json!("nobody"));
    assert_eq!(refusal(&tree), "");
}
