//! Where one can go from a workspace, and what can be done with all of it: for whoever asks for it from elsewhere,
//! such as the palette.
//!
//! The registry of actions names what there is; the frame around the screens does it, as its own buttons do.

use leptos::prelude::*;

use crate::i18n::Language;
use crate::state::library::Form;
use crate::state::prefs::Theme;
use crate::state::route::Screen;

/// Something that is done with the workspace as a whole, or with the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Leave for all workspaces.
    Home,
    /// Show a screen.
    Show(Screen),
    /// Show the findings beside the screen, or put them away.
    Signals,
    /// Say who one is, and who else there is.
    Who,
    /// Ask for a link.
    Share,
    /// Make a publication.
    Publish,
    /// Save it as a file.
    Export(Form),
    /// Light the page so.
    Light(Theme),
    /// Speak so.
    Speak(Language),
}

/// What runs errands while a workspace is open.
#[derive(Clone, Copy, Debug)]
pub struct ErrandHands {
    /// Whether something can be done now.
    pub can: Callback<Errand, bool>,
    /// Does it.
    pub perform: Callback<Errand>,
}
