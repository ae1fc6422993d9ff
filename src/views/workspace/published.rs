//! The workspace of a publication, as everybody may read it.

use causeway_document::Document;
use leptos::prelude::*;

use crate::platform::clock;
use crate::platform::lifecycle::{self, Life};
use crate::state::route::{PUBLISHED, Router};
use crate::state::session::Session;
use crate::views::workspace::WorkspaceView;
use crate::views::workspace::arriving::follow_address;

/// The frame of the app around what was published, without any way to edit it.
#[component]
pub fn PublishedWorkspace(
    /// The document, which was verified before; it is opened once.
    document: StoredValue<Option<Document>, LocalStorage>,
    /// Which screen and node are looked at is part of the address.
    router: Router,
) -> impl IntoView {
    document.try_update_value(Option::take).flatten().map(|document| {
        let session = Session::open_published(PUBLISHED, document, clock::now);
        session.judge();
        judge_again(session);
        provide_context(session);
        follow_address(session, router);
        view! { <WorkspaceView session router/> }
    })
}

/// A page that is seen again stands on another day, perhaps.
fn judge_again(session: Session) {
    let judged = StoredValue::new(clock::today());
    let watch = lifecycle::watch(
        move |life| {
            let today = clock::today();
            if matches!(life, Life::Shown | Life::Returned)
                && judged.try_get_value().is_some_and(|on| on != today)
            {
                judged.set_value(today);
                session.judge();
            }
        },
        || false,
    );
    let held = StoredValue::new_local(watch);
    on_cleanup(move || held.set_value(None));
}
