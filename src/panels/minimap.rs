//! The whole map, small, with what is seen of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use causeway_canvas::{Camera, MapPoint, MapRect, Placed};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::pointer;
use crate::ui::Mark;
use crate::views::map::Atlas;

/// Around the cards, in map units.
const MARGIN: f64 = 60.0;

/// The whole map; a press or a drag on it looks there.
#[component]
pub fn Minimap(
    /// The map.
    atlas: Atlas,
) -> impl IntoView {
    let session = atlas.session();
    let whole = Memo::new(move |_| atlas.bounds().get().unwrap_or_default().grown(MARGIN));
    let cards = Memo::new(move |_| {
        atlas.rested().track();
        session.judged().track();
        shapes(atlas)
    });
    let view_box = move || {
        let MapRect { left, top, width, height } = whole.get();
        format!("{left:.0} {top:.0} {width:.0} {height:.0}")
    };
    let seen = Memo::new(move |_| session.camera.get().visible(atlas.view().get()));
    let leaf: NodeRef<html::Div> = NodeRef::new();
    let look = move |event: &leptos::ev::PointerEvent| {
        let Some(leaf) = leaf.get_untracked() else { return };
        let (x, y) = pointer::share_of(&leaf, event);
        let at = within(whole.get_untracked(), pointer::aspect_of(&leaf), x, y);
        let camera = session.camera.get_untracked();
        atlas.look(Camera::centred(at, atlas.view().get_untracked(), camera.zoom()));
    };
    let line = move || whole.with(|whole| whole.width.max(whole.height) / 90.0);
    view! {
        <div
            class="minimap"
            role="group"
            aria-label=t(Key::ActionMinimap)
            data-own-pointer
            node_ref=leaf
            on:pointerdown=move |event| {
                pointer::hold(&event);
                look(&event);
            }
            on:pointermove=move |event| {
                if event.buttons() == 1 {
                    look(&event);
                }
            }
        >
            <svg viewBox=view_box aria-hidden="true">
                {move || {
                    cards
                        .get()
                        .into_iter()
                        .map(|(state, path)| view! { <path class="cards" data-st=state d=path></path> })
                        .collect_view()
                }}
                <rect
                    class="seen"
                    x=move || seen.get().left
                    y=move || seen.get().top
                    width=move || seen.get().width
                    height=move || seen.get().height
                    stroke-width=line
                ></rect>
            </svg>
        </div>
    }
}

/// All cards of a state as one path: a map of thousands is still a few elements.
fn shapes(atlas: Atlas) -> BTreeMap<&'static str, String> {
    let session = atlas.session();
    let cards: Vec<_> = atlas
        .with_scene(|scene| scene.cards().map(|(id, card)| (id.clone(), card)).collect())
        .unwrap_or_default();
    let mut paths: BTreeMap<&'static str, String> = BTreeMap::new();
    for (id, card) in cards {
        let is_land = card.kind == causeway_model::NodeKind::Objective;
        let status = session.status_of(&id).get_untracked().status;
        let state = if is_land { "land" } else { Mark::from(status).state() };
        let MapRect { left, top, width, height } = Placed::rect(card);
        // Writing to a string can't fail.
        let _ = write!(
            paths.entry(state).or_default(),
            "M{left:.0} {top:.0}h{width}v{height}h-{width}z"
        );
    }
    paths
}

/// The point of the map at a share of a view of this aspect, in which the whole map is fitted.
fn within(whole: MapRect, aspect: f64, x: f64, y: f64) -> MapPoint {
    let wide = whole.width.max(whole.height * aspect);
    let high = whole.height.max(whole.width / aspect);
    let centre = whole.centre();
    MapPoint::new(centre.x + (x - 0.5) * wide, centre.y + (y - 0.5) * high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_the_minimap_is_a_point_of_the_map() {
        let whole = MapRect { left: 0.0, top: 0.0, width: 400.0, height: 100.0 };
        assert_eq!(within(whole, 2.0, 0.5, 0.5), MapPoint::new(200.0, 50.0));
        assert_eq!(within(whole, 2.0, 0.0, 0.0), MapPoint::new(0.0, -50.0));
    }
}
