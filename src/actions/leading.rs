//! What leads to another screen, or is done with the workspace as a whole.

use causeway_document::Command;
use leptos::prelude::{Callable as _, Signal};

use super::{Action, Context};
use crate::i18n::{Key, Language};
use crate::state::errands::{Errand, ErrandHands};
use crate::state::library::Form;
use crate::state::prefs::Theme;
use crate::state::route::Screen;
use crate::ui::Glyph;

/// One errand as an action: the frame around the screens says whether it can be done now, and does it.
macro_rules! errand {
    ($id:literal, $label:expr, $within:expr, $words:expr, $glyph:ident, $errand:expr) => {
        Action {
            id: $id,
            label: $label,
            within: $within,
            keywords: $words,
            glyph: Some(Glyph::$glyph),
            shortcuts: &[],
            is_offered: |context| can(context, $errand),
            perform: |context| run(context, $errand),
        }
    };
}

/// The sentence of what leads to a screen.
const TO: Option<Key> = Some(Key::LeadTo);
/// That of what lights the page.
const LIGHT: Option<Key> = Some(Key::LeadLight);
/// That of the languages.
const SPEAK: Option<Key> = Some(Key::LeadSpeak);

pub(super) static ACTIONS: &[Action] = &[
    errand!("go-map", Key::ScreenMap, TO, Key::LeadWords, Map, Errand::Show(Screen::Map)),
    errand!(
        "go-outline",
        Key::ScreenOutline,
        TO,
        Key::LeadOutlineWords,
        Outline,
        Errand::Show(Screen::Outline)
    ),
    errand!(
        "go-brief",
        Key::ScreenBrief,
        TO,
        Key::LeadBriefWords,
        Page,
        Errand::Show(Screen::Brief)
    ),
    errand!("go-signals", Key::SignalsTitle, TO, Key::LeadSignalsWords, Signal, Errand::Signals),
    errand!("go-home", Key::LeadHome, TO, Key::LeadHomeWords, Next, Errand::Home),
    errand!("share", Key::LeadShare, None, Key::LeadShareWords, Share, Errand::Share),
    errand!("publish", Key::PublishOpen, None, Key::LeadPublishWords, Open, Errand::Publish),
    errand!(
        "export-json",
        Key::ExportJson,
        None,
        Key::LeadExportWords,
        Download,
        Errand::Export(Form::Json)
    ),
    errand!(
        "export-automerge",
        Key::ExportAutomerge,
        None,
        Key::LeadExportWords,
        Download,
        Errand::Export(Form::Automerge)
    ),
    errand!("who", Key::WhoPeople, None, Key::LeadWhoWords, Person, Errand::Who),
    errand!(
        "theme-system",
        Key::AppThemeSystem,
        LIGHT,
        Key::LeadLightWords,
        Device,
        Errand::Light(Theme::Device)
    ),
    errand!(
        "theme-light",
        Key::AppThemeLight,
        LIGHT,
        Key::LeadLightWords,
        Day,
        Errand::Light(Theme::Light)
    ),
    errand!(
        "theme-dark",
        Key::AppThemeDark,
        LIGHT,
        Key::LeadLightWords,
        Night,
        Errand::Light(Theme::Dark)
    ),
    errand!(
        "speak-english",
        Key::LeadEnglish,
        SPEAK,
        Key::LeadSpeakWords,
        Next,
        Errand::Speak(Language::English)
    ),
    errand!(
        "speak-portuguese",
        Key::LeadPortuguese,
        SPEAK,
        Key::LeadSpeakWords,
        Next,
        Errand::Speak(Language::Portuguese)
    ),
];

fn can(context: &Context, errand: Errand) -> bool {
    hands(context).and_then(|hands| hands.can.try_run(errand)) == Some(true)
}

fn run(context: &Context, errand: Errand) -> Option<Command> {
    hands(context)?.perform.try_run(errand);
    None
}

fn hands(context: &Context) -> Option<ErrandHands> {
    context.follow(Signal::from(context.session.lens.errands))
}
