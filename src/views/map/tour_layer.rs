//! The short tour over the map: when it begins by itself, and where its words are shown.

use leptos::prelude::*;

use super::atlas::use_atlas;
use crate::parts::TourPart;
use crate::state::{prefs, tour};

/// The tour while it is taken. It begins by itself on a first, empty map, and goes on where it was begun.
#[component]
pub(super) fn TourLayer() -> impl IntoView {
    let atlas = use_atlas()?;
    let session = atlas.session();
    Effect::new(move |_| {
        let can_edit = session.can_edit();
        let is_empty = session.node_ids().with_untracked(Vec::is_empty);
        let is_on = session.lens.tour.with_untracked(Option::is_some);
        if can_edit && !is_on && prefs::tour_is_due(session.document(), is_empty) {
            tour::begin(session);
        }
    });
    Effect::new(move |_| {
        if session.lens.tour.with(Option::is_some) {
            prefs::keep_tour(session.document());
        }
    });
    let is_taken =
        Memo::new(move |_| session.can_edit() && session.lens.tour.with(Option::is_some));
    Some(move || is_taken.get().then(|| view! { <TourPart atlas/> }))
}
