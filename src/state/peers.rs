//! Who else is here, and what they show of what they do.

use causeway_canvas::{MapPoint, MapRect};
use causeway_model::{LinkId, NodeId, PersonId};

/// Someone who has the same workspace open.
///
/// Several tabs of one person are one peer: the one that moved last.
#[derive(Clone, Debug, Default, PartialEq)]
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

impl PresentPeer {
    /// What tells a person from the others whichever of their tabs speaks for them; of those who haven't
    /// said who they are, each tab.
    pub fn word(&self) -> &str {
        self.person.as_ref().map_or(&self.key, |person| person.as_str())
    }
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
    /// The part of the map that they see.
    pub view: Option<MapRect>,
    /// The frame that they draw around cards.
    pub marking: Option<MapRect>,
    /// The link of which they hold an end.
    pub pull: Option<Pull>,
    /// What they type and haven't written down yet.
    pub typing: Option<Typed>,
    /// Whom they follow, by [`PresentPeer::word`].
    pub following: Option<String>,
}

impl Shows {
    /// Whether they are typing in a node just now.
    pub fn types_in(&self, node: &NodeId) -> bool {
        self.editing.as_ref() == Some(node)
            || self.typing.as_ref().is_some_and(|typing| typing.node == *node)
    }
}

/// A link of which one end is in someone's hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Pull {
    /// The node at the other end.
    pub node: NodeId,
    /// Where the hand is.
    pub at: MapPoint,
    /// Whether the hand holds the link's beginning.
    pub is_beginning: bool,
}

/// What someone types and hasn't written down yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// Of which node.
    pub node: NodeId,
    /// Which of its fields, by the word of the table's column.
    pub field: String,
    /// The letters so far.
    pub text: String,
}
