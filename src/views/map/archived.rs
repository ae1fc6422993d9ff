//! The nodes that were archived: off the map, and found again here.

use causeway_canvas::Selection;
use causeway_document::Command;
use causeway_model::NodeId;
use leptos::prelude::*;

use crate::i18n::{Key, say_with, t, title_or_nameless};
use crate::state::session::Session;
use crate::ui::{Dialog, Glyph, Icon};

/// A tool that opens the list; nothing where nothing is archived.
#[component]
pub(super) fn ArchivedTool(session: Session, is_open: RwSignal<bool>) -> impl IntoView {
    let count = Memo::new(move |_| session.archived_ids().with(Vec::len));
    let label = move || say_with(Key::ArchivedList, &[("n", &count.get().to_string())]);
    view! {
        <Show when=move || count.get() != 0>
            <button
                type="button"
                class="button"
                data-rank="bare"
                data-size="s"
                aria-haspopup="dialog"
                on:click=move |_| is_open.set(true)
            >
                <Icon of=Glyph::Archive/>
                <span>{label}</span>
            </button>
        </Show>
    }
}

/// Every archived node, to be opened or taken back.
#[component]
pub(super) fn ArchivedDialog(session: Session, is_open: RwSignal<bool>) -> impl IntoView {
    let close = Callback::new(move |()| is_open.set(false));
    view! {
        <Show when=move || is_open.get()>
            <Dialog title=Key::ArchivedTitle close>
                <p class="lede">{t(Key::ArchivedSaid)}</p>
                <ul class="stack">
                    <For
                        each=move || session.archived_ids().get()
                        key=NodeId::clone
                        children=move |id| view! { <Row session id close/> }
                    />
                </ul>
            </Dialog>
        </Show>
    }
}

/// One archived node by its title.
#[component]
fn Row(session: Session, id: NodeId, close: Callback<()>) -> impl IntoView {
    let node = session.node(&id)?;
    let title = move || node.with(|node| title_or_nameless(&node.title));
    let chosen = id.clone();
    let open = move |_| {
        session.selection.set(Selection::node(chosen.clone()));
        close.run(());
    };
    let take_back = move |_| {
        let command = Command::UnarchiveNode { node: id.clone() };
        // A refusal is shown by the session.
        if session.dispatch(command).is_ok() && session.archived_ids().with_untracked(Vec::is_empty)
        {
            close.run(());
        }
    };
    let can_edit = move || session.can_edit();
    Some(view! {
        <li class="row">
            <button class="button" type="button" data-rank="bare" on:click=open>
                {title}
            </button>
            <Show when=can_edit>
                <button
                    class="button push"
                    type="button"
                    data-size="s"
                    on:click=take_back.clone()
                >
                    <Icon of=Glyph::Restore/>
                    {t(Key::NodeUnarchive)}
                </button>
            </Show>
        </li>
    })
}
