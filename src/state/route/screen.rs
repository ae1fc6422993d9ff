//! The screens of a workspace, as its address names them.

/// One screen of a workspace. What it is called and what shows it: `src/views/workspace/screens.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Screen {
    /// The causal map.
    Map,
    /// The same as a tree and a table.
    Outline,
    /// The leader's page.
    Brief,
}

impl Screen {
    /// Every screen, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::Map, Self::Outline, Self::Brief];

    /// Its step in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Outline => "outline",
            Self::Brief => "brief",
        }
    }

    /// The screen that a step of the address names; `None` for one of a newer app.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|screen| screen.word() == word)
    }
}
