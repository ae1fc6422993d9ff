//! The bar above Home: language and light.

use leptos::prelude::*;

use crate::i18n::{Key, Language, language, say, t};
use crate::state::prefs::{Prefs, Theme, use_prefs};
use crate::ui::{Choice, ChoiceField, Glyph, Logo, Menu, MenuChoice};

/// The mark, the language and the light.
#[component]
pub(super) fn HomeMasthead() -> impl IntoView {
    view! {
        <header class="masthead home-mast">
            <span class="mark">
                <Logo/>
            </span>
            <strong>{t(Key::AppName)}</strong>
            <span class="push"></span>
            {use_prefs().map(|prefs| view! { <LanguageField prefs/> <ThemeMenu prefs/> })}
        </header>
    }
}

/// The languages by their own names.
#[component]
pub(crate) fn LanguageField(
    prefs: Prefs,
    /// Whether its label is written.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let choices = Signal::derive(|| {
        Language::ALL
            .map(|language| Choice {
                value: language.tag().to_owned(),
                label: language.own_name().to_owned(),
            })
            .to_vec()
    });
    let commit = Callback::new(move |tag: String| {
        if let Some(language) = Language::from_tag(&tag) {
            prefs.set_language(language);
        }
    });
    let value = Signal::derive(|| language().tag().to_owned());
    view! { <ChoiceField label=Key::AppLanguage value choices commit bare=!named is_required=true/> }
}

/// Light, dark, or as the device says.
#[component]
fn ThemeMenu(prefs: Prefs) -> impl IntoView {
    let glyph = |theme| match theme {
        Theme::Device => (Glyph::Device, Key::AppThemeSystem),
        Theme::Light => (Glyph::Day, Key::AppThemeLight),
        Theme::Dark => (Glyph::Night, Key::AppThemeDark),
    };
    view! {
        <Menu label=Signal::derive(|| say(Key::AppTheme).to_owned()) glyph=Glyph::Night>
            {Theme::ALL
                .map(|theme| {
                    let (glyph, label) = glyph(theme);
                    let label = Signal::derive(move || say(label).to_owned());
                    let is_chosen = Signal::derive(move || prefs.theme().get() == theme);
                    let choose = Callback::new(move |()| prefs.set_theme(theme));
                    view! { <MenuChoice glyph label is_chosen choose/> }
                })
                .collect_view()}
        </Menu>
    }
}
