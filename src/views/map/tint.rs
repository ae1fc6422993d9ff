//! What an overlay paints on cards.

use std::collections::BTreeMap;
use std::sync::Arc;

use causeway_model::NodeId;

/// What an overlay says of one node.
#[derive(Clone, Debug, PartialEq)]
pub struct Tint {
    /// How full the card is, from 0 to 1; `None` where nothing is known.
    pub share: Option<f64>,
    /// The colour of a person, if it is about one.
    pub crew: Option<u8>,
    /// The same in words, in the language of the screen.
    pub words: String,
}

/// What an overlay says of every node that it speaks of.
pub type Tints = Arc<BTreeMap<NodeId, Tint>>;
