//! Keeps a small picture of the map for Home.

use std::collections::BTreeMap;

use causeway_canvas::{Placed, Scene};
use causeway_model::NodeId;
use causeway_model::order::gathered;
use leptos::prelude::*;

use super::Atlas;
use crate::platform::lifecycle;
use crate::platform::timer::{self, Timer};
use crate::state::library::Sketch;
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
            gathered(cards.iter().enumerate().map(|(at, (id, _))| (id, at)));
        let ends = scene
            .links()
            .filter_map(|(_, tie)| Some((*places.get(&tie.from)?, *places.get(&tie.to)?)));
        let links = ends.collect();
        Self { cards, links }
    }

    /// The picture, with the states of now.
    fn sketch(&self, session: Session) -> Sketch {
        let status = |id| session.status_of(id).try_get_untracked().unwrap_or_default().status;
        let cards = self.cards.iter().map(|(id, card)| (*card, status(id)));
        Sketch::of(cards.collect(), self.links.clone())
    }
}

/// How long after the map has come to rest it is sketched, in milliseconds: its states are judged by then.
const AFTER_REST_MS: u32 = 1_500;

/// Sketches the map once it rests, and as it is left.
pub(super) fn keep(atlas: Atlas) {
    let session = atlas.session();
    let rest = StoredValue::new(Rest::default());
    let sketch = move || {
        if let Some(sketch) = rest.try_with_value(|rest| rest.sketch(session)) {
            session.set_sketch(sketch);
        }
    };
    let waiting = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        atlas.rested().track();
        if let Some(now) = atlas.with_scene(Rest::of) {
            rest.set_value(now);
            waiting.set_value(Some(timer::after(AFTER_REST_MS, sketch)));
        }
    });
    let parting = StoredValue::new_local(lifecycle::on_parting(sketch));
    on_cleanup(move || {
        sketch();
        parting.set_value(None);
    });
}
