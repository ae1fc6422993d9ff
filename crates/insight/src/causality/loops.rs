//! Loops: which nodes feed back on themselves, and the shortest way round.

use std::collections::{BTreeSet, VecDeque};

use crate::causality::Graph;

/// The strongly connected sets of two or more nodes, each sorted, in the order of their first.
///
/// Tarjan's algorithm with its own stack, so that a long chain can't exhaust the call stack.
pub fn components(graph: &Graph) -> Vec<Vec<usize>> {
    let mut search = Search {
        graph,
        found: Vec::new(),
        order: vec![None; graph.len()],
        low: vec![0; graph.len()],
        open: vec![false; graph.len()],
        stack: Vec::new(),
        calls: Vec::new(),
        count: 0,
    };
    for root in 0..graph.len() {
        // Where nothing leads on, nothing leads back.
        if search.order[root].is_none() && !graph.outward(root).is_empty() {
            search.visit(root);
        }
    }
    search.found.sort();
    search.found
}

struct Search<'a> {
    graph: &'a Graph,
    found: Vec<Vec<usize>>,
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    open: Vec<bool>,
    stack: Vec<usize>,
    /// The visits that wait for another, each with how many of its edges it has tried.
    calls: Vec<(usize, usize)>,
    count: usize,
}

impl Search<'_> {
    fn visit(&mut self, root: usize) {
        self.enter(root);
        while let Some((at, tried)) = self.calls.pop() {
            let Some(edge) = self.graph.outward(at).get(tried) else {
                self.leave(at);
                if let Some((caller, _)) = self.calls.last() {
                    self.low[*caller] = self.low[*caller].min(self.low[at]);
                }
                continue;
            };
            self.calls.push((at, tried + 1));
            match self.order[edge.end] {
                None => self.enter(edge.end),
                Some(order) if self.open[edge.end] => self.low[at] = self.low[at].min(order),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.calls.push((node, 0));
        self.order[node] = Some(self.count);
        self.low[node] = self.count;
        self.count += 1;
        self.open[node] = true;
        self.stack.push(node);
    }

    /// Closes the component that `node` is the root of, if it is one.
    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        let begin = self.stack.iter().rposition(|member| *member == node).unwrap_or(0);
        let component = &mut self.stack[begin..];
        for member in &*component {
            self.open[*member] = false;
        }
        if component.len() > 1 {
            component.sort_unstable();
            self.found.push(component.to_vec());
        }
        self.stack.truncate(begin);
    }
}

/// The shortest loop from the first of `component` back to it, its places in order, begun and
/// ended by that node; on a tie the one whose places come first.
///
/// `None` where no edge leads back.
pub fn shortest_loop(graph: &Graph, component: &[usize]) -> Option<Vec<usize>> {
    let start = *component.first()?;
    let within: BTreeSet<usize> = component.iter().copied().collect();
    let distances = distances_to(graph, start, &within);
    let mut places = vec![start];
    let mut at = start;
    loop {
        // Of the next nodes, edges being sorted, the first that is nearest to home.
        let next = graph
            .outward(at)
            .iter()
            .filter(|edge| within.contains(&edge.end))
            .filter_map(|edge| {
                Some((if edge.end == start { 0 } else { distances[edge.end]? }, edge.end))
            })
            .min()?
            .1;
        places.push(next);
        if next == start {
            return Some(places);
        }
        at = next;
    }
}

/// How many links each node is away from `target`, going forward within the set.
fn distances_to(graph: &Graph, target: usize, within: &BTreeSet<usize>) -> Vec<Option<usize>> {
    let mut distances = vec![None; graph.len()];
    let mut waiting = VecDeque::from([(target, 0)]);
    while let Some((at, distance)) = waiting.pop_front() {
        for edge in graph.inward(at) {
            if within.contains(&edge.end) && edge.end != target && distances[edge.end].is_none() {
                distances[edge.end] = Some(distance + 1);
                waiting.push_back((edge.end, distance + 1));
            }
        }
    }
    distances
}

#[cfg(test)]
mod tests {
    use super::{components, shortest_loop};
    use crate::causality::Graph;

    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        Graph::new(nodes, edges.iter().map(|(from, to)| (*from, *to, 0.5, 0.0)).collect())
    }

    #[test]
    fn two_loops_that_share_a_node_are_one_component() {
        let found =
            components(&graph(6, &[(0, 1), (1, 2), (2, 1), (2, 3), (3, 2), (4, 5), (5, 4)]));
        assert_eq!(found, [vec![1, 2, 3], vec![4, 5]]);
    }

    #[test]
    fn a_chain_has_no_component_however_long() {
        let chain: Vec<_> = (0..50_000).map(|at| (at, at + 1)).collect();
        assert!(components(&graph(50_001, &chain)).is_empty());
    }

    #[test]
    fn the_shortest_way_home_ends_where_it_began() {
        let graph = graph(5, &[(0, 1), (1, 2), (2, 0), (0, 3), (3, 4), (4, 0), (4, 3)]);
        assert_eq!(shortest_loop(&graph, &[0, 1, 2, 3, 4]), Some(vec![0, 1, 2, 0]));
        assert_eq!(shortest_loop(&graph, &[]), None);
    }

    #[test]
    fn a_loop_that_leads_into_an_earlier_one_is_one_of_its_own() {
        let graph = graph(4, &[(0, 1), (1, 0), (2, 3), (3, 2), (3, 1)]);
        assert_eq!(components(&graph), [[0, 1], [2, 3]]);
    }

    #[test]
    fn a_short_way_home_by_way_of_a_later_node_is_the_shortest() {
        let graph = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 0), (0, 4), (4, 0)]);
        assert_eq!(shortest_loop(&graph, &[0, 1, 2, 3, 4]), Some(vec![0, 4, 0]));
        let graph = self::graph(6, &[(0, 1), (1, 2), (2, 3), (3, 0), (0, 4), (4, 5), (5, 0)]);
        assert_eq!(shortest_loop(&graph, &[0, 1, 2, 3, 4, 5]), Some(vec![0, 4, 5, 0]));
    }
}
