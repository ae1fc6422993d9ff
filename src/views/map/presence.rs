//! What of this person's doings on the map the others see, and what of theirs moves the map.

use std::collections::BTreeMap;

use causeway_canvas::End;
use causeway_canvas::gesture::{Input, LinkEnd, Preview};
use causeway_model::order::gathered;
use leptos::prelude::*;

use super::Atlas;
use super::following;
use super::peer_layer::Holds;
use crate::state::peers::Pull;

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

/// Shows the others what is selected, typed and dragged here, and follows what they drag and, if asked, what they see.
pub(super) fn share(atlas: Atlas) {
    let session = atlas.session();
    provide_context(Holds::of(session));
    following::keep(atlas);
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
        let preview = atlas.preview().get();
        let marking = match preview {
            Preview::Marking(frame) => Some(frame),
            _ => None,
        };
        let pull = pull(atlas, &preview);
        let is_dragging = matches!(preview, Preview::Moving { .. });
        session.show(|shows| {
            (shows.marking, shows.pull) = (marking, pull);
            if !is_dragging {
                shows.dragging.clear();
            }
        });
    });
    Effect::new(move |_| {
        let (camera, view) = (session.camera.get(), atlas.view().get());
        let seen = (view.width > 0.0).then(|| camera.visible(view));
        session.show(|shows| shows.view = seen);
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
            (shows.cursor, shows.view) = (None, None);
            (shows.marking, shows.pull) = (None, None);
            shows.dragging.clear();
        });
    });
}

/// The link of which this person holds an end.
fn pull(atlas: Atlas, preview: &Preview) -> Option<Pull> {
    let (node, to, is_beginning) = match preview {
        Preview::Linking { from, to } => (from, to, false),
        Preview::Relinking { end, fixed, to, .. } => (fixed, to, *end == End::From),
        _ => return None,
    };
    let at = match to {
        LinkEnd::Loose(at) => *at,
        LinkEnd::Card(over, _) | LinkEnd::Refused(over, _) => {
            atlas.with_scene(|scene| scene.card(over)).flatten()?.centre
        }
    };
    Some(Pull { node: node.clone(), at, is_beginning })
}
