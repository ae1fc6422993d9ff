//! What must hold for any workspace at all, tried on seeded random ones.
#![allow(clippy::unwrap_used, reason = "a workspace that can't be built fails its test")]
#![allow(clippy::cast_precision_loss, reason = "small numbers")]

use causeway_insight::{Findings, Language};
use causeway_model::{Json, read, time::parse_date};
use serde_json::json;

const AS_OF: &str = "2026-03-31";
const SEEDS: u64 = 60;

/// A small seeded generator of random numbers (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    fn often(&mut self, of_ten: u64) -> bool {
        self.roll(10) < of_ten
    }

    fn one<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()]
    }

    fn figure(&mut self) -> f64 {
        self.roll(400) as f64 / 4.0
    }

    fn day(&mut self) -> String {
        let month = 2025 * 12 + 9 + self.roll(8);
        format!("{:04}-{:02}-{:02}", month / 12, month % 12 + 1, self.roll(28) + 1)
    }

    fn node(&mut self, nodes: u64) -> String {
        format!("n{:02}", self.roll(nodes))
    }

    /// Now and then in conflict with another value that would do as well.
    fn contested(&mut self, value: Json) -> Json {
        let other = match value.as_str() {
            Some("+") => json!("-"),
            Some("-") => json!("+"),
            Some(_) => json!("cy"),
            None => json!(7),
        };
        if self.roll(25) == 0 && other != value {
            json!({"conflict": [value, other]})
        } else {
            value
        }
    }
}

fn bound(dice: &mut Dice, direction: &str) -> Json {
    let fits = dice.roll(12) > 0;
    if (direction == "range") == fits {
        let low = dice.figure();
        json!({"low": low, "high": low + dice.figure()})
    } else {
        json!(dice.figure())
    }
}

fn metric(dice: &mut Dice, nodes: u64) -> Json {
    let direction = dice.one(&["up", "up", "down", "range"]);
    let mut metric = json!({
        "direction": direction,
        "cadence": dice.one(&["daily", "weekly", "monthly", "monthly", "quarterly"]),
        "lever": dice.one(&["input", "process", "outcome"]),
    });
    if dice.often(7) {
        metric["baseline"] = json!({"value": dice.figure(), "on": dice.day()});
        metric["potential"] = json!(dice.figure() + 200.0);
    }
    if dice.often(6) {
        let target = dice.figure();
        metric["target"] = json!({"value": dice.contested(json!(target)), "by": dice.day()});
    }
    if dice.often(6) {
        let (watch, act) = (bound(dice, direction), bound(dice, direction));
        metric["watch"] = dice.contested(watch);
        metric["act"] = dice.contested(act);
    }
    for key in ["value_per_unit", "capacity"] {
        if dice.often(3) {
            metric[key] = json!(dice.figure());
        }
    }
    if dice.often(3) {
        metric["benchmark"] = json!({"value": dice.figure()});
    }
    if dice.roll(8) == 0 {
        let (a, b) = (dice.node(nodes), dice.node(nodes));
        metric["formula"] = json!(format!("[{a}] {} [{b}]", dice.one(&["+", "-", "*", "/"])));
        return metric;
    }
    let (start, slope) = (dice.figure(), dice.roll(21) as f64 - 10.0);
    for index in 0..dice.roll(11) {
        let month = 2025 * 12 + 5 + index;
        let value = start + slope * index as f64 + dice.roll(5) as f64;
        let on = format!("{:04}-{:02}-28", month / 12, month % 12 + 1);
        metric["observations"][&on]["value"] = dice.contested(json!(value));
        if dice.roll(6) == 0 {
            metric["observations"][&on]["entered"] = json!(dice.day());
        }
    }
    metric
}

fn node(dice: &mut Dice, at: u64, nodes: u64) -> Json {
    let kind = dice.one(&[
        "objective",
        "kpi",
        "kpi",
        "kpi",
        "driver",
        "driver",
        "driver",
        "initiative",
        "risk",
    ]);
    let mut node = json!({"kind": kind, "title": format!("Title {at}")});
    if dice.often(8) {
        let owner = json!(dice.one(&["ana", "ben", "cy", "ghost"]));
        node["owner"] = dice.contested(owner);
    }
    if dice.often(2) {
        node["function"] = json!(dice.one(&["ops", "sales"]));
    }
    match kind {
        "kpi" | "driver" => {
            if dice.often(9) {
                node["metric"] = metric(dice, nodes);
            }
            if dice.often(4) {
                node["contract"] = json!({"conversation": "why", "respond_hours": dice.roll(100),
                    "stop_authority": "ana", "escalation": {"s": {"to": "ben", "after_hours": dice.roll(200)}}});
            }
            if dice.often(4) {
                node["maturity"] =
                    json!({"process": {"level": dice.roll(5) + 1, "assessed": dice.day()}});
            }
        }
        "objective" if dice.often(7) => node["rank"] = json!(dice.roll(4) + 1),
        "initiative" => {
            node["initiative"] = json!({"status": dice.one(&["on_track", "at_risk", "off_track", "done", "stopped"]),
                "budget": dice.figure(), "end": dice.day(),
                "milestones": {"m": {"due": dice.day(), "done_on": dice.day(), "evidence": dice.one(&["", "seen"])}},
                "claims": {dice.node(nodes): {"amount": dice.figure(), "on": dice.day()}}});
        }
        "risk" => {
            node["risk"] = json!({"likelihood": dice.one(&["low", "medium", "high"]), "impact": dice.one(&["medium", "high"]), "sign": dice.node(nodes)});
        }
        _ => {}
    }
    if dice.roll(15) == 0 {
        node["archived"] = json!({"at": format!("{}T00:00:00Z", dice.day())});
    }
    node
}

