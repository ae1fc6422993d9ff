//! The causal graph: `causes` links and formula terms, one edge between two nodes.

/// One edge: the node at the other end moves, or is moved, by this share of its span.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The place of the node at the other end.
    pub end: usize,
    /// Spans of the target for one span of the source, from −1 to 1.
    pub coefficient: f64,
    /// Days until the effect arrives.
    pub lag_days: f64,
}

/// A sparse directed graph; edges of a node are in the order of their other ends.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    into: Edges,
    out: Edges,
}

/// The edges at one end of every node: those of each in one piece, node after node.
#[derive(Debug, Clone, Default)]
struct Edges {
    all: Vec<Edge>,
    /// Where the edges of each node begin, and where the last ones end.
    begins: Vec<usize>,
}

impl Edges {
    /// Edges that each come with the node they are at, which is counted in `counts`; those of one node are in order.
    fn new(counts: &[usize], edges: impl Iterator<Item = (usize, Edge)>) -> Self {
        let mut begins = Vec::with_capacity(counts.len() + 1);
        let mut end = 0;
        begins.push(end);
        for count in counts {
            end += count;
            begins.push(end);
        }
        let mut all = vec![Edge { end: 0, coefficient: 0.0, lag_days: 0.0 }; end];
        let mut next = begins.clone();
        for (at, edge) in edges {
            all[next[at]] = edge;
            next[at] += 1;
        }
        Self { all, begins }
    }

    fn of(&self, node: usize) -> &[Edge] {
        let ends = self.begins.get(node).zip(self.begins.get(node + 1));
        ends.map_or(&[], |(begin, end)| &self.all[*begin..*end])
    }
}

impl Graph {
    /// A graph of `nodes` places from `(from, to, coefficient, lag in days)`.
    ///
    /// Expects every pair at most once, no loops onto itself, and ends below `nodes`; what
    /// breaks that is left out.
    pub fn new(nodes: usize, mut edges: Vec<(usize, usize, f64, f64)>) -> Self {
        edges.retain(|(from, to, ..)| from != to && *from < nodes && *to < nodes);
        edges.sort_by_key(|(from, to, ..)| (*from, *to));
        edges.dedup_by_key(|(from, to, ..)| (*from, *to));
        let (mut outward, mut inward) = (vec![0; nodes], vec![0; nodes]);
        for (from, to, ..) in &edges {
            outward[*from] += 1;
            inward[*to] += 1;
        }
        let edge = |end, coefficient, lag_days| Edge { end, coefficient, lag_days };
        let out = edges.iter().map(|(from, to, share, lag)| (*from, edge(*to, *share, *lag)));
        let into = edges.iter().map(|(from, to, share, lag)| (*to, edge(*from, *share, *lag)));
        Self { into: Edges::new(&inward, into), out: Edges::new(&outward, out) }
    }

    /// How many nodes it has.
    pub fn len(&self) -> usize {
        self.into.begins.len().saturating_sub(1)
    }

    /// Whether it has no nodes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The edges that end at `node`; `end` is where they come from.
    pub fn inward(&self, node: usize) -> &[Edge] {
        self.into.of(node)
    }

    /// The edges that begin at `node`; `end` is where they lead.
    pub fn outward(&self, node: usize) -> &[Edge] {
        self.out.of(node)
    }

    /// The edge from one node to another, if there is one.
    pub fn between(&self, from: usize, to: usize) -> Option<&Edge> {
        let edges = self.inward(to);
        edges.get(edges.binary_search_by_key(&from, |edge| edge.end).ok()?)
    }

    /// Every node with a walk to `node`, itself only where it is in a loop; sorted.
    pub fn upstream(&self, node: usize) -> Vec<usize> {
        self.reached(node, |at| self.inward(at))
    }

    /// Every node that `node` has a walk to, itself only where it is in a loop; sorted.
    pub fn downstream(&self, node: usize) -> Vec<usize> {
        self.reached(node, |at| self.outward(at))
    }

    fn reached<'a>(&'a self, start: usize, edges: impl Fn(usize) -> &'a [Edge]) -> Vec<usize> {
        let mut seen = vec![false; self.len()];
        let mut found: Vec<usize> = Vec::new();
        let mut see = |at: usize, found: &mut Vec<usize>| {
            for edge in edges(at) {
                if !std::mem::replace(&mut seen[edge.end], true) {
                    found.push(edge.end);
                }
            }
        };
        see(start, &mut found);
        let mut looked_from = 0;
        while let Some(at) = found.get(looked_from).copied() {
            looked_from += 1;
            see(at, &mut found);
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn a_node_is_upstream_of_itself_only_in_a_loop() {
        let graph = Graph::new(4, vec![(0, 1, 1.0, 0.0), (1, 2, 1.0, 0.0), (2, 1, 1.0, 0.0)]);
        assert_eq!(graph.upstream(2), [0, 1, 2]);
        assert_eq!(graph.upstream(0), [0; 0]);
        assert_eq!(graph.downstream(0), [1, 2]);
        assert_eq!(graph.upstream(3), [0; 0]);
    }

    #[test]
    fn what_is_no_edge_is_left_out() {
        let graph = Graph::new(
            2,
            vec![(0, 0, 1.0, 0.0), (0, 9, 1.0, 0.0), (0, 1, 0.5, 3.0), (0, 1, 0.7, 0.0)],
        );
        assert_eq!(graph.outward(0).len(), 1);
        assert_eq!(graph.inward(1)[0].coefficient, 0.5);
        assert!(graph.inward(7).is_empty());
        assert_eq!(graph.between(0, 1), graph.inward(1).first());
        assert_eq!((graph.between(1, 0), graph.between(0, 7)), (None, None));
    }

    #[test]
    fn a_graph_is_empty_without_nodes_whatever_its_edges() {
        assert!(Graph::new(0, Vec::new()).is_empty());
        assert!(!Graph::new(1, Vec::new()).is_empty());
    }
}
