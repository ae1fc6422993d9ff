//! What of this person's doings on the map the others see, and what of theirs moves the map.

use std::collections::BTreeMap;

use causeway_canvas::gesture::{Input, Preview};
use causeway_model::order::gathered;
use leptos::prelude::*;

use super::Atlas;

/// Shows the others where the pointer is.
pub(super) fn point(atlas: Atlas, input: &Input) {
    let (Input::Move { at, .. } | Input::Down { at, .. }) = *input else { return };
    let session = atlas.session();
    if let Some(camera) = session.camera.try_get_untracked() {
        let at = camera.to_map(at);
        atlas.note_pointer(at);
        session.show_cursor(Some(at));
    }
}

/// Shows the others what is selected, typed and dragged here, and follows what they drag.
pub(super) fn share(atlas: Atlas) {
    let session = atlas.session();
    Effect::new(move |_| {
        let chosen = session.selection.get();
        session.show(|shows| {
            shows.nodes = chosen.nodes.into_iter().collect();
            shows.links = chosen.links.into_iter().collect();
        });
    });
    Effect::new(move |_| {
        let edited = session.editing.get();
        session.show(|shows| shows.editing = edited);
    });
    Effect::new(move |_| {
        let is_dragging = atlas.preview().with(|shown| matches!(shown, Preview::Moving { .. }));
        if !is_dragging {
            session.show(|shows| shows.dragging.clear());
        }
    });
    let peers = session.peers();
    Effect::new(move |_| {
        let held: BTreeMap<_, _> = peers.with(|peers| {
            gathered(peers.iter().flat_map(|peer| peer.shows.dragging.iter().cloned()))
        });
        atlas.show_others(held);
    });
    on_cleanup(move || {
        session.show(|shows| {
            shows.cursor = None;
            shows.dragging.clear();
        });
    });
}
