//! Prints a map of so many nodes and one and a half times as many links, as a file that opens in the app.
//!
//! `grown_map NODES [bare]`: the nodes are placed where the layout puts them, unless they are to be bare of places.
//! The same number always gives the same map. Benchmarks draw it with different tools.
#![allow(clippy::unwrap_used, reason = "a map that can't be grown stops the bench")]
#![allow(clippy::print_stdout, reason = "printing the map is its purpose")]

use std::collections::BTreeSet;

use causeway_canvas::{LayoutCard, arrange, link_kind};
use causeway_model::{LinkKind, NodeId, NodeKind};
use serde_json::{Map, Value, json};

/// So many nodes hang together: a large map is that of a group of firms, not one tangle.
const TOGETHER: usize = 250;

/// Of so many nodes: objectives, then kpis, then drivers, then initiatives; the rest are risks.
const SHARES: [(f64, NodeKind); 4] = [
    (0.02, NodeKind::Objective),
    (0.12, NodeKind::Kpi),
    (0.88, NodeKind::Driver),
    (0.96, NodeKind::Initiative),
];

fn main() {
    let mut words = std::env::args().skip(1);
    let count = words.next().and_then(|word| word.parse().ok()).unwrap_or(150);
    let is_bare = words.next().as_deref() == Some("bare");
    println!("{}", grow(count, is_bare));
}

fn grow(count: usize, is_bare: bool) -> Value {
    let mut dice = Dice(7);
    let kinds: Vec<NodeKind> = (0..count).map(|at| kind(at, count)).collect();
    let links = links(&kinds, &mut dice);
    let cards: Vec<LayoutCard> = kinds
        .iter()
        .enumerate()
        .map(|(at, &kind)| LayoutCard { id: id(at), kind, placed: None })
        .collect();
    let pairs: Vec<(NodeId, NodeId)> =
        links.iter().map(|&(from, to, _)| (id(from), id(to))).collect();
    let places = if is_bare { causeway_canvas::Places::new() } else { arrange(&cards, &pairs) };
    let mut nodes = Map::new();
    for card in &cards {
        let mut node = node(card.kind, nodes.len(), &mut dice);
        if let Some(at) = places.get(&card.id) {
            node["position"] = json!({ "x": at.x.round(), "y": at.y.round() });
        }
        nodes.insert(card.id.to_string(), node);
    }
    let mut ties = Map::new();
    for (at, (from, to, kind)) in links.into_iter().enumerate() {
        let mut tie =
            json!({ "type": kind.as_str(), "from": id(from).as_str(), "to": id(to).as_str() });
        if kind == LinkKind::Causes {
            tie["polarity"] = (if dice.roll(3) == 0 { "-" } else { "+" }).into();
            tie["strength"] = ["weak", "moderate", "strong"][dice.roll(3)].into();
        }
        ties.insert(format!("l{at:05}"), tie);
    }
    json!({
        "format": "causeway/1",
        "workspace": format!("grown-{count}"),
        "title": format!("A map of {count}"),
        "people": { "ana": { "name": "Ana" }, "ben": { "name": "Ben" } },
        "nodes": nodes,
        "links": ties,
    })
}

/// What the node at this place is: the first of those that hang together are what the others lead to.
fn kind(at: usize, count: usize) -> NodeKind {
    let within = at % TOGETHER;
    let size = TOGETHER.min(count - (at - within));
    #[allow(clippy::cast_precision_loss, reason = "counts of nodes are far below 2^52")]
    let share = within as f64 / size as f64;
    let kind = SHARES.iter().find(|(below, _)| share < *below);
    kind.map_or(NodeKind::Risk, |(_, kind)| *kind)
}

/// One link from every node that leads anywhere, then half as many again.
fn links(kinds: &[NodeKind], dice: &mut Dice) -> Vec<(usize, usize, LinkKind)> {
    let wanted = kinds.len() * 3 / 2;
    let mut known = BTreeSet::new();
    let mut links = Vec::new();
    let draw = |from: usize, links: &mut Vec<_>, known: &mut BTreeSet<_>, dice: &mut Dice| {
        let first = from - from % TOGETHER;
        for _ in 0..20 {
            // What stands near the results gathers more links.
            let near = dice.roll(from - first) + 1;
            let to = first + dice.roll(near);
            if let Ok(kind) = link_kind(kinds[from], kinds[to])
                && from != to
                && known.insert((from, to))
            {
                links.push((from, to, kind));
                return;
            }
        }
    };
    for from in 0..kinds.len() {
        draw(from, &mut links, &mut known, dice);
    }
    for _ in 0..20 * wanted {
        if links.len() < wanted {
            let from = dice.roll(kinds.len());
            draw(from, &mut links, &mut known, dice);
        }
    }
    links
}

fn node(kind: NodeKind, at: usize, dice: &mut Dice) -> Value {
    const WORDS: [&str; 8] = [
        "Orders",
        "Onboarding",
        "Turnover",
        "Rework",
        "Service",
        "Pricing",
        "Delivery",
        "Training",
    ];
    let title = format!("{} of region {at}", WORDS[at % WORDS.len()]);
    let owner = if at.is_multiple_of(2) { "ana" } else { "ben" };
    let mut node = json!({ "kind": kind.as_str(), "title": title, "owner": owner });
    if kind.is_measured() && dice.roll(3) > 0 {
        let mut observations = Map::new();
        for month in 1..=4 {
            observations
                .insert(format!("2026-0{month}-28"), json!({ "value": 40 + dice.roll(60) }));
        }
        node["metric"] =
            json!({ "unit": "%", "watch": 70, "act": 55, "observations": observations });
    }
    node
}

fn id(at: usize) -> NodeId {
    format!("n{at:05}").parse().unwrap()
}

/// Numbers that only look random.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }
}
