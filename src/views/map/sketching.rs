//! Leaves a small picture of the map for Home, whenever the map or the page is left.

use std::collections::BTreeMap;

use causeway_canvas::{Placed, Scene};
use causeway_insight::status::Status;
use causeway_model::NodeId;
use leptos::prelude::*;

use super::Atlas;
use crate::platform::lifecycle;
use crate::state::library::{Sketch, Tint};
use crate::state::session::Session;

/// How a map lay when it last came to rest: when it is left, its cards are taken away before it is.
#[derive(Default)]
struct Rest {
    cards: Vec<(NodeId, Placed)>,
    links: Vec<(usize, usize)>,
}

impl Rest {
    fn of(scene: &Scene) -> Self {
        let cards: Vec<_> = scene.cards().map(|(id, card)| (id.clone(), card)).collect();
        let places: BTreeMap<_, _> =
            cards.iter().enumerate().map(|(at, (id, _))| (id, at)).collect();
        let ends = scene
            .links()
            .filter_map(|(_, tie)| Some((*places.get(&tie.from)?, *places.get(&tie.to)?)));
        let links = ends.collect();
        Self { cards, links }
    }

    /// The picture, with the states of now.
    fn sketch(&self, session: Session) -> Sketch {
        let tint = |id| match session.status_of(id).try_get_untracked().unwrap_or_default().status {
            Status::Ok => Tint::Ok,
            Status::Watch => Tint::Watch,
            Status::Act => Tint::Act,
            Status::NoData | Status::Unknown => Tint::None,
        };
        let cards = self.cards.iter().map(|(id, card)| (*card, tint(id)));
        Sketch::of(cards.collect(), self.links.clone())
    }
}

/// Sketches the map as it is left.
pub(super) fn leave(atlas: Atlas) {
    let session = atlas.session();
    let rest = StoredValue::new(Rest::default());
    Effect::new(move |_| {
        atlas.rested().track();
        if let Some(now) = atlas.with_scene(Rest::of) {
            rest.set_value(now);
        }
    });
    let sketch = move || {
        if let Some(sketch) = rest.try_with_value(|rest| rest.sketch(session)) {
            session.set_sketch(sketch);
        }
    };
    let parting = StoredValue::new_local(lifecycle::on_parting(sketch));
    on_cleanup(move || {
        sketch();
        parting.set_value(None);
    });
}
