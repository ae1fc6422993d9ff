//! Leaving the inspector.

use causeway_canvas::Selection;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::focus;
use crate::state::session::Session;
use crate::ui::CrossButton;

/// The screen beside which the inspector stands.
#[derive(Clone, Copy)]
pub(super) struct Beside(pub(super) NodeRef<html::Main>);

/// Selects nothing any more; the focus goes back to the screen, before what has it is gone.
pub(super) fn leave(session: Session, beside: Option<Beside>) {
    if let Some(Beside(main)) = beside {
        focus::give(main);
    }
    session.selection.set(Selection::default());
}

/// Closes the inspector.
#[component]
pub(super) fn CloseButton(session: Session) -> impl IntoView {
    let beside = use_context();
    view! {
        <CrossButton
            label=t(Key::InspectorClose)
            press=move |()| leave(session, beside)
            at_end=true
        />
    }
}
