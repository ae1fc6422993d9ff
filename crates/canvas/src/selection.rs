//! What is chosen on the map.

use std::collections::BTreeSet;

use causeway_model::order::gathered;
use causeway_model::{LinkId, NodeId};

/// The nodes and links that the next command is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Chosen nodes.
    pub nodes: BTreeSet<NodeId>,
    /// Chosen links.
    pub links: BTreeSet<LinkId>,
}

impl Selection {
    /// One node.
    pub fn node(id: NodeId) -> Self {
        Self { nodes: BTreeSet::from([id]), links: BTreeSet::new() }
    }

    /// These nodes.
    pub fn nodes(ids: impl IntoIterator<Item = NodeId>) -> Self {
        Self { nodes: gathered(ids), links: BTreeSet::new() }
    }

    /// One link.
    pub fn link(id: LinkId) -> Self {
        Self { nodes: BTreeSet::new(), links: BTreeSet::from([id]) }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.links.is_empty()
    }

    /// The chosen node, if it is the only thing chosen.
    pub fn only_node(&self) -> Option<&NodeId> {
        self.nodes.first().filter(|_| self.nodes.len() == 1 && self.links.is_empty())
    }

    /// The chosen link, if it is the only thing chosen.
    pub fn only_link(&self) -> Option<&LinkId> {
        self.links.first().filter(|_| self.links.len() == 1 && self.nodes.is_empty())
    }

    /// With the node added, or taken out if it was chosen.
    #[must_use]
    pub fn toggled_node(mut self, id: NodeId) -> Self {
        if !self.nodes.remove(&id) {
            self.nodes.insert(id);
        }
        self
    }

    /// With the link added, or taken out if it was chosen.
    #[must_use]
    pub fn toggled_link(mut self, id: LinkId) -> Self {
        if !self.links.remove(&id) {
            self.links.insert(id);
        }
        self
    }
}
