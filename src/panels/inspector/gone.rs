//! What was selected and is no longer there.

use leptos::prelude::*;

use crate::ui::hear;

use crate::i18n::{Key, t};
use crate::state::selection::Selection;
use crate::state::session::Session;

/// Says that it was deleted, and how to get it back.
#[component]
pub(super) fn Gone(session: Session) -> impl IntoView {
    view! {
        <div class="pane">
            <h2>{t(Key::GoneTitle)}</h2>
            <p>{t(Key::GoneSaid)}</p>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    on:click=hear(move |_| session.selection.set(Selection::default()))
                >
                    {t(Key::InspectorClose)}
                </button>
            </div>
        </div>
    }
}