fn link(dice: &mut Dice, nodes: u64) -> Json {
    let kind = dice.one(&["causes", "causes", "causes", "serves", "depends_on"]);
    let mut link = json!({"from": dice.node(nodes), "to": dice.node(nodes + 1), "type": kind});
    if kind == "causes" {
        let polarity = json!(dice.one(&["+", "-"]));
        link["polarity"] = dice.contested(polarity);
        link["strength"] = json!(dice.roll(11) as f64 / 10.0);
        link["lag_days"] = json!(dice.roll(90));
        if dice.roll(5) == 0 {
            link["effect"] = json!(dice.figure() - 50.0);
        }
    }
    link
}

fn workspace(seed: u64) -> Json {
    let mut dice = Dice(seed);
    let nodes = 4 + dice.roll(12);
    let mut tree = json!({
        "format": "causeway/1", "title": "Random", "cadence": "monthly",
        "limits": {"priorities": 2, "kpis_per_person": 3, "kpis_per_function": 4},
        "functions": {"ops": {"name": "Ops"}, "sales": {"name": "Sales"}},
        "people": {"ana": {"name": "Ana", "function": "ops"}, "ben": {"name": "Ben", "function": "sales"}, "cy": {"name": "Cy"}},
    });
    for at in 0..nodes {
        tree["nodes"][format!("n{at:02}")] = node(&mut dice, at, nodes);
    }
    for at in 0..nodes * 3 / 2 {
        tree["links"][format!("l{at:02}")] = link(&mut dice, nodes);
    }
    for at in 0..dice.roll(4) {
        tree["actions"][format!("a{at}")] = json!({"node": dice.node(nodes), "plan": "p", "owner": "ana", "opened": dice.day(), "due": dice.day(), "done_on": dice.day()});
        tree["decisions"][format!("d{at}")] = json!({"title": "D", "raised": {"on": dice.day()}, "made": {"on": dice.day()}, "revisit": {"on": dice.day()}, "nodes": {dice.node(nodes): true, dice.node(nodes): true}});
    }
    tree
}

fn findings(tree: &Json) -> Findings {
    let reading = read::workspace(tree);
    Findings::of(&reading.value, &reading.problems, parse_date(AS_OF).unwrap(), Language::English)
}

/// What is compared: code, subject, severity, state.
fn rows(findings: &Findings) -> Vec<String> {
    let mut rows: Vec<String> = findings
        .findings
        .iter()
        .map(|found| {
            format!("{} {:?} {:?} {:?}", found.code, found.subject, found.severity, found.state)
        })
        .collect();
    rows.sort();
    rows
}

/// Puts another text for every node's id, which keeps their order.
fn renamed(tree: &Json) -> Json {
    let mut text = tree.to_string();
    for at in 0..20 {
        text = text.replace(&format!("n{at:02}"), &format!("other-{at:02}x"));
    }
    serde_json::from_str(&text).unwrap()
}

#[test]
fn nothing_panics_and_every_figure_is_finite() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..SEEDS * 2 {
        let found = findings(&workspace(seed));
        let finite = |figure: Option<f64>| figure.is_none_or(f64::is_finite);
        assert!(found.leakage.is_finite());
        assert!(found.status.values().all(|standing| finite(standing.value)), "seed {seed}");
        for finding in &found.findings {
            seen.insert(finding.code);
            assert!(finite(finding.money), "seed {seed}");
            let text = format!("{} {} {}", finding.title, finding.why, finding.next);
            assert!(
                !text.contains(['{', '}']) && !text.contains("NaN"),
                "seed {seed}: {} {text}",
                finding.code
            );
        }
    }
    assert!(seen.len() >= 40, "the random workspaces reach {} rules only: {seen:?}", seen.len());
}

#[test]
fn absurd_figures_stay_finite() {
    for seed in 0..SEEDS {
        let mut tree = workspace(seed);
        for node in tree["nodes"].as_object_mut().unwrap().values_mut() {
            for by in [1e306, 1e-306] {
                let mut metric = node["metric"].take();
                scale(&mut metric, if seed % 2 == 0 { by } else { 1e306 });
                node["metric"] = metric;
            }
        }
        let found = findings(&tree);
        assert!(found.leakage.is_finite(), "seed {seed}");
        assert!(
            found.findings.iter().all(|finding| finding.money.is_none_or(f64::is_finite)),
            "seed {seed}"
        );
        let words = found
            .findings
            .iter()
            .flat_map(|finding| finding.why.split(|letter: char| !letter.is_alphabetic()));
        assert!(words.into_iter().all(|word| word != "NaN" && word != "inf"), "seed {seed}");
    }
}

