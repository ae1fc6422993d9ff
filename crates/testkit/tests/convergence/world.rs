//! What the five begin with, and how they are joined.

use causeway_document::{ActorSeed, Document};
use causeway_model::Json;
use causeway_testkit::network::{Network, Who};
use serde_json::json;

/// The nodes that everybody works on.
pub(crate) const NODES: [&str; 8] =
    ["growth", "margin", "trust", "nrr", "churn", "support", "speed", "rollout"];

/// The objectives and initiatives among them, which have an order of importance.
pub(crate) const RANKED: [&str; 4] = ["growth", "margin", "trust", "rollout"];

/// The links that are there from the beginning.
pub(crate) const LINKS: [&str; 3] = ["l1", "l2", "l3"];

/// The people.
pub(crate) const PEOPLE: [&str; 5] = ["ana", "ben", "cid", "dee", "eve"];

pub(crate) fn tree() -> Json {
    json!({
        "format": "causeway/1",
        "workspace": "w-1",
        "people": {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}},
        "nodes": {
            "growth": {"kind": "objective", "title": "Growth", "rank": 1},
            "margin": {"kind": "objective", "title": "Margin", "rank": 2},
            "trust": {"kind": "objective", "title": "Trust"},
            "nrr": {"kind": "kpi", "title": "Net revenue retention"},
            "churn": {"kind": "kpi", "title": "Churn"},
            "support": {"kind": "driver", "title": "Support"},
            "speed": {"kind": "driver", "title": "Speed"},
            "rollout": {"kind": "initiative", "title": "Rollout"},
        },
        "links": {
            "l1": {"from": "churn", "to": "nrr", "type": "causes"},
            "l2": {"from": "nrr", "to": "growth", "type": "serves"},
            "l3": {"from": "support", "to": "churn", "type": "causes"},
        },
    })
}

/// Five peers who all have the workspace, in a star, a chain, or a ring with a shortcut.
pub(crate) fn five(seed: u64) -> (Network, Vec<Who>, Vec<(Who, Who)>) {
    let mut net = Network::seeded(seed);
    let all: Vec<Who> = PEOPLE.iter().map(|name| net.join(name)).collect();
    let pairs: &[(usize, usize)] = match seed % 4 {
        0 | 1 => &[(1, 0), (2, 0), (3, 0), (4, 0)],
        2 => &[(1, 0), (2, 1), (3, 2), (4, 3)],
        _ => &[(1, 0), (2, 1), (3, 2), (4, 3), (4, 0), (3, 0)],
    };
    let pairs: Vec<_> = pairs.iter().map(|(client, server)| (all[*client], all[*server])).collect();
    for (client, server) in &pairs {
        net.cable(*client, *server);
    }
    net.edit(all[1], |document| {
        *document = Document::from_tree(&tree(), ActorSeed([0xaa; 16])).unwrap();
    });
    net.settle();
    (net, all, pairs)
}
