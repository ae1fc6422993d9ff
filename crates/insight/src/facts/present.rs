//! What is there on a day: neither deleted nor archived.

use std::collections::HashMap;

use causeway_model::{Date, NodeId, node::Node, workspace::Workspace};

/// The nodes that calculations see on a day, at places 0, 1, 2, … in the order of their ids.
#[derive(Debug, Clone)]
pub struct Present<'w> {
    as_of: Date,
    nodes: Vec<(&'w NodeId, &'w Node)>,
    /// Only ever asked, never walked through: its order is another one each time.
    places: HashMap<&'w str, usize>,
}

impl<'w> Present<'w> {
    /// What of a workspace is there on a day.
    pub fn of(workspace: &'w Workspace, as_of: Date) -> Self {
        let nodes: Vec<_> = workspace.present_nodes(as_of).collect();
        let places =
            nodes.iter().enumerate().map(|(place, (id, _))| (id.as_str(), place)).collect();
        Self { as_of, nodes, places }
    }

    /// The day.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Where the node with this id stands.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The id of the node at a place.
    ///
    /// # Panics
    /// Beyond the last place, as indexing does.
    pub fn id(&self, place: usize) -> &'w NodeId {
        self.nodes[place].0
    }

    /// The node at a place.
    ///
    /// # Panics
    /// Beyond the last place, as indexing does.
    pub fn node(&self, place: usize) -> &'w Node {
        self.nodes[place].1
    }

    /// All nodes, in the order of their ids.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = &'w Node> + '_ {
        self.nodes.iter().map(|(_, node)| *node)
    }
}
