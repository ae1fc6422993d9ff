//! What a gesture under way shows: the frame around cards, and the link that is being drawn.

use causeway_canvas::gesture::{LinkEnd, Preview};
use causeway_canvas::{MapRect, Placed, Ports, outline, route, route_to_point};
use causeway_model::NodeId;
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use super::spoken::refusal;
use crate::i18n::say;

/// The room that a reason takes at most, in pixels.
const REASON_WIDTH: f64 = 330.0;
const REASON_HEIGHT: f64 = 90.0;

/// The frame or the link in this person's hand, in map units.
#[component]
pub(super) fn FrameLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        view! {
            <svg class="in-hand" aria-hidden="true">
                {move || match atlas.preview().get() {
                    Preview::Marking(frame) => Some(Marquee(MarqueeProps { frame }).into_any()),
                    Preview::Linking { from, to } => Some(drawn_link(atlas, &from, &to).into_any()),
                    Preview::None | Preview::Moving { .. } | Preview::Panning => None,
                }}
            </svg>
        }
    })
}

/// Why the link in the hand can't be dropped where it is, beside the pointer. It keeps its size on the screen.
#[component]
pub(super) fn Reason() -> impl IntoView {
    let atlas = use_atlas()?;
    let session = atlas.session();
    let reason = Memo::new(move |_| match atlas.preview().get() {
        Preview::Linking { from, to: LinkEnd::Refused(to, why) } if from != to => Some((to, why)),
        _ => None,
    });
    Some(move || {
        reason.get().map(|(to, why)| {
            let at = move || {
                let card = atlas.with_scene(|scene| scene.card(&to)).flatten();
                let rect = card.map(Placed::rect).unwrap_or_default();
                let below = causeway_canvas::MapPoint::new(rect.left, rect.bottom());
                let (at, view) = (session.camera.get().to_screen(below), atlas.view().get());
                let x = at.x.min(view.width - REASON_WIDTH).max(8.0);
                let y = (at.y + 12.0).min(view.height - REASON_HEIGHT).max(8.0);
                format!("translate({x:.0}px, {y:.0}px)")
            };
            view! { <p class="reason" role="alert" style:transform=at>{say(refusal(why))}</p> }
        })
    })
}

#[component]
fn Marquee(
    /// What it is drawn around.
    frame: MapRect,
) -> impl IntoView {
    view! { <rect class="marquee" x=frame.left y=frame.top width=frame.width height=frame.height></rect> }
}

fn drawn_link(atlas: Atlas, from: &NodeId, to: &LinkEnd) -> impl IntoView + use<> {
    let (card, end) = match to {
        LinkEnd::Loose(at) => (None, Some(*at)),
        LinkEnd::Card(to, _) | LinkEnd::Refused(to, _) => (Some(to), None),
    };
    let is_refused = matches!(to, LinkEnd::Refused(..));
    let card = card.and_then(|to| atlas.with_scene(|scene| scene.card(to)).flatten());
    let source = atlas.with_scene(|scene| scene.card(from)).flatten();
    let way = source.and_then(|source| match (card, end) {
        (Some(target), _) => (!is_refused).then(|| route(source, target, Ports::default())),
        (None, Some(at)) => Some(route_to_point(source, at)),
        (None, None) => None,
    });
    let state = if is_refused { "refused" } else { "accepted" };
    view! {
        {card.map(|card| view! {
            <path
                class="target"
                data-state=state
                transform=format!("translate({:.1} {:.1})", card.centre.x, card.centre.y)
                d=outline(card.kind, 6.0)
            ></path>
        })}
        {way.map(|way| view! {
            <path class="drawn" d=way.path()></path>
            <path class="drawn-head" d=way.head()></path>
        })}
    }
}
