//! Leaves a small picture of the map for Home, whenever the map or the page is left.

use std::collections::BTreeMap;

use causeway_insight::status::Status;
use leptos::prelude::*;

use super::Atlas;
use crate::platform::lifecycle;
use crate::state::library::{Sketch, Tint};

/// Sketches the map as it is left.
pub(super) fn leave(atlas: Atlas) {
    let session = atlas.session();
    let sketch = move || {
        if let Some(sketch) = sketch(atlas) {
            session.set_sketch(sketch);
        }
    };
    let parting = StoredValue::new_local(lifecycle::on_parting(sketch));
    on_cleanup(move || {
        sketch();
        parting.set_value(None);
    });
}

/// The map as it is drawn now; `None` before it is.
fn sketch(atlas: Atlas) -> Option<Sketch> {
    let session = atlas.session();
    atlas.with_scene(|scene| {
        let mut places = BTreeMap::new();
        let mut cards = Vec::new();
        for (id, card) in scene.cards() {
            places.insert(id.clone(), cards.len());
            let tint = match session.status_of(id).try_get_untracked()?.status {
                Status::Ok => Tint::Ok,
                Status::Watch => Tint::Watch,
                Status::Act => Tint::Act,
                Status::NoData | Status::Unknown => Tint::None,
            };
            cards.push((card, tint));
        }
        let ends = |(_, tie): (_, &causeway_canvas::Tie)| {
            Some((*places.get(&tie.from)?, *places.get(&tie.to)?))
        };
        let links = scene.links().filter_map(ends).collect();
        Some(Sketch::of(cards, links))
    })?
}
