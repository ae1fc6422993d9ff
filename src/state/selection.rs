//! What is selected on the map, in the outline or anywhere else.

use std::collections::BTreeSet;

use causeway_model::{LinkId, NodeId};

/// What is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The nodes.
    pub nodes: BTreeSet<NodeId>,
    /// The links.
    pub links: BTreeSet<LinkId>,
}

impl Selection {
    /// One node and nothing else.
    pub fn node(node: NodeId) -> Self {
        Self { nodes: [node].into(), links: BTreeSet::new() }
    }

    /// One link and nothing else.
    pub fn link(link: LinkId) -> Self {
        Self { nodes: BTreeSet::new(), links: [link].into() }
    }

    /// These nodes and nothing else.
    pub fn of_nodes(nodes: impl IntoIterator<Item = NodeId>) -> Self {
        Self { nodes: nodes.into_iter().collect(), links: BTreeSet::new() }
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.links.is_empty()
    }

    /// The node, where one node and nothing else is selected.
    pub fn only_node(&self) -> Option<&NodeId> {
        let node = self.nodes.first()?;
        (self.nodes.len() == 1 && self.links.is_empty()).then_some(node)
    }

    /// The link, where one link and nothing else is selected.
    pub fn only_link(&self) -> Option<&LinkId> {
        let link = self.links.first()?;
        (self.links.len() == 1 && self.nodes.is_empty()).then_some(link)
    }

    /// Selects a node besides, or no longer.
    pub fn toggle_node(&mut self, node: NodeId) {
        if !self.nodes.remove(&node) {
            self.nodes.insert(node);
        }
    }

    /// Selects a link besides, or no longer.
    pub fn toggle_link(&mut self, link: LinkId) {
        if !self.links.remove(&link) {
            self.links.insert(link);
        }
    }
}
