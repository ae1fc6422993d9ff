//! The random maps that the engine is measured on.

#[cfg(target_arch = "wasm32")]
use causeway_insight::{
    Derived, Facts, Gathering, brief::Brief, findings::Search, words::Speaker, xray::Xray,
};
use causeway_insight::{Findings, Language};
use causeway_model::{Contested, Workspace, read, time::parse_date};
use serde_json::{Value, json};

const OBJECTIVES: usize = 5;

/// The day on which they are looked at.
const AS_OF: &str = "2026-03-31";
/// Where X-rays begin.
#[cfg(target_arch = "wasm32")]
const FROM: &str = "2025-12-29";

/// A map to measure on.
pub(crate) struct Map {
    workspace: Workspace,
    edits: u32,
}

impl Map {
    /// The map of so many nodes, with so many kpis among them.
    pub(crate) fn of(nodes: usize, kpis: usize) -> Self {
        Self { workspace: workspace(nodes, kpis), edits: 0 }
    }

    /// Works out everything, and returns how many findings there are.
    pub(crate) fn find(&self) -> usize {
        let today = parse_date(AS_OF).unwrap();
        Findings::of(&self.workspace, &[], today, Language::English).findings.len()
    }

    /// How long the longest step of a search takes that may pause between any two, by a clock.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn longest_step(&self, now: impl Fn() -> f64) -> f64 {
        let today = parse_date(AS_OF).unwrap();
        let mut longest = 0.0_f64;
        let mut began = now();
        let mut lap = || {
            let ended = now();
            longest = longest.max(ended - began);
            began = ended;
        };
        let mut gathering = Gathering::of(&self.workspace, today);
        lap();
        while gathering.step() {
            lap();
        }
        let facts = gathering.finish();
        lap();
        let mut search = Search::new(&facts, &[], Language::English);
        while search.step() {
            lap();
        }
        search.finish();
        lap();
        longest
    }

    /// How long it takes to judge every node, in milliseconds by a clock: what cards show after an edit.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn judging(&self, now: impl Fn() -> f64) -> f64 {
        let began = now();
        let derived = Derived::of(&self.workspace, parse_date(AS_OF).unwrap());
        let ended = now();
        drop(derived);
        ended - began
    }

    /// How long the brief and the X-ray of one kpi take once everything is found, in milliseconds by
    /// a clock; of all kpis, the one whose X-ray takes longest.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn pages(&self, now: impl Fn() -> f64) -> [f64; 2] {
        let today = parse_date(AS_OF).unwrap();
        let facts = Facts::of(&self.workspace, today);
        let found = Search::new(&facts, &[], Language::English).finish();
        let then = Facts::of(&self.workspace, Brief::since(&facts));
        let speaker = Speaker { facts: &facts, language: Language::English };
        let began = now();
        let findings = Findings::with(&facts, found);
        let brief = Brief::of(speaker, &findings, &then);
        let written = now() - began;
        drop(brief);
        let xray = |kpi| {
            let began = now();
            let xray = Xray::of(&facts, &findings, kpi, parse_date(FROM).unwrap(), today);
            let tables = xray.tables(speaker);
            let ended = now();
            drop((xray, tables));
            ended - began
        };
        let kpis = facts.of_kind(causeway_model::NodeKind::Kpi);
        [written, kpis.map(xray).fold(0.0, f64::max)]
    }

    /// Somebody corrects the latest value of the last driver.
    pub(crate) fn edit(&mut self) {
        self.edits += 1;
        let mut metrics = self.workspace.nodes.values_mut().rev();
        let metric = metrics.find_map(|node| node.metric.as_mut()).unwrap();
        let latest = metric.observations.values_mut().next_back().unwrap();
        latest.value = Contested::One(f64::from(self.edits));
    }
}

/// A layered map: links lead from later nodes to earlier ones, as drivers lead to results.
fn workspace(nodes: usize, kpis: usize) -> Workspace {
    let mut tree = json!({
        "format": "causeway/1", "title": "Bench", "cadence": "monthly",
        "functions": {"ops": {"name": "Ops"}, "sales": {"name": "Sales"}},
        "people": {"ana": {"name": "Ana", "function": "ops"}, "ben": {"name": "Ben", "function": "sales"}},
    });
    let mut seed = 7_u64;
    let mut roll = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % sides
    };
    for at in 0..nodes {
        let kind = match at {
            at if at < OBJECTIVES => "objective",
            at if at < OBJECTIVES + kpis => "kpi",
            at if at % 20 == 0 => "initiative",
            _ => "driver",
        };
        let mut node = json!({"kind": kind, "title": format!("Node {at}"), "owner": if roll(2) == 0 { "ana" } else { "ben" }});
        if matches!(kind, "kpi" | "driver") {
            let (start, slope) = (roll(100) as f64, roll(9) as f64 - 4.0);
            node["metric"] = json!({"watch": 30, "act": 15, "potential": 120, "value_per_unit": 1000,
                "baseline": {"value": 50, "on": "2025-07-01"}, "target": {"value": 80, "by": "2026-06-30"}});
            for index in 0..9 {
                let month = 2025 * 12 + 6 + index;
                let on = format!("{:04}-{:02}-28", month / 12, month % 12 + 1);
                node["metric"]["observations"][on]["value"] =
                    json!(start + slope * f64::from(index) + roll(3) as f64);
            }
        }
        tree["nodes"][format!("n{at:05}")] = node;
    }
    for at in 0..nodes * 3 / 2 {
        let to = OBJECTIVES + roll(nodes - OBJECTIVES - 1);
        let from = to + 1 + roll(nodes - to - 1);
        tree["links"][format!("l{at:05}")] = link(from, to, roll(8));
    }
    for at in 0..kpis.min(20) {
        tree["links"][format!("s{at}")] = json!({"from": format!("n{:05}", OBJECTIVES + at), "to": format!("n{:05}", at % OBJECTIVES), "type": "serves"});
    }
    read::workspace(&tree).value
}

fn link(from: usize, to: usize, dice: usize) -> Value {
    json!({"from": format!("n{from:05}"), "to": format!("n{to:05}"), "type": "causes", "lag_days": dice * 7,
        "polarity": if dice < 2 { "-" } else { "+" }, "strength": (dice + 1) as f64 / 10.0})
}
