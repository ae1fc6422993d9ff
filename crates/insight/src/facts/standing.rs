//! The status of every node.

use causeway_model::{
    initiative::Degree,
    node::{Node, NodeKind},
};

use crate::{
    facts::Facts,
    status::{NodeStatus, Status},
};

/// How a node stands by itself; of an objective only what serves it says so.
pub(super) fn on_its_own(facts: &Facts<'_>, place: usize) -> NodeStatus {
    match facts.kind(place) {
        NodeKind::Kpi | NodeKind::Driver => measured(facts, place),
        NodeKind::Initiative => NodeStatus::bare(facts.work_status(place)),
        NodeKind::Risk => NodeStatus::bare(risk(facts.node(place))),
        NodeKind::Objective => NodeStatus::NOTHING,
    }
}

/// How the objectives stand, each after all that serves it, with how all other nodes do.
pub(super) fn objectives(facts: &Facts<'_>) -> Vec<NodeStatus> {
    let mut found = facts.statuses.clone();
    for objective in facts.objectives_in_order() {
        let serving = facts.serves().iter().filter(|link| link.to == objective);
        let worst = serving.map(|link| found[link.from].status).max();
        found[objective] = NodeStatus::bare(worst.unwrap_or(Status::NoData));
    }
    found
}

fn measured(facts: &Facts<'_>, place: usize) -> NodeStatus {
    let Some(measure) = facts.measure(place) else { return NodeStatus::NOTHING };
    NodeStatus {
        status: measure.status(),
        stale: measure.is_stale,
        trend: measure.trend(),
        value: measure.latest().map(|point| point.value),
        on: measure.latest().map(|point| point.on),
    }
}

/// Act for high × high, watch for high × medium, unknown without either of the two.
fn risk(node: &Node) -> Status {
    let rated = node.risk.as_ref().and_then(|risk| risk.likelihood.zip(risk.impact));
    match rated {
        None => Status::Unknown,
        Some((Degree::High, Degree::High)) => Status::Act,
        Some((Degree::High, Degree::Medium) | (Degree::Medium, Degree::High)) => Status::Watch,
        Some(_) => Status::Ok,
    }
}
