//! Sign, strength and lag of a link, on the link itself.

use std::sync::Arc;

use causeway_canvas::{MapPoint, MapRect, Placed, aside};
use causeway_model::{Link, LinkId, LinkKind, Polarity};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::panels::inspector::{NumberCell, SegmentCell, Spot, StrengthCell, field};
use crate::platform::focus;
use crate::ui::NumberRule;
use crate::views::map::Atlas;

/// About how large it is, in pixels: it is kept within the view.
const SIZE: (f64, f64) = (340.0, 200.0);

/// How far it stays from its link and from the edge of the view, in pixels.
const GAP: f64 = 18.0;
const EDGE: f64 = 8.0;

/// The fields beside the middle of a link that says what moves what.
#[component]
pub fn TiePopover(
    /// The map that the link is on.
    atlas: Atlas,
    /// Which link.
    id: LinkId,
) -> impl IntoView {
    let session = atlas.session();
    let link = session.link(&id)?;
    let route = atlas.route(&id);
    let spot = Spot::link(session, &id);
    let link: Signal<Arc<Link>> = link.into();
    let is_cause = Memo::new(move |_| link.with(|link| link.kind == LinkKind::Causes));
    let leaf: NodeRef<html::Div> = NodeRef::new();
    // Both ends stay in sight: they are what it is about.
    let at = move || {
        let label = route.get()?.label();
        let (camera, view) = (session.camera.get(), atlas.view().get());
        let ends = link.with(|link| [link.from.clone(), link.to.clone()]);
        let cards = atlas.with_scene(|scene| ends.map(|end| scene.card(&end).map(Placed::rect)));
        let cards: Vec<MapRect> = cards?.into_iter().flatten().collect();
        let length = |pixels: f64| camera.map_length(pixels);
        let room = camera.visible(view).grown(-length(EDGE));
        let size = (length(SIZE.0), length(SIZE.1));
        let place = aside(size, label, &cards, room, length(GAP));
        let at = camera.to_screen(MapPoint::new(place.left, place.top));
        Some(format!("translate({:.0}px, {:.0}px)", at.x, at.y))
    };
    let wanted = atlas.link_fields_asked();
    Effect::new(move |before: Option<u32>| {
        let times = wanted.get();
        if before.is_some_and(|before| before != times)
            && let Some(leaf) = leaf.get_untracked()
        {
            focus::step_within(&leaf, focus::Step::First);
        }
        times
    });
    Some(view! {
        <Show when=move || is_cause.get()>
            <div
                class="tie-popover"
                role="group"
                aria-label=t(Key::PartLink)
                data-own-pointer
                node_ref=leaf
                style:transform=at.clone()
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        event.prevent_default();
                        event.stop_propagation();
                        atlas.take_focus();
                    }
                }
            >
                <fieldset class="contents" prop:disabled=move || session.read_only().with(Option::is_some)>
                    <SegmentCell
                        label=Key::LinkPolarity
                        spot=spot.at("polarity")
                        word=field(link, |link| link.polarity.clone())
                        default=Some(Polarity::Plus)
                    />
                    <NumberCell
                        label=Key::LinkLag
                        spot=spot.at("lag_days")
                        number=field(link, |link| link.lag_days.map(f64::from))
                        rule=NumberRule::Count
                        unit=Signal::derive(|| say(Key::UnitDays).to_owned())
                    />
                    <StrengthCell spot=spot.at("strength") strength=field(link, |link| link.strength)/>
                </fieldset>
            </div>
        </Show>
    })
}
