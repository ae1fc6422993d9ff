//! What status and findings cost at 150, 1,000 and 10,000 nodes with 1.5 links each.
#![allow(missing_docs, reason = "criterion's macros make public items")]
#![allow(clippy::unwrap_used, reason = "a workspace that can't be built stops the bench")]
#![allow(clippy::cast_precision_loss, reason = "small numbers")]

use std::hint::black_box;

use causeway_insight::{Derived, Findings, Language};
use causeway_model::{Workspace, read, time::parse_date};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use serde_json::{Value, json};

/// Nodes and kpis of each size.
const SIZES: [(usize, usize); 3] = [(150, 15), (1_000, 100), (10_000, 200)];
const OBJECTIVES: usize = 5;

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

fn cost(criterion: &mut Criterion) {
    let today = parse_date("2026-03-31").unwrap();
    let mut group = criterion.benchmark_group("insight");
    group.sample_size(10);
    for (nodes, kpis) in SIZES {
        let workspace = workspace(nodes, kpis);
        group.bench_with_input(
            BenchmarkId::new("status", nodes),
            &workspace,
            |bench, workspace| {
                bench.iter(|| Derived::of(black_box(workspace), today));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("findings", nodes),
            &workspace,
            |bench, workspace| {
                bench.iter(|| Findings::of(black_box(workspace), &[], today, Language::English));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, cost);
criterion_main!(benches);
