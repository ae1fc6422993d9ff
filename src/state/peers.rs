//! Who else is here, and what they show of what they do.

use causeway_canvas::MapPoint;
use causeway_model::{LinkId, NodeId, PersonId};

/// Someone who has the same workspace open.
///
/// Several tabs of one person are one peer: the one that moved last.
#[derive(Clone, Debug, PartialEq)]
pub struct PresentPeer {
    /// Tells it from the others, for as long as it is here.
    pub key: String,
    /// Who they are, once they have said so.
    pub person: Option<PersonId>,
    /// Their name as they gave it; empty until then.
    pub name: String,
    /// What they show.
    pub shows: Shows,
}

/// What one shows to the others of what one does. It is gone when one leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shows {
    /// Where the pointer is on the map.
    pub cursor: Option<MapPoint>,
    /// The selected nodes.
    pub nodes: Vec<NodeId>,
    /// The selected links.
    pub links: Vec<LinkId>,
    /// The nodes being dragged, and where they are now.
    pub dragging: Vec<(NodeId, MapPoint)>,
    /// The node whose title is being typed.
    pub editing: Option<NodeId>,
    /// The screen they look at, such as `map`.
    pub screen: String,
}
