//! What the machine asks the app to do.

use causeway_model::{LinkId, LinkKind, NodeId};

use crate::{
    Camera, End, Guide, LinkRefusal, MapPoint, MapRect, MapVector, ScreenPoint, Selection, Target,
};

/// One thing to do. Only [`Outcome::Move`], [`Outcome::Link`], [`Outcome::Relink`], [`Outcome::LinkToNew`] and
/// [`Outcome::Add`] change the document.
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
    /// Draw a link between other cards than before.
    Relink {
        /// Which link.
        link: LinkId,
        /// Its source from now on.
        from: NodeId,
        /// Its target from now on.
        to: NodeId,
        /// What it then says.
        kind: LinkKind,
    },
    /// Open the menu of what lies there.
    Menu {
        /// Where.
        at: ScreenPoint,
        /// What.
        on: Target,
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
        /// The lines on which they lie level with others.
        guides: Vec<Guide>,
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
    /// A link of which one end is being drawn elsewhere.
    Relinking {
        /// Which link.
        link: LinkId,
        /// Which of its ends is in the hand.
        end: End,
        /// The card at the other end.
        fixed: NodeId,
        /// Where the end in the hand is now.
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
