//! A title typed in place, over its card: every stroke goes into the document, so that two can type at once.

use std::sync::Arc;

use causeway_document::{Command, Group, Splice};
use causeway_model::{Node, NodeId, Path};
use leptos::html;
use leptos::prelude::*;

use super::atlas::use_atlas;
use super::keyboard;
use crate::i18n::Key;
use crate::state::notice::Notice;
use crate::state::session::Session;
use crate::ui::TextField;
use crate::ui::typing::Stroke;

/// Leaves the title that is being typed, and says why, when it can't be typed any more: its node was deleted, and the
/// field goes with the card; or a colleague's title came in beside it, and every stroke would be refused.
pub(super) fn keep(session: Session) {
    Effect::new(move |_| {
        session.comings().track();
        let Some(edited) = session.editing.get() else { return };
        if session.node(&edited).is_some() {
            if let Some(dispute) = session.title_dispute(&edited) {
                session.editing.set(None);
                session.notices.say(Notice::Refused(dispute));
            }
            return;
        }
        session.editing.set(None);
        if let Some(node) = session.deleted_node(&edited) {
            session.notices.say(Notice::TitleGone(node.title.shown().into_owned()));
        }
    });
}

/// The field over a card's title. Enter and Escape leave it, Tab leaves it and adds a driver upstream.
#[component]
pub(super) fn TitleEditor(
    /// Whose title.
    id: NodeId,
    /// The node.
    node: ArcReadSignal<Arc<Node>>,
) -> impl IntoView {
    let atlas = use_atlas()?;
    let session = atlas.session();
    let path = Path::of(["nodes", id.as_str(), "title"]);
    let group = Group::Typing(path.to_string());
    let text = Signal::derive(move || node.with(|node| node.title.shown().into_owned()));
    let strike = move |stroke: Stroke| {
        let splice = Splice { at: stroke.at, delete: stroke.delete, insert: stroke.insert };
        let command =
            Command::SpliceText { path: path.clone(), base: stroke.base, splices: vec![splice] };
        // A refusal is shown by the session; what was typed stays in the field.
        let _ = session.dispatch_in(group.clone(), command);
    };
    let field: NodeRef<html::Div> = NodeRef::new();
    let edited = id.clone();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            atlas.reveal([&edited]);
            keyboard::type_in(&field);
        }
    });
    // The editor of another node may be open by the time this one is taken away.
    let leave = move || {
        if session.editing.try_with_untracked(|edited| edited.as_ref() == Some(&id)) == Some(true) {
            session.editing.set(None);
        }
    };
    let leave_on_key = leave.clone();
    Some(view! {
        <div
            class="title-editor"
            node_ref=field
            data-own-pointer
            on:keydown=move |event| {
                if event.is_composing() {
                    return;
                }
                match event.key().as_str() {
                    "Enter" | "Escape" => {
                        event.prevent_default();
                        event.stop_propagation();
                        leave_on_key();
                    }
                    "Tab" if !event.shift_key() => {
                        event.prevent_default();
                        event.stop_propagation();
                        leave_on_key();
                        keyboard::act(atlas, "add-upstream");
                    }
                    _ => event.stop_propagation(),
                }
            }
            on:focusout=move |_| leave()
        >
            <TextField label=Key::MapTitleField text strike=Callback::new(strike) one_line=true bare=true/>
        </div>
    })
}
