//! How this person looks at a workspace: kept while it is open, never saved and never synced.

use std::collections::BTreeSet;

use causeway_model::NodeId;
use leptos::prelude::*;

use crate::i18n::Key;
use crate::state::errands::ErrandHands;
use crate::state::rows::RowHands;
use crate::state::tour::Tour;

/// What is asked over the whole screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// What to find or to do.
    Palette,
    /// Which keys do what.
    Keys,
}

/// What the colour of the cards says besides their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    /// Nothing: the state alone.
    #[default]
    Status,
    /// How mature a driver is.
    Maturity,
    /// Who owns it.
    Ownership,
    /// What it could win back of a result, in money a year.
    Leverage,
    /// What its gap costs, in money a year.
    Money,
    /// How old its latest value is.
    Freshness,
}

impl Overlay {
    /// Every overlay, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Status,
        Self::Maturity,
        Self::Ownership,
        Self::Leverage,
        Self::Money,
        Self::Freshness,
    ];

    /// Its name on the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Maturity => "maturity",
            Self::Ownership => "ownership",
            Self::Leverage => "leverage",
            Self::Money => "money",
            Self::Freshness => "freshness",
        }
    }

    /// What it is called.
    pub fn label(self) -> Key {
        match self {
            Self::Status => Key::OverlayStatus,
            Self::Maturity => Key::OverlayMaturity,
            Self::Ownership => Key::OverlayOwnership,
            Self::Leverage => Key::OverlayLeverage,
            Self::Money => Key::OverlayMoney,
            Self::Freshness => Key::OverlayFreshness,
        }
    }
}

/// How this person looks at a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Lens {
    /// The palette or the sheet of keys, while one is open.
    pub asking: RwSignal<Option<Asking>>,
    /// What the colour of the cards says.
    pub overlay: RwSignal<Overlay>,
    /// The nodes whose branches are folded away.
    pub folded: RwSignal<BTreeSet<NodeId>>,
    /// The node of which only what drives it is shown.
    pub focus: RwSignal<Option<NodeId>>,
    /// Whether the cards lie in lanes, one for each function.
    pub in_lanes: RwSignal<bool>,
    /// Whether the whole map is shown in small.
    pub has_minimap: RwSignal<bool>,
    /// The outline's rows, while it is in view.
    pub rows: RwSignal<Option<RowHands>>,
    /// What runs errands, while the workspace is in view.
    pub errands: RwSignal<Option<ErrandHands>>,
    /// The short tour, while it is taken.
    pub tour: RwSignal<Option<Tour>>,
    /// Rises when the tour's words are to have the focus.
    pub tour_calls: RwSignal<u32>,
}

impl Lens {
    /// The plain look; its signals belong to the current owner.
    pub fn new() -> Self {
        Self {
            asking: RwSignal::default(),
            overlay: RwSignal::default(),
            folded: RwSignal::default(),
            focus: RwSignal::default(),
            in_lanes: RwSignal::default(),
            has_minimap: RwSignal::default(),
            rows: RwSignal::default(),
            errands: RwSignal::default(),
            tour: RwSignal::default(),
            tour_calls: RwSignal::default(),
        }
    }

    /// Whether anything may be hidden.
    pub fn hides(self) -> bool {
        let folds = self.folded.try_with(|folded| !folded.is_empty());
        folds == Some(true) || self.focus.try_with(Option::is_some) == Some(true)
    }

    /// Shows everything again.
    pub fn show_all(self) {
        self.folded.update(BTreeSet::clear);
        self.focus.set(None);
    }

    /// Folds the branch that leads to a node away, or unfolds it.
    pub fn fold(self, node: NodeId) {
        self.folded.update(|folded| {
            if !folded.remove(&node) {
                folded.insert(node);
            }
        });
    }
}

impl Default for Lens {
    fn default() -> Self {
        Self::new()
    }
}
