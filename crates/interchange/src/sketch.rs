//! Titles, and which leads to which: what a pasted list becomes before it has ids.

use causeway_model::{Json, LinkKind, NodeId, NodeKind};
use serde_json::{Map, json};

/// Titles and the links between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// The nodes, in the order of the text.
    pub nodes: Vec<SketchNode>,
    /// Which node leads to which, each pair once.
    pub links: Vec<(usize, usize)>,
}

/// A node that has only a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchNode {
    /// Its title.
    pub title: String,
    /// What it is, if the text says so, as in `KPI: Churn`.
    pub kind: Option<NodeKind>,
}

/// Words before a colon that say what a node is, in the languages of the interface.
const KIND_WORDS: &[(&str, NodeKind)] = &[
    ("objective", NodeKind::Objective),
    ("objetivo", NodeKind::Objective),
    ("kpi", NodeKind::Kpi),
    ("driver", NodeKind::Driver),
    ("direcionador", NodeKind::Driver),
    ("initiative", NodeKind::Initiative),
    ("iniciativa", NodeKind::Initiative),
    ("risk", NodeKind::Risk),
    ("risco", NodeKind::Risk),
];

/// The node under which a sketch is hung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The node.
    pub node: NodeId,
    /// What it is.
    pub kind: NodeKind,
}

impl Sketch {
    /// Adds a node and says its number.
    pub(crate) fn add(&mut self, text: &str) -> usize {
        let (kind, title) = kind_and_title(text);
        self.nodes.push(SketchNode { title: title.to_owned(), kind });
        self.nodes.len() - 1
    }

    /// Adds a link, unless it is there or leads from a node to itself.
    pub(crate) fn link(&mut self, from: usize, to: usize) {
        if from != to && !self.links.contains(&(from, to)) {
            self.links.push((from, to));
        }
    }

    /// What each node is: what the text says, or what it would be by the place where it hangs.
    ///
    /// What leads to an objective is a kpi, what leads to a kpi or driver is a driver, what leads to an initiative is
    /// one. What leads to nothing hangs under the anchor; without one it is an objective if anything leads to it,
    /// otherwise a driver.
    pub fn kinds(&self, anchor: Option<NodeKind>) -> Vec<NodeKind> {
        let mut kinds: Vec<Option<NodeKind>> = self.nodes.iter().map(|node| node.kind).collect();
        // A link leads at most past every node once: in a circle somebody has to begin.
        for _ in 0..=self.nodes.len() {
            let mut is_done = true;
            for at in 0..kinds.len() {
                if kinds[at].is_none() {
                    kinds[at] = self.kind_at(at, &kinds, anchor);
                    is_done &= kinds[at].is_some();
                }
            }
            if is_done {
                break;
            }
        }
        kinds.into_iter().map(|kind| kind.unwrap_or(NodeKind::Driver)).collect()
    }

    fn kind_at(
        &self,
        at: usize,
        kinds: &[Option<NodeKind>],
        anchor: Option<NodeKind>,
    ) -> Option<NodeKind> {
        let under = self.links.iter().find(|(from, _)| *from == at);
        match (under, anchor) {
            (Some((_, to)), _) => kinds[*to].map(leading_to),
            (None, Some(anchor)) => Some(leading_to(anchor)),
            (None, None) if self.links.iter().any(|(_, to)| *to == at) => Some(NodeKind::Objective),
            (None, None) => Some(NodeKind::Driver),
        }
    }

    /// The nodes and links in the form of the file, under the ids that are given.
    ///
    /// `fresh` makes an id that no node has, `link_id` the id of a link from its kind and ends. Where no kind of link
    /// joins two nodes, none is drawn.
    pub fn fragment(
        &self,
        anchor: Option<&Anchor>,
        mut fresh: impl FnMut() -> NodeId,
        link_id: impl Fn(LinkKind, &NodeId, &NodeId) -> String,
    ) -> Json {
        let kinds = self.kinds(anchor.map(|anchor| anchor.kind));
        let ids: Vec<NodeId> = self.nodes.iter().map(|_| fresh()).collect();
        let (mut nodes, mut links) = (Map::new(), Map::new());
        for ((node, kind), id) in self.nodes.iter().zip(&kinds).zip(&ids) {
            nodes.insert(id.to_string(), json!({ "kind": kind.as_str(), "title": node.title }));
        }
        let mut tie = |from: (&NodeId, NodeKind), to: (&NodeId, NodeKind)| {
            if let Some(kind) = joining(from.1, to.1) {
                let link =
                    json!({ "from": from.0.as_str(), "to": to.0.as_str(), "type": kind.as_str() });
                links.insert(link_id(kind, from.0, to.0), link);
            }
        };
        for (from, to) in &self.links {
            tie((&ids[*from], kinds[*from]), (&ids[*to], kinds[*to]));
        }
        if let Some(anchor) = anchor {
            let hangs = |at: &usize| !self.links.iter().any(|(from, _)| from == at);
            for at in (0..ids.len()).filter(hangs) {
                tie((&ids[at], kinds[at]), (&anchor.node, anchor.kind));
            }
        }
        json!({ "nodes": nodes, "links": links })
    }
}

