//! The ground: water that gets shallower towards the results, and land where the objectives are.

use causeway_canvas::{Contour, Depth, coast, contours};
use causeway_model::{Lever, NodeKind};
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::i18n::{Key, say};

/// With more cards than this only the coast is drawn.
const MANY: usize = 300;

/// The ground under the map. It says nothing that the cards don't say.
#[component]
pub(super) fn GroundLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        let lines = Memo::new(move |_| lines(atlas));
        view! {
            <svg class="seabed" aria-hidden="true">
                // The deepest lies on top of the less deep.
                {move || lines.get().into_iter().rev().map(area).collect_view()}
                {move || lines.get().into_iter().map(line).collect_view()}
            </svg>
        }
    })
}

/// The lines as the cards now lie: not while they are dragged, only once they have come to rest.
fn lines(atlas: Atlas) -> Vec<Contour> {
    atlas.rested().track();
    if atlas.lanes().with(|lanes| !lanes.is_empty()) {
        return Vec::new();
    }
    if atlas.order().with(Vec::len) > MANY {
        let side = |kind| if kind == NodeKind::Objective { Depth::Land } else { Depth::Outcomes };
        let cards = atlas.with_scene(|scene| {
            scene.cards().map(|(_, card)| (side(card.kind), card.rect())).collect::<Vec<_>>()
        });
        return coast(&cards.unwrap_or_default());
    }
    let cards: Vec<_> = atlas
        .order()
        .get()
        .into_iter()
        .filter_map(|id| {
            let node = atlas.session().node(&id)?;
            let lever = node.with(|node| node.metric.as_ref().and_then(|metric| metric.lever));
            let card = atlas.with_scene(|scene| scene.card(&id))??;
            Some((depth(card.kind, lever), card.rect()))
        })
        .collect();
    contours(&cards)
}

fn depth(kind: NodeKind, lever: Option<Lever>) -> Depth {
    match (kind, lever) {
        (NodeKind::Objective, _) => Depth::Land,
        (NodeKind::Kpi, None) | (NodeKind::Kpi | NodeKind::Driver, Some(Lever::Outcome)) => {
            Depth::Outcomes
        }
        (NodeKind::Driver, None) | (NodeKind::Kpi | NodeKind::Driver, Some(Lever::Process)) => {
            Depth::Processes
        }
        _ => Depth::Inputs,
    }
}

/// The water left of a line, or the land right of the coast.
fn area(contour: Contour) -> impl IntoView {
    let (class, area) = match contour.before {
        Depth::Land => ("shore", contour.right),
        Depth::Outcomes => ("d2", contour.left),
        Depth::Inputs | Depth::Processes => ("d3", contour.left),
    };
    view! { <path class=class d=area></path> }
}

/// A line, and the name of the water before it.
fn line(contour: Contour) -> impl IntoView {
    let (id, name) = match contour.before {
        Depth::Land => ("water-outcomes", Key::MapOutcomes),
        Depth::Outcomes => ("water-processes", Key::MapProcesses),
        Depth::Inputs | Depth::Processes => ("water-inputs", Key::MapInputs),
    };
    let is_coast = contour.before == Depth::Land;
    view! {
        <path class=if is_coast { "coast" } else { "fathom" } d=contour.line></path>
        <path id=id fill="none" d=contour.name></path>
        <text>
            <textPath href=format!("#{id}")>{move || say(name)}</textPath>
        </text>
    }
}
