//! Runs the errands that are asked for elsewhere, as the buttons of the masthead do.

use leptos::prelude::*;

use crate::i18n;
use crate::state::errands::{Errand, ErrandHands};
use crate::state::prefs::use_prefs;
use crate::state::route::{Place, Route, Router, Screen};
use crate::state::session::Session;
use crate::views::workspace::more::export;

/// What the masthead opens.
#[derive(Clone, Copy)]
pub(super) struct Opens {
    pub(super) signals: RwSignal<bool>,
    pub(super) share: RwSignal<bool>,
    pub(super) publish: RwSignal<bool>,
    pub(super) who: RwSignal<bool>,
}

/// Runs errands for as long as the current view stands.
pub(super) fn run_errands(session: Session, router: Router, shown: Memo<Screen>, opens: Opens) {
    let prefs = use_prefs();
    let can = move |errand| match errand {
        Errand::Show(screen) => shown.get_untracked() != screen,
        Errand::Signals | Errand::Export(_) => true,
        Errand::Home | Errand::Share => !session.is_published(),
        Errand::Who | Errand::Publish => untrack(|| session.can_edit()),
        Errand::Light(theme) => prefs.is_some_and(|prefs| prefs.theme().get_untracked() != theme),
        Errand::Speak(language) => prefs.is_some() && untrack(i18n::language) != language,
    };
    let perform = move |errand| match errand {
        Errand::Home => router.go(Route::Home),
        Errand::Show(screen) => show(router, screen),
        Errand::Signals => opens.signals.update(|open| *open = !*open),
        Errand::Who => opens.who.set(true),
        Errand::Share => opens.share.set(true),
        Errand::Publish => opens.publish.set(true),
        Errand::Export(form) => export(session, form),
        Errand::Light(theme) => _ = prefs.map(|prefs| prefs.set_theme(theme)),
        Errand::Speak(language) => _ = prefs.map(|prefs| prefs.set_language(language)),
    };
    let hands = ErrandHands { can: Callback::new(can), perform: Callback::new(perform) };
    session.lens.errands.set(Some(hands));
    on_cleanup(move || _ = session.lens.errands.try_set(None));
}

/// Goes to a screen of the workspace that is open.
pub(super) fn show(router: Router, screen: Screen) {
    if let Route::Workspace(place) = router.route().get_untracked() {
        router.go(Route::Workspace(Place { screen: Some(screen), node: None, ..place }));
    }
}
