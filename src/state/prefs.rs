//! What this device's person prefers, and who they are in each workspace.
//!
//! Kept on the device, never in a document: a workspace looks the same to all, and each reads it
//! in their own language and light.

use causeway_model::PersonId;
use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

use crate::i18n::{self, Language};
use crate::platform::{keepsake, locale};

const LANGUAGE: &str = "causeway.language";
const THEME: &str = "causeway.theme";
const NAME: &str = "causeway.name";
const PERSON: &str = "causeway.person.";
const TOUR: &str = "causeway.tour";

/// What is kept of a tour that was taken or skipped.
const OVER: &str = "over";

/// How the screen is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    /// The value of `data-theme`; none leaves it to the device.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.word() == Some(word)).unwrap_or_default()
    }
}

/// What this device's person prefers.
#[derive(Clone, Copy, Debug)]
pub struct Prefs {
    theme: RwSignal<Theme>,
    name: RwSignal<String>,
}

impl Prefs {
    /// Recalls what was chosen before, applies it to the page, and provides itself to the views below.
    pub fn provide() -> Self {
        let language = keepsake::recall(LANGUAGE).and_then(|tag| Language::from_tag(&tag));
        let asked_for = || locale::languages().iter().find_map(|tag| Language::from_tag(tag));
        apply_language(language.or_else(asked_for).unwrap_or_default());
        let theme = keepsake::recall(THEME).map(|word| Theme::from_word(&word)).unwrap_or_default();
        locale::set_page_theme(theme.word());
        let name = keepsake::recall(NAME).unwrap_or_default();
        let prefs = Self { theme: RwSignal::new(theme), name: RwSignal::new(name) };
        provide_context(prefs);
        prefs
    }

    /// The language of the interface; views that say messages follow it by themselves.
    pub fn language(self) -> Language {
        i18n::language()
    }

    /// Changes the language, now and for the next visits.
    pub fn set_language(self, language: Language) {
        keepsake::keep(LANGUAGE, language.tag());
        apply_language(language);
    }

    /// How the screen is lit.
    pub fn theme(self) -> Signal<Theme> {
        self.theme.into()
    }

    /// Changes how the screen is lit, now and for the next visits.
    pub fn set_theme(self, theme: Theme) {
        match theme.word() {
            Some(word) => keepsake::keep(THEME, word),
            None => keepsake::forget(THEME),
        }
        locale::set_page_theme(theme.word());
        self.theme.set(theme);
    }

    /// The person's own name, as last given on this device; empty until then.
    pub fn name(self) -> Signal<String> {
        self.name.into()
    }

    /// Remembers the person's name, to offer it in the next workspace.
    pub fn set_name(self, name: &str) {
        keepsake::keep(NAME, name);
        self.name.set(name.to_owned());
    }
}

/// The preferences that [`Prefs::provide`] provided.
pub fn use_prefs() -> Option<Prefs> {
    use_context()
}

/// Who this device's person is in a workspace, if they have said so.
pub fn person_in(document: DocumentId) -> Option<PersonId> {
    keepsake::recall(&format!("{PERSON}{document}"))?.parse().ok()
}

/// Remembers who this device's person is in a workspace.
pub fn set_person_in(document: DocumentId, person: &PersonId) {
    keepsake::keep(&format!("{PERSON}{document}"), person.as_str());
}

/// Forgets who this device's person was in a workspace.
pub fn forget_person_in(document: DocumentId) {
    keepsake::forget(&format!("{PERSON}{document}"));
}

/// Whether the short tour is to be shown by itself: on an empty map until it was taken or skipped once, and
/// on the map on which it was begun.
pub fn tour_is_due(document: DocumentId, is_empty: bool) -> bool {
    match keepsake::recall(TOUR) {
        None => is_empty,
        Some(kept) if kept == OVER => false,
        Some(kept) => is_empty || kept == document.to_string(),
    }
}

/// Remembers on which map the short tour was begun.
pub fn keep_tour(document: DocumentId) {
    keepsake::keep(TOUR, &document.to_string());
}

/// Remembers that the short tour was taken or skipped.
pub fn end_tour() {
    keepsake::keep(TOUR, OVER);
}

fn apply_language(language: Language) {
    locale::set_page_language(language.tag());
    i18n::set_language(language);
}