#[test]
fn renaming_ids_in_their_order_changes_only_the_ids() {
    for seed in 0..SEEDS {
        let tree = workspace(seed);
        let before =
            serde_json::from_str::<Json>(&renamed(&findings(&tree).to_json()).to_string()).unwrap();
        assert_eq!(findings(&renamed(&tree)).to_json(), before, "seed {seed}");
    }
}

#[test]
fn nodes_without_owner_function_or_money_change_no_finding_of_the_others() {
    for seed in 0..SEEDS {
        let mut tree = workspace(seed);
        let before = rows(&findings(&tree));
        for at in 0..3 {
            tree["nodes"][format!("m{at}")] =
                json!({"kind": "driver", "title": "More", "metric": {"unit": "x"}});
        }
        let mut after = rows(&findings(&tree));
        after.retain(|row| !row.contains("\"m"));
        assert_eq!(after, before, "seed {seed}");
    }
}

#[test]
fn what_is_dated_after_today_changes_nothing() {
    for seed in 0..SEEDS {
        let tree = workspace(seed);
        let mut later = tree.clone();
        let ids: Vec<String> = tree["nodes"].as_object().unwrap().keys().cloned().collect();
        for id in &ids {
            if !tree["nodes"][id]["metric"].is_null()
                && tree["nodes"][id]["metric"]["formula"].is_null()
            {
                later["nodes"][id]["metric"]["observations"]["2026-04-01"]["value"] = json!(1e6);
            }
            if tree["nodes"][id]["archived"].is_null() {
                later["nodes"][id]["archived"] = json!({"at": "2026-04-01T00:00:00Z"});
            }
            later["actions"][format!("later-{id}")] = json!({"node": id, "plan": "p", "owner": "ana", "opened": "2026-04-01", "due": "2026-05-01"});
        }
        let named: serde_json::Map<String, Json> =
            ids.iter().map(|id| (id.clone(), json!(true))).collect();
        later["decisions"]["later"] = json!({"title": "L", "made": {"on": "2026-04-01"}, "raised": {"on": "2026-04-01"}, "nodes": named});
        later["rules"]["later"] = json!({"between": named, "on": "2026-04-01"});
        later["reviews"]["later"] = json!({"held": {"to": "2026-04-01T10:00:00Z"}});
        for link in later["links"].as_object_mut().unwrap().values_mut() {
            link["evidence"]["later"] = json!({"on": "2026-04-01", "verdict": "contradicts"});
            link["deleted"] = json!({"at": "2026-04-01T00:00:00Z"});
        }
        assert_eq!(findings(&later).to_json(), findings(&tree).to_json(), "seed {seed}");
    }
}

fn scale(value: &mut Json, by: f64) {
    match value {
        Json::Number(number) => *value = json!(number.as_f64().unwrap() * by),
        Json::Object(map) => map.values_mut().for_each(|inner| scale(inner, by)),
        Json::Array(list) => list.iter_mut().for_each(|inner| scale(inner, by)),
        _ => {}
    }
}

/// The same workspace with one metric counted in thousandths.
fn in_thousandths(tree: &Json, id: &str) -> Json {
    let mut tree = tree.clone();
    let metric = &mut tree["nodes"][id]["metric"];
    for key in
        ["baseline", "target", "potential", "benchmark", "watch", "act", "capacity", "observations"]
    {
        if !metric[key].is_null() {
            scale(&mut metric[key], 1000.0);
        }
    }
    if !metric["value_per_unit"].is_null() {
        scale(&mut metric["value_per_unit"], 0.001);
    }
    for node in tree["nodes"].as_object_mut().unwrap().values_mut() {
        if let Some(formula) = node["metric"]["formula"].as_str() {
            node["metric"]["formula"] =
                json!(formula.replace(&format!("[{id}]"), &format!("([{id}] / 1000)")));
        }
        if !node["initiative"]["claims"][id].is_null() {
            scale(&mut node["initiative"]["claims"][id]["amount"], 1000.0);
        }
    }
    for link in
        tree["links"].as_object_mut().unwrap().values_mut().filter(|link| !link["effect"].is_null())
    {
        if link["from"] == id {
            scale(&mut link["effect"], 0.001);
        }
        if link["to"] == id {
            scale(&mut link["effect"], 1000.0);
        }
    }
    tree
}

#[test]
fn counting_a_metric_in_thousandths_changes_no_finding() {
    let mut tried = 0;
    for seed in 0..SEEDS {
        let tree = workspace(seed);
        let nodes = tree["nodes"].as_object().unwrap();
        let fits = |node: &&Json| {
            node["metric"]["potential"].is_number() && node["metric"]["formula"].is_null()
        };
        let Some((id, _)) = nodes.iter().find(|(_, node)| fits(node)) else { continue };
        tried += 1;
        assert_eq!(
            rows(&findings(&in_thousandths(&tree, id))),
            rows(&findings(&tree)),
            "seed {seed}, {id}"
        );
    }
    assert!(tried > 30);
}
