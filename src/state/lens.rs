//! How this person looks at a workspace: kept while it is open, never saved and never synced.

use leptos::prelude::*;

/// What is asked over the whole screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// What to find or to do.
    Palette,
    /// Which keys do what.
    Keys,
}

/// How this person looks at a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Lens {
    /// The palette or the sheet of keys, while one is open.
    pub asking: RwSignal<Option<Asking>>,
}

impl Lens {
    /// The plain look; its signals belong to the current owner.
    pub fn new() -> Self {
        Self { asking: RwSignal::default() }
    }
}

impl Default for Lens {
    fn default() -> Self {
        Self::new()
    }
}
