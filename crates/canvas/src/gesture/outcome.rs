//! What the machine asks the app to do.

use causeway_model::{LinkKind, NodeId};

use crate::{Camera, LinkRefusal, MapPoint, MapRect, MapVector, Selection};

/// One thing to do. Only [`Outcome::Move`], [`Outcome::Link`], [`Outcome::LinkToNew`] and [`Outcome::Add`]
/// change the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Show this instead of what was shown before.
    Show(Preview),
    /// Look from here.
    Look(Camera),
    /// Choose this instead of what was chosen.
    Choose(Selection),
    /// Place these cards elsewhere.
    Move {
        /// Whose cards.
        nodes: Vec<NodeId>,
        /// How far, in map units.
        by: MapVector,
    },
    /// Draw a link.
    Link {
        /// Its source.
        from: NodeId,
        /// Its target.
        to: NodeId,
        /// What it says.
        kind: LinkKind,
    },
    /// Add a node, and a link to it.
    LinkToNew {
        /// The source of the link.
        from: NodeId,
        /// Where the node is to lie.
        at: MapPoint,
    },
    /// A link was dropped where it can't be: say why.
    Refuse(LinkRefusal),
    /// Add a node.
    Add {
        /// Where it is to lie.
        at: MapPoint,
    },
    /// Begin to rename a node in place.
    Rename(NodeId),
}

/// What a gesture shows until it is released.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Preview {
    /// Nothing.
    #[default]
    None,
    /// The cards as if they had been moved.
    Moving {
        /// Whose cards.
        nodes: Vec<NodeId>,
        /// How far, in map units.
        by: MapVector,
    },
    /// A frame; what it touches is chosen meanwhile.
    Marking(MapRect),
    /// A link from a card.
    Linking {
        /// Its source.
        from: NodeId,
        /// Where it leads now.
        to: LinkEnd,
    },
    /// The map is being panned: show a closed hand.
    Panning,
}

/// Where a link that is being drawn leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkEnd {
    /// To no card: released there, a node is added.
    Loose(MapPoint),
    /// To this card: released there, a link is drawn.
    Card(NodeId, LinkKind),
    /// To a card that it can't lead to.
    Refused(NodeId, LinkRefusal),
}