fn leading_to(kind: NodeKind) -> NodeKind {
    match kind {
        NodeKind::Objective => NodeKind::Kpi,
        NodeKind::Kpi | NodeKind::Driver | NodeKind::Risk => NodeKind::Driver,
        NodeKind::Initiative => NodeKind::Initiative,
    }
}

/// The kind of the link that people mean between two kinds, if there is one.
fn joining(from: NodeKind, to: NodeKind) -> Option<LinkKind> {
    let depends = from == NodeKind::Initiative && to == NodeKind::Initiative;
    [LinkKind::Serves, LinkKind::Causes]
        .into_iter()
        .find(|kind| kind.joins(from, to))
        .or(depends.then_some(LinkKind::DependsOn))
}

/// A kind that is written before a title.
fn kind_and_title(text: &str) -> (Option<NodeKind>, &str) {
    let Some((word, title)) = text.split_once(':') else { return (None, text) };
    let word = word.trim().to_lowercase();
    let known = KIND_WORDS.iter().find(|(known, _)| *known == word);
    match known.filter(|_| !title.trim().is_empty()) {
        Some((_, kind)) => (Some(*kind), title.trim()),
        None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(titles: &[&str], links: &[(usize, usize)]) -> Sketch {
        let mut sketch = Sketch::default();
        for title in titles {
            sketch.add(title);
        }
        for (from, to) in links {
            sketch.link(*from, *to);
        }
        sketch
    }

    fn fragment(sketch: &Sketch, anchor: Option<&Anchor>) -> Json {
        let mut count = 0;
        let fresh = || {
            count += 1;
            NodeId::new(&format!("n{count}")).unwrap()
        };
        sketch.fragment(anchor, fresh, |kind, from, to| format!("{kind}-{from}-{to}"))
    }

    #[test]
    fn a_list_from_nothing_begins_with_an_objective() {
        let tree = sketch(&["Growth", "Retention", "Onboarding"], &[(1, 0), (2, 1)]);
        assert_eq!(tree.kinds(None), [NodeKind::Objective, NodeKind::Kpi, NodeKind::Driver]);
    }

    #[test]
    fn a_list_under_a_kpi_is_drivers() {
        let tree = sketch(&["Onboarding", "Staffing"], &[(1, 0)]);
        let anchor = Anchor { node: NodeId::new("churn").unwrap(), kind: NodeKind::Kpi };
        let fragment = fragment(&tree, Some(&anchor));
        assert_eq!(fragment["links"]["causes-n1-churn"]["to"], "churn");
        assert_eq!(fragment["links"]["causes-n2-n1"]["type"], "causes");
        assert_eq!(fragment["nodes"]["n1"], json!({"kind": "driver", "title": "Onboarding"}));
    }

    #[test]
    fn a_kind_before_the_title_is_believed() {
        let tree = sketch(&["KPI: Churn", "Risco: Greve", "Note: this"], &[]);
        assert_eq!(tree.kinds(None), [NodeKind::Kpi, NodeKind::Risk, NodeKind::Driver]);
        assert_eq!(tree.nodes[0].title, "Churn");
        assert_eq!(tree.nodes[2].title, "Note: this");
    }

    #[test]
    fn what_no_link_joins_stays_apart() {
        let tree = sketch(&["Objective: Growth", "Driver: Onboarding"], &[(1, 0)]);
        assert_eq!(fragment(&tree, None)["links"], json!({}));
    }

    #[test]
    fn a_circle_still_has_kinds() {
        let tree = sketch(&["A", "B"], &[(0, 1), (1, 0)]);
        assert_eq!(tree.kinds(None), [NodeKind::Driver, NodeKind::Driver]);
    }
}
