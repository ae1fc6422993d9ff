//! The root: which screen is shown, and what all screens share.

use leptos::prelude::*;

use crate::platform::{crash, service_worker, task};
use crate::state::library::Library;
use crate::state::prefs::Prefs;
use crate::state::route::{Place, Route, Router};
use crate::ui::Sprite;
use crate::views::home::Home;
use crate::views::workspace::{Nowhere, VisitView};

/// Shows the app on the page, for as long as the page lives.
pub fn mount() {
    crash::watch();
    task::spawn(async {
        service_worker::register().await;
    });
    mount_to_body(App);
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    Prefs::provide();
    let library = Library::provide();
    let router = Router::provide();
    let route = router.route();
    // Another node of the same workspace is no other visit.
    let visited = Memo::new(move |_| match route.get() {
        Route::Workspace(place) => Some(Place { node: None, ..place }),
        Route::Home | Route::Nowhere => None,
    });
    let is_nowhere = Memo::new(move |_| route.get() == Route::Nowhere);
    view! {
        <Sprite/>
        {move || match visited.get() {
            Some(place) => view! { <VisitView place library router/> }.into_any(),
            None if is_nowhere.get() => view! { <Nowhere/> }.into_any(),
            None => view! { <Home library router/> }.into_any(),
        }}
    }
}
