//! Seeded random workspaces in which most rules speak.

use causeway_model::Json;
use serde_json::json;

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
        // A term may stand bare or in brackets.
        metric["formula"] = json!(format!("{a} {} [{b}]", dice.one(&["+", "-", "*", "/"])));
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

pub(crate) fn workspace(seed: u64) -> Json {
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
