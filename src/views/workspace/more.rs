//! What else can be done with a workspace: export it, publish it, learn it, and choose language and light.

use leptos::prelude::*;

use crate::i18n::{Key, say};
use crate::platform::files;
use crate::state::lens::Asking;
use crate::state::library::Form;
use crate::state::prefs::{Theme, use_prefs};
use crate::state::route::{Router, Screen};
use crate::state::session::Session;
use crate::state::tour;
use crate::ui::{Choice, Glyph, Menu, MenuChoice, SegmentField};
use crate::views::home::{LanguageField, file_name};
use crate::views::workspace::errands::show;

/// The menu at the end of the masthead.
#[component]
pub(super) fn More(
    session: Session,
    router: Router,
    ask_who: Callback<()>,
    publish: Callback<()>,
) -> impl IntoView {
    let word = |key: Key| Signal::derive(move || say(key).to_owned());
    let export = move |form| Callback::new(move |()| export(session, form));
    let prefs = use_prefs();
    // On a phone there is no room for the question beside the menu.
    let can_ask = move || session.can_edit();
    let who = Signal::derive(move || {
        let is_known = session.person().with(Option::is_some);
        say(if is_known { Key::WhoPeople } else { Key::WhoTitle }).to_owned()
    });
    view! {
        <Menu label=word(Key::MoreLabel) glyph=Glyph::More>
            <Show when=can_ask>
                <MenuChoice glyph=Glyph::Person label=who choose=ask_who/>
                <hr/>
            </Show>
            <MenuChoice
                glyph=Glyph::Download
                label=word(Key::ExportJson)
                hint=Signal::derive(|| Some(say(Key::ExportJsonSaid).to_owned()))
                choose=export(Form::Json)
            />
            <MenuChoice
                glyph=Glyph::Download
                label=word(Key::ExportAutomerge)
                hint=Signal::derive(|| Some(say(Key::ExportAutomergeSaid).to_owned()))
                choose=export(Form::Automerge)
            />
            <Show when=can_ask>
                <MenuChoice glyph=Glyph::Open label=word(Key::PublishOpen) choose=publish/>
            </Show>
            <hr/>
            <Show when=can_ask>
                <MenuChoice
                    glyph=Glyph::Help
                    label=word(Key::ActionTour)
                    choose=move |()| take_tour(session, router)
                />
            </Show>
            <MenuChoice
                glyph=Glyph::Keys
                label=word(Key::ActionKeys)
                choose=move |()| session.lens.asking.set(Some(Asking::Keys))
            />
            {prefs
                .map(|prefs| {
                    let theme = Signal::derive(move || theme_word(prefs.theme().get()).to_owned());
                    let commit = Callback::new(move |word: String| {
                        let chosen = Theme::ALL.into_iter().find(|theme| theme_word(*theme) == word);
                        prefs.set_theme(chosen.unwrap_or_default());
                    });
                    view! {
                        <hr/>
                        <div class="inset">
                            <LanguageField prefs named=true/>
                            <SegmentField
                                label=Key::AppTheme
                                value=theme
                                choices=Signal::derive(theme_choices)
                                commit
                            />
                        </div>
                    }
                })}
        </Menu>
    }
}

/// Begins the short tour, or goes on with it: on the map.
fn take_tour(session: Session, router: Router) {
    show(router, Screen::Map);
    tour::call(session);
}

/// Hands the workspace to the person as a file, as it is in memory now.
pub(super) fn export(session: Session, form: Form) {
    let Some(bytes) = session.export(form) else { return };
    let title = session.title().with_untracked(|title| title.shown().into_owned());
    files::download(&file_name(&title, form), form.mime(), &bytes);
}

fn theme_word(theme: Theme) -> &'static str {
    theme.word().unwrap_or("device")
}

fn theme_choices() -> Vec<Choice> {
    [
        (Theme::Device, Key::AppThemeSystem),
        (Theme::Light, Key::AppThemeLight),
        (Theme::Dark, Key::AppThemeDark),
    ]
    .map(|(theme, label)| Choice::word(theme_word(theme), label))
    .to_vec()
}
