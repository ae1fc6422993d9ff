//! The status of every node, owned: what the map shows on its cards.

use std::collections::BTreeMap;

use causeway_model::{Date, NodeId, workspace::Workspace};

use crate::{facts::Facts, status::NodeStatus};

/// How every present node of a workspace stands at a date.
///
/// Costs the observations and links once; influence is not needed and not worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    statuses: BTreeMap<NodeId, NodeStatus>,
}

impl Derived {
    /// Works out the status of every present node.
    pub fn of(workspace: &Workspace, as_of: Date) -> Self {
        Self::from(&Facts::of(workspace, as_of))
    }

    /// How a node stands; one that isn't present has no data.
    pub fn status(&self, id: &NodeId) -> &NodeStatus {
        self.statuses.get(id).unwrap_or(&NodeStatus::NOTHING)
    }

    /// All present nodes, in the order of their ids.
    pub fn statuses(&self) -> &BTreeMap<NodeId, NodeStatus> {
        &self.statuses
    }
}

impl From<&Facts<'_>> for Derived {
    fn from(facts: &Facts<'_>) -> Self {
        let standing = |place| (facts.present().id(place).clone(), *facts.standing(place));
        Self { statuses: facts.places().map(standing).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::{TODAY, day, workspace};

    #[test]
    fn every_present_node_has_its_status_and_no_other() {
        let map = "kpi a act=5 obs=4\n driver b\n kpi gone archived.at=2026-03-01T00:00:00Z";
        let derived = Derived::of(&workspace(map), day(TODAY));
        let ids: Vec<&str> = derived.statuses().keys().map(AsRef::as_ref).collect();
        assert_eq!(ids, ["a", "b"]);
        for (id, standing) in derived.statuses() {
            assert_eq!(standing, derived.status(id));
        }
    }
}
