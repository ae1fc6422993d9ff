//! Several nodes and links at once.

use causeway_canvas::Selection;
use causeway_document::Command;
use leptos::prelude::*;

use crate::i18n::{Key, say_count, t};
use crate::panels::inspector::close::{Beside, CloseButton, leave};
use crate::state::session::Session;
use crate::ui::{Glyph, Icon};

/// Says how much is selected, and what can be done with all of it.
#[component]
pub(super) fn SeveralInspector(session: Session) -> impl IntoView {
    let counts = Memo::new(move |_| {
        session.selection.with(|chosen| (chosen.nodes.len(), chosen.links.len()))
    });
    let said = move || match counts.get() {
        (nodes, 0) => say_count(Key::SeveralNodes, nodes),
        (0, links) => say_count(Key::SeveralLinks, links),
        (nodes, links) => {
            format!(
                "{} · {}",
                say_count(Key::SeveralNodes, nodes),
                say_count(Key::SeveralLinks, links)
            )
        }
    };
    let beside = use_context::<Beside>();
    let delete = move |_| {
        let Selection { nodes, links } = session.selection.get_untracked();
        let all = Command::All(vec![
            Command::DeleteNodes { nodes: nodes.into_iter().collect() },
            Command::DeleteLinks { links: links.into_iter().collect() },
        ]);
        if session.dispatch(all).is_ok() {
            leave(session, beside);
        }
    };
    view! {
        <header>
            <div class="kind">
                <span>{t(Key::SeveralTitle)}</span>
                <CloseButton session/>
            </div>
            <h2 role="status">{said}</h2>
        </header>
        <div class="pane">
            <p class="quiet">{t(Key::SeveralHint)}</p>
            <div class="row">
                <button class="button" type="button" data-tone="act" on:click=delete>
                    <Icon of=Glyph::Delete/>
                    {t(Key::SeveralDelete)}
                </button>
            </div>
        </div>
    }
}
