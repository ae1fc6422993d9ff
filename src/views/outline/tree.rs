//! The map as rows: what drives each result stands below it.
//!
//! The document is a graph. A node with several results appears below each; the first time with what
//! drives it, later on closed, so that the rows stay as many as the links. A way that comes back to a node
//! above it ends there, and says so.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use causeway_model::order::Arrange as _;
use causeway_model::{LinkId, LinkKind, NodeId};

/// What tells a row from the others, whatever is sorted, opened or closed: the links that lead to it.
pub(super) type RowKey = u64;

/// A link as far as the outline needs it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tie {
    pub(super) link: LinkId,
    pub(super) kind: LinkKind,
    pub(super) from: NodeId,
    pub(super) to: NodeId,
}

impl Tie {
    /// The result, and what stands below it: what moves or serves it, or what it needs.
    fn ends(&self) -> (&NodeId, &NodeId) {
        match self.kind {
            LinkKind::Causes | LinkKind::Serves => (&self.to, &self.from),
            LinkKind::DependsOn => (&self.from, &self.to),
        }
    }
}

/// One row.
#[allow(clippy::struct_excessive_bools, reason = "each says something else of the row")]
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) key: RowKey,
    pub(super) node: NodeId,
    /// The link to what stands above; none at the top.
    pub(super) via: Option<LinkId>,
    /// The place of the row above it in the tree.
    pub(super) parent: Option<usize>,
    /// From 1, as readers count.
    pub(super) level: usize,
    /// Its place among its siblings, from 1, and how many they are.
    pub(super) place: (usize, usize),
    /// Whether it has rows below, shown or not.
    pub(super) is_parent: bool,
    pub(super) is_open: bool,
    /// How many rows its node has; above 1, it appears elsewhere as well.
    pub(super) times: usize,
    /// Whether its node stands above it already: the loop ends here.
    pub(super) is_loop: bool,
    /// Whether it is here only for what it leads to, not because it was looked for.
    pub(super) is_aside: bool,
}

/// The graph, with the nodes in the order in which siblings stand.
pub(super) struct Forest {
    nodes: Vec<NodeId>,
    /// For each node what stands below it, and by which link.
    below: Vec<Vec<(usize, LinkId)>>,
    has_above: Vec<bool>,
    times: Vec<usize>,
}

/// How rows are chosen.
pub(super) struct View<'a> {
    /// The rows that are not as they are to begin with: closed for open, open for closed.
    pub(super) toggled: &'a BTreeSet<RowKey>,
    /// The nodes that are looked for; without it, all.
    pub(super) sought: Option<&'a dyn Fn(&NodeId) -> bool>,
    /// Whether there is one row for each node, and nothing below any.
    pub(super) is_flat: bool,
}

const TOP: RowKey = 0xcbf2_9ce4_8422_2325;

/// The key of what a link leads to from a row.
pub(super) fn key_below(above: RowKey, step: &str) -> RowKey {
    let mixed = step
        .bytes()
        .chain([0])
        .fold(above, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mixed ^ (mixed >> 29)
}

/// The key of a node at the top.
pub(super) fn key_at_top(node: &NodeId) -> RowKey {
    key_below(TOP, node.as_str())
}

impl Forest {
    /// The nodes and links of a workspace, ordered among siblings by `order`.
    pub(super) fn of(
        mut nodes: Vec<NodeId>,
        ties: &[Tie],
        order: impl Fn(&NodeId, &NodeId) -> Ordering,
    ) -> Self {
        nodes.arrange_by(|a, b| order(a, b).then_with(|| a.cmp(b)));
        let at: HashMap<&NodeId, usize> = nodes.iter().zip(0..).collect();
        let mut below = vec![Vec::new(); nodes.len()];
        let mut has_above = vec![false; nodes.len()];
        let mut rows_of = vec![0; nodes.len()];
        for tie in ties {
            let (above, under) = tie.ends();
            if let (Some(above), Some(under)) = (at.get(above), at.get(under)) {
                below[*above].push((*under, tie.link.clone()));
                has_above[*under] = true;
                rows_of[*under] += 1;
            }
        }
        for under in &mut below {
            under.arrange();
        }
        Self { nodes, below, has_above, times: rows_of }
    }

    /// The rows as they are seen.
    pub(super) fn rows(&self, view: &View<'_>) -> Vec<Row> {
        let rows = if view.is_flat { self.flat() } else { Walk::through(self, view).rows };
        match view.sought {
            Some(sought) => found(rows, sought),
            None => rows,
        }
    }

    /// The nodes at the top: those with nothing above, and of each circle that none of these leads into
    /// the first. Whatever is closed, they are the same.
    fn tops(&self) -> Vec<usize> {
        let mut tops = Vec::new();
        let mut is_reached = vec![false; self.nodes.len()];
        let free = (0..self.nodes.len()).filter(|node| !self.has_above[*node]);
        for node in free.chain(0..self.nodes.len()) {
            if is_reached[node] {
                continue;
            }
            tops.push(node);
            let mut waiting = vec![node];
            while let Some(node) = waiting.pop() {
                if !std::mem::replace(&mut is_reached[node], true) {
                    waiting.extend(self.below[node].iter().map(|(under, _)| *under));
                }
            }
        }
        tops
    }

    fn flat(&self) -> Vec<Row> {
        let count = self.nodes.len();
        let row = |(at, node): (usize, &NodeId)| Row {
            key: key_at_top(node),
            node: node.clone(),
            via: None,
            parent: None,
            level: 1,
            place: (at + 1, count),
            is_parent: false,
            is_open: false,
            times: 1,
            is_loop: false,
            is_aside: false,
        };
        self.nodes.iter().enumerate().map(row).collect()
    }
}

/// A row whose rows below are being written.
struct Open {
    node: usize,
    row: usize,
    key: RowKey,
    next: usize,
}

struct Walk<'a> {
    forest: &'a Forest,
    view: &'a View<'a>,
    rows: Vec<Row>,
    /// Nodes that have been opened somewhere.
    is_met: Vec<bool>,
    /// Nodes above the row that is being written.
    is_above: Vec<bool>,
}

