//! The inspector: every field of the one node or link that is selected.
//!
//! It stands beside the map, and is a sheet on phones. A field is a *cell*: it reads the record's
//! signal and writes by one command on its own place, so that two people who edit one node disturb
//! each other in no other field.

mod cells;
mod chart;
mod close;
mod gone;
mod link;
mod node;
mod part;
mod past;
mod rows;
mod several;
mod spot;
mod talk;
pub(crate) mod words;
mod xray;

use causeway_canvas::Selection;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::frame::after_paint;
use crate::state::session::Session;
use crate::ui::MayEdit;

pub(crate) use cells::{NumberCell, SegmentCell, field};
use close::{Beside, leave};
use link::LinkInspector;
pub(crate) use link::strength::StrengthCell;
use node::NodeInspector;
use part::OpenParts;
use several::SeveralInspector;
pub(crate) use spot::{Spot, number_json};

/// What the selection asks the panel to show.
#[derive(Clone, Debug, PartialEq)]
enum Showing {
    Nothing,
    Node(causeway_model::NodeId),
    Link(causeway_model::LinkId),
    Several,
}

impl Showing {
    fn of(selection: &Selection) -> Self {
        match (selection.only_node(), selection.only_link()) {
            (Some(node), _) => Self::Node(node.clone()),
            (_, Some(link)) => Self::Link(link.clone()),
            _ if selection.is_empty() => Self::Nothing,
            _ => Self::Several,
        }
    }
}

/// The panel; nothing while nothing is selected.
#[component]
pub fn Inspector(
    /// The open workspace.
    session: Session,
    /// The screen beside it, which gets the focus back.
    beside: NodeRef<html::Main>,
) -> impl IntoView {
    let asked = Memo::new(move |_| session.selection.with(Showing::of));
    // It has far more to draw than the screen beside it, which answers the hand first.
    let showing = after_paint(asked);
    let is_full = RwSignal::new(false);
    provide_context(OpenParts::new());
    provide_context(Beside(beside));
    let can_edit = Memo::new(move |_| session.can_edit());
    let body = move || {
        provide_context(MayEdit(can_edit.get()));
        match showing.get() {
            Showing::Nothing => ().into_any(),
            Showing::Node(id) => view! { <NodeInspector session id/> }.into_any(),
            Showing::Link(id) => view! { <LinkInspector session id/> }.into_any(),
            Showing::Several => view! { <SeveralInspector session/> }.into_any(),
        }
    };
    view! {
        <Show when=move || showing.get() != Showing::Nothing>
            <aside
                class="inspector"
                id="inspector"
                aria-label=t(Key::InspectorLabel)
                data-size=move || is_full.get().then_some("full")
                on:keydown=move |event| {
                    if event.key() == "Escape" && !event.default_prevented() {
                        leave(session, Some(Beside(beside)));
                    }
                }
            >
                <button
                    class="grip"
                    type="button"
                    aria-label=t(Key::InspectorGrip)
                    aria-expanded=move || is_full.get().to_string()
                    on:click=move |_| is_full.update(|full| *full = !*full)
                ></button>
                {body}
            </aside>
        </Show>
    }
}
