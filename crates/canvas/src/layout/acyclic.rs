//! Turns round the links that would close a loop, so that columns can be counted.
//!
//! Only the layout sees them turned; they are drawn as they are, back against the flow.

use std::collections::BTreeSet;

use causeway_model::NodeKind;
use causeway_model::order::{Arrange as _, gathered};

use super::graph::Graph;

/// The links of the graph, with as few as is easily found turned round so that none closes a loop.
///
/// Where a loop has a link against the flow of kinds, as from a kpi back to a driver, that is the one turned.
pub(super) fn without_loops(graph: &Graph) -> BTreeSet<(usize, usize)> {
    let links = objectives_last(graph);
    let (against, along): (BTreeSet<_>, BTreeSet<_>) =
        links.into_iter().partition(|&(from, to)| flow(graph.kinds[from]) > flow(graph.kinds[to]));
    let turned = closing(graph, &along);
    let along = along
        .into_iter()
        .map(|(from, to)| if turned.contains(&(from, to)) { (to, from) } else { (from, to) });
    let mut straight: BTreeSet<(usize, usize)> = gathered(along);
    let mut ahead = vec![Vec::new(); graph.len()];
    for &(from, to) in &straight {
        ahead[from].push(to);
    }
    for (from, to) in against {
        let (from, to) = if leads(&ahead, to, from) { (to, from) } else { (from, to) };
        if straight.insert((from, to)) {
            ahead[from].push(to);
        }
    }
    straight
}

/// The links on which a walk from where the flow begins comes back to where it was.
fn closing(graph: &Graph, links: &BTreeSet<(usize, usize)>) -> BTreeSet<(usize, usize)> {
    let mut ahead = vec![Vec::new(); graph.len()];
    let mut entered = vec![false; graph.len()];
    for &(from, to) in links {
        ahead[from].push(to);
        entered[to] = true;
    }
    let mut starts: Vec<usize> = (0..graph.len()).collect();
    starts.arrange_by_key(|&card| (entered[card], flow(graph.kinds[card]), card));
    let mut walk = Walk { ahead, state: vec![State::Unseen; graph.len()], turned: BTreeSet::new() };
    for start in starts {
        walk.from(start);
    }
    walk.turned
}

/// Whether links lead from one card to the other.
fn leads(ahead: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; ahead.len()];
    let mut waiting = vec![from];
    while let Some(card) = waiting.pop() {
        if card == to {
            return true;
        }
        if !std::mem::replace(&mut seen[card], true) {
            waiting.extend(&ahead[card]);
        }
    }
    false
}

/// An objective that depends on something still lies at the end of the flow.
fn objectives_last(graph: &Graph) -> BTreeSet<(usize, usize)> {
    let is_objective = |card: usize| graph.kinds[card] == NodeKind::Objective;
    graph
        .links
        .iter()
        .map(
            |&(from, to)| {
                if is_objective(from) && !is_objective(to) { (to, from) } else { (from, to) }
            },
        )
        .collect()
}

fn flow(kind: NodeKind) -> u8 {
    match kind {
        NodeKind::Initiative | NodeKind::Risk => 0,
        NodeKind::Driver => 1,
        NodeKind::Kpi => 2,
        NodeKind::Objective => 3,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unseen,
    OnTheWay,
    Done,
}

struct Walk {
    ahead: Vec<Vec<usize>>,
    state: Vec<State>,
    turned: BTreeSet<(usize, usize)>,
}

impl Walk {
    /// Depth first, with a stack of its own: a map may be a chain of thousands.
    fn from(&mut self, start: usize) {
        if self.state[start] != State::Unseen {
            return;
        }
        self.state[start] = State::OnTheWay;
        let mut way = vec![(start, 0)];
        while let Some(&(card, next)) = way.last() {
            let Some(&to) = self.ahead[card].get(next) else {
                self.state[card] = State::Done;
                way.pop();
                continue;
            };
            if let Some(last) = way.last_mut() {
                last.1 += 1;
            }
            match self.state[to] {
                State::Unseen => {
                    self.state[to] = State::OnTheWay;
                    way.push((to, 0));
                }
                State::OnTheWay => {
                    self.turned.insert((card, to));
                }
                State::Done => {}
            }
        }
    }
}
