//! Which cards and links are mounted: all of a small map, what lies near the view of a large one, and of one that
//! is painted only what is at hand.

use std::collections::BTreeSet;

use causeway_canvas::MapRect;
use causeway_model::order::gathered;
use causeway_model::{LinkId, NodeId};
use leptos::prelude::*;

use super::Atlas;

/// Up to this many cards, all are mounted: a screen reader's list is then whole.
const FEW: usize = 300;

/// The mounted area grows and shrinks in steps of this many map units, so that panning rarely changes it.
const STEP: f64 = 600.0;

/// The area whose cards are mounted; `None` is everywhere.
pub(super) fn area(atlas: Atlas) -> Memo<Option<MapRect>> {
    Memo::new(move |_| {
        if atlas.order().with(Vec::len) <= FEW || atlas.is_painted().get() {
            return None;
        }
        let seen = atlas.session().camera.get().visible(atlas.view().get());
        let left = (seen.left / STEP).floor() * STEP - STEP;
        let top = (seen.top / STEP).floor() * STEP - STEP;
        let width = (seen.right() / STEP).ceil() * STEP + STEP - left;
        let height = (seen.bottom() / STEP).ceil() * STEP + STEP - top;
        Some(MapRect { left, top, width, height })
    })
}

/// The card that is the map's tab stop: the selected one, or else the first.
pub(super) fn stop(atlas: Atlas) -> Memo<Option<NodeId>> {
    let session = atlas.session();
    Memo::new(move |_| {
        let chosen = session.selection.with(|chosen| chosen.nodes.first().cloned());
        chosen.or_else(|| atlas.order().with(|order| order.first().cloned()))
    })
}

/// The cards that are mounted wherever they are: the tab stop, what has the focus, and what is typed into.
fn at_hand(atlas: Atlas, stop: Memo<Option<NodeId>>) -> BTreeSet<NodeId> {
    let held = [stop.get(), atlas.focused().get(), atlas.session().editing.get()];
    held.into_iter().flatten().collect()
}

/// The mounted cards, in the order in which they are read.
pub(super) fn cards(atlas: Atlas, stop: Memo<Option<NodeId>>) -> Memo<Vec<NodeId>> {
    let area = area(atlas);
    Memo::new(move |_| {
        if atlas.is_painted().get() {
            let at_hand = at_hand(atlas, stop);
            let is_here =
                |id: &NodeId| atlas.with_scene(|scene| scene.card(id).is_some()) == Some(true);
            atlas.order().track();
            return at_hand.into_iter().filter(is_here).collect();
        }
        let order = atlas.order().get();
        let Some(area) = area.get() else { return order };
        let inside = atlas.with_scene(|scene| scene.cards_in(area)).unwrap_or_default();
        let inside: BTreeSet<NodeId> = gathered(inside.into_iter().chain(at_hand(atlas, stop)));
        order.into_iter().filter(|id| inside.contains(id)).collect()
    })
}

/// The mounted links: those that cross the mounted area, or else the one that is chosen.
pub(super) fn links(atlas: Atlas) -> Memo<Vec<LinkId>> {
    let area = area(atlas);
    Memo::new(move |_| {
        if atlas.is_painted().get() {
            let chosen = atlas.session().selection.with(|chosen| chosen.only_link().cloned());
            return chosen.into_iter().collect();
        }
        // Before the cards lie anywhere, no link leads anywhere, however many there are.
        if atlas.order().with(Vec::is_empty) {
            return Vec::new();
        }
        let ids = atlas.shown_links().get();
        let Some(area) = area.get() else { return ids };
        let crosses = |scene: &causeway_canvas::Scene, id: &LinkId| {
            let tie = scene.link(id)?;
            let (from, to) = (scene.card(&tie.from)?, scene.card(&tie.to)?);
            Some(from.rect().united(to.rect()).overlaps(area))
        };
        let crossing = atlas.with_scene(|scene| {
            ids.into_iter().filter(|id| crosses(scene, id) == Some(true)).collect()
        });
        crossing.unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use causeway_canvas::Tie;
    use causeway_document::{ActorSeed, Document};
    use causeway_model::{LinkKind, NodeKind};
    use causeway_sync::ids::DocumentId;

    use super::*;
    use crate::state::session::Session;

    const MAP: &str = r#"{
        "format": "causeway/1", "workspace": "w1",
        "nodes": {"churn": {"kind": "kpi"}, "onboarding": {"kind": "driver"}},
        "links": {"l1": {"from": "onboarding", "to": "churn", "type": "causes"}}
    }"#;

    #[test]
    fn links_are_mounted_once_the_cards_lie_somewhere() {
        Owner::new().with(|| {
            let document =
                Document::from_tree(&serde_json::from_str(MAP).unwrap(), ActorSeed([7; 16]));
            let clock = || "2026-11-22T12:00:00Z".parse().unwrap();
            let name = Signal::derive(|| "Ana".to_owned());
            let id = DocumentId::from_bytes([1; 16]);
            let atlas = Atlas::new(Session::open(id, document.unwrap(), clock, name));
            let links = links(atlas);
            assert_eq!(links.get_untracked(), []);
            let [churn, onboarding] = ["churn", "onboarding"].map(|id| NodeId::new(id).unwrap());
            let link = LinkId::new("l1").unwrap();
            atlas.know_card(&churn, NodeKind::Kpi, None);
            atlas.know_card(&onboarding, NodeKind::Driver, None);
            let tie = Tie { from: onboarding, to: churn, kind: LinkKind::Causes };
            atlas.know_link(&link, tie);
            atlas.settle(None);
            assert_eq!(links.get_untracked(), [link]);
        });
    }
}
