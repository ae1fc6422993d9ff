//! The root: which screen is shown, and what all screens share.

use leptos::prelude::*;

use crate::i18n::{Key, say};
use crate::parts::{HomePart, PublicationPart, WorkspacePart};
use crate::platform::crash::{self, CrashWords};
use crate::platform::{publication, service_worker, task};
use crate::state::library::Library;
use crate::state::prefs::Prefs;
use crate::state::route::{Place, Route, Router};
use crate::ui::Sprite;
use crate::views::workspace::Nowhere;

/// Shows the app on the page, for as long as the page lives.
pub fn mount() {
    crash::watch();
    if let Some(form) = publication::form() {
        // What was published comes from where it lies, and is looked at there again.
        return mount_to_body(move || view! { <Publication form/> });
    }
    task::spawn(async {
        service_worker::register().await;
    });
    mount_to_body(App);
}

/// A publication: one workspace, to be read.
#[component]
fn Publication(form: publication::Form) -> impl IntoView {
    Prefs::provide();
    let router = Router::provide_published();
    say_crash_words();
    view! {
        <Sprite/>
        <PublicationPart form router/>
    }
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    Prefs::provide();
    let library = Library::provide();
    let router = Router::provide();
    say_crash_words();
    let route = router.route();
    // Another screen or node of the same workspace is no other visit.
    let visited = Memo::new(move |_| match route.get() {
        // A key that came lets do something else: it is looked at from the beginning.
        Route::Workspace(place) => {
            Some((Place { screen: None, node: None, ..place }, router.keys_came().get()))
        }
        Route::Home | Route::Nowhere => None,
    });
    let is_nowhere = Memo::new(move |_| route.get() == Route::Nowhere);
    view! {
        <Sprite/>
        {move || match visited.get() {
            Some((place, _)) => view! { <WorkspacePart place library router/> }.into_any(),
            None if is_nowhere.get() => view! { <Nowhere/> }.into_any(),
            None => view! { <HomePart library router/> }.into_any(),
        }}
    }
}

/// Keeps the words for a crash at hand, since nothing can be looked up after one.
fn say_crash_words() {
    Effect::new(|_| {
        crash::say(&CrashWords {
            title: say(Key::CrashTitle).to_owned(),
            text: say(Key::CrashText).to_owned(),
            download: say(Key::CrashDownload).to_owned(),
            reload: say(Key::CrashReload).to_owned(),
            nothing: say(Key::CrashNothing).to_owned(),
            again: say(Key::CrashAgain).to_owned(),
            elsewhere: say(Key::CrashElsewhere).to_owned(),
            home: say(Key::CrashHome).to_owned(),
        });
    });
}
