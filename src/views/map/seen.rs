//! Which cards and links are mounted: all of a small map, what lies near the view of a large one.

use std::collections::BTreeSet;

use causeway_canvas::MapRect;
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
        if atlas.order().with(Vec::len) <= FEW {
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

/// The mounted cards, in the order in which they are read. What has the focus stays mounted.
pub(super) fn cards(atlas: Atlas) -> Memo<Vec<NodeId>> {
    let area = area(atlas);
    Memo::new(move |_| {
        let order = atlas.order().get();
        let Some(area) = area.get() else { return order };
        let held: BTreeSet<NodeId> =
            atlas.session().selection.with(|chosen| match chosen.only_node() {
                Some(only) => [only.clone()].into(),
                None => BTreeSet::new(),
            });
        let inside = atlas.with_scene(|scene| scene.cards_in(area)).unwrap_or_default();
        let inside: BTreeSet<NodeId> = inside.into_iter().chain(held).collect();
        order.into_iter().filter(|id| inside.contains(id)).collect()
    })
}

/// The mounted links: those that cross the mounted area.
pub(super) fn links(atlas: Atlas) -> Memo<Vec<LinkId>> {
    let area = area(atlas);
    Memo::new(move |_| {
        let ids = atlas.shown_links().get();
        let Some(area) = area.get() else { return ids };
        let crosses = |id: &LinkId| {
            atlas.with_scene(|scene| {
                let tie = scene.link(id)?;
                let (from, to) = (scene.card(&tie.from)?, scene.card(&tie.to)?);
                Some(from.rect().united(to.rect()).overlaps(area))
            })
        };
        ids.into_iter().filter(|id| crosses(id).flatten() == Some(true)).collect()
    })
}
