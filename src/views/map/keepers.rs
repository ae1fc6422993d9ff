//! Tells the atlas what the document says of each card and link, one effect each.

use causeway_canvas::{MapPoint, Tie};
use causeway_model::{LinkId, NodeId};
use leptos::prelude::*;

use super::atlas::use_atlas;

/// Keeps the atlas up to the session's nodes and links; shows nothing.
#[component]
pub(super) fn Keepers() -> impl IntoView {
    use_atlas().map(|atlas| {
        view! {
            <For
                each=move || atlas.shown_nodes().get()
                key=NodeId::clone
                children=|id| view! { <CardKeeper id/> }
            />
            <For
                each=move || atlas.shown_links().get()
                key=LinkId::clone
                children=|id| view! { <LinkKeeper id/> }
            />
        }
    })
}

#[component]
fn CardKeeper(
    /// Whose card.
    id: NodeId,
) -> impl IntoView {
    let Some(atlas) = use_atlas() else { return };
    let gone = id.clone();
    on_cleanup(move || atlas.remove_card(&gone));
    let Some(node) = atlas.session().node(&id) else { return };
    let known = Memo::new(move |_| {
        node.with(|node| {
            let placed = node.position.as_ref().and_then(|at| Some(MapPoint::new(at.x?, at.y?)));
            (node.kind, placed)
        })
    });
    Effect::new(move |_| {
        let (kind, placed) = known.get();
        atlas.put_card(&id, kind, placed);
    });
}

#[component]
fn LinkKeeper(
    /// Which link.
    id: LinkId,
) -> impl IntoView {
    let Some(atlas) = use_atlas() else { return };
    let gone = id.clone();
    on_cleanup(move || atlas.remove_link(&gone));
    let Some(link) = atlas.session().link(&id) else { return };
    let known = Memo::new(move |_| {
        link.with(|link| Tie { from: link.from.clone(), to: link.to.clone(), kind: link.kind })
    });
    Effect::new(move |_| atlas.put_link(&id, known.get()));
}
