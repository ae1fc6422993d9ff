//! Chooses the column of each card: as far to the right as its links allow.

use std::collections::BTreeSet;

use causeway_model::NodeKind;

use super::graph::Graph;

/// The column of each card, from 0 at the left. Every link leads to a column further right.
///
/// `links` must be free of loops. Objectives stand in the last column, what serves them before it. A card that
/// leads nowhere yet keeps the column of its kind, so that a loose driver doesn't stand among the objectives.
pub(super) fn columns(graph: &Graph, links: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut behind = vec![Vec::new(); graph.len()];
    let mut open = vec![0_usize; graph.len()];
    for &(from, to) in links {
        behind[to].push(from);
        open[from] += 1;
    }
    let mut from_right: Vec<usize> = graph.kinds.iter().map(|_| 0).collect();
    let mut ready: Vec<usize> = (0..graph.len()).filter(|&card| open[card] == 0).collect();
    for &card in &ready {
        from_right[card] = usual_distance(graph, graph.kinds[card]);
    }
    while let Some(card) = ready.pop() {
        for &before in &behind[card] {
            from_right[before] = from_right[before].max(from_right[card] + 1);
            open[before] -= 1;
            if open[before] == 0 {
                ready.push(before);
            }
        }
    }
    let farthest = from_right.iter().copied().max().unwrap_or(0);
    from_right.into_iter().map(|distance| farthest - distance).collect()
}

/// How far from the last column a card of this kind stands that leads nowhere.
fn usual_distance(graph: &Graph, kind: NodeKind) -> usize {
    let last = |card: &NodeKind| match card {
        NodeKind::Objective => 0,
        NodeKind::Kpi => 1,
        NodeKind::Driver | NodeKind::Initiative | NodeKind::Risk => 2,
    };
    let nearest = graph.kinds.iter().map(last).min().unwrap_or(0);
    last(&kind) - nearest
}