impl<'a> Walk<'a> {
    fn through(forest: &'a Forest, view: &'a View<'a>) -> Self {
        let count = forest.nodes.len();
        let mut walk = Self {
            forest,
            view,
            rows: Vec::with_capacity(count),
            is_met: vec![false; count],
            is_above: vec![false; count],
        };
        forest.tops().into_iter().for_each(|node| walk.down_from(node));
        walk.count_top();
        walk
    }

    /// Writes the row of a node at the top and all that stands below it; without recursion, since a
    /// chain may be as long as the workspace.
    fn down_from(&mut self, top: usize) {
        let key = key_at_top(&self.forest.nodes[top]);
        let mut open = Vec::new();
        self.row(top, None, None, key, (0, 0), &mut open);
        while let Some(above) = open.last_mut() {
            let below = &self.forest.below[above.node];
            let Some((node, link)) = below.get(above.next) else {
                self.is_above[above.node] = false;
                open.pop();
                continue;
            };
            above.next += 1;
            let (parent, place) = (above.row, (above.next, below.len()));
            let key = key_below(above.key, link.as_str());
            self.row(*node, Some(link), Some(parent), key, place, &mut open);
        }
    }

    fn row(
        &mut self,
        node: usize,
        via: Option<&LinkId>,
        parent: Option<usize>,
        key: RowKey,
        place: (usize, usize),
        open: &mut Vec<Open>,
    ) {
        let is_loop = self.is_above[node];
        let is_parent = !is_loop && !self.forest.below[node].is_empty();
        // A search looks everywhere once, whatever is closed.
        let is_toggled = self.view.sought.is_none() && self.view.toggled.contains(&key);
        let is_open = is_parent && (self.is_met[node] == is_toggled);
        self.is_met[node] = true;
        if is_open {
            self.is_above[node] = true;
            open.push(Open { node, row: self.rows.len(), key, next: 0 });
        }
        self.rows.push(Row {
            key,
            node: self.forest.nodes[node].clone(),
            via: via.cloned(),
            parent,
            level: parent.map_or(1, |parent| self.rows[parent].level + 1),
            place,
            is_parent,
            is_open,
            times: self.forest.times[node].max(1),
            is_loop,
            is_aside: false,
        });
    }

    fn count_top(&mut self) {
        let count = self.rows.iter().filter(|row| row.level == 1).count();
        let tops = self.rows.iter_mut().filter(|row| row.level == 1);
        tops.zip(1..).for_each(|(row, place)| row.place = (place, count));
    }
}

/// The rows that are looked for, with those above them.
fn found(mut rows: Vec<Row>, sought: &dyn Fn(&NodeId) -> bool) -> Vec<Row> {
    let mut stays: Vec<bool> = rows.iter().map(|row| sought(&row.node)).collect();
    for (row, is_sought) in rows.iter_mut().zip(&stays) {
        row.is_aside = !is_sought;
    }
    for at in (0..rows.len()).rev() {
        if stays[at]
            && let Some(parent) = rows[at].parent
        {
            stays[parent] = true;
        }
    }
    let mut moved = Vec::with_capacity(rows.len());
    let mut kept = 0;
    for stays in &stays {
        moved.push(kept);
        kept += usize::from(*stays);
    }
    let mut siblings: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        stays[at - 1]
    });
    for row in &mut rows {
        row.parent = row.parent.map(|parent| moved[parent]);
        let count = siblings.entry(row.parent).or_default();
        *count += 1;
        row.place.0 = *count;
    }
    for (at, row) in rows.iter_mut().enumerate() {
        row.place.1 = siblings.get(&row.parent).copied().unwrap_or(1);
        row.is_open = row.is_parent && siblings.contains_key(&Some(at));
    }
    rows
}

#[cfg(test)]
mod tests;
