//! Leaving the inspector.

use causeway_canvas::Selection;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::state::session::Session;
use crate::ui::{Glyph, Icon, focus};

/// The screen beside which the inspector stands.
#[derive(Clone, Copy)]
pub(super) struct Beside(pub(super) NodeRef<html::Main>);

/// Selects nothing any more; the focus goes back to the screen, before what has it is gone.
pub(super) fn leave(session: Session, beside: Option<Beside>) {
    if let Some(Beside(main)) = beside {
        focus(main);
    }
    session.selection.set(Selection::default());
}

/// Closes the inspector.
#[component]
pub(super) fn CloseButton(session: Session) -> impl IntoView {
    let beside = use_context();
    view! {
        <button
            class="button push"
            type="button"
            data-rank="bare"
            data-icon
            data-size="s"
            aria-label=t(Key::InspectorClose)
            on:click=move |_| leave(session, beside)
        >
            <Icon of=Glyph::Close/>
        </button>
    }
}
