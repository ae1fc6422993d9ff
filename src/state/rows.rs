//! The outline's rows, for whoever acts on them from elsewhere: the palette, a menu, a key.
//!
//! The registry of actions names what can be done there without holding the outline's code, which comes
//! in a part of its own.

use causeway_model::NodeKind;
use leptos::prelude::*;

/// Something that can be done where one stands in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// Add a node of this kind at the top.
    AddAtTop(NodeKind),
    /// Add what drives the node of the row.
    AddBelow,
    /// Add another beside it.
    AddBeside,
    /// Type into the cell.
    Type,
    /// Draw a link from it.
    Link,
    /// Take away the link by which it stands where it stands.
    Unlink,
    /// Delete the nodes of what is chosen.
    Delete,
    /// Show it in the inspector.
    Details,
    /// Open the menu of the row.
    Menu,
}

/// What reaches into the outline while it is in view.
#[derive(Clone, Copy, Debug)]
pub struct RowHands {
    /// Whether something can be done now.
    pub can: Callback<RowAct, bool>,
    /// Does it.
    pub perform: Callback<RowAct>,
}
