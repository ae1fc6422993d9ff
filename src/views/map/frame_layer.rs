//! What a gesture under way shows: the frame around cards, and the link that is being drawn.

use causeway_canvas::gesture::{LinkEnd, Preview};
use causeway_canvas::{
    End, Guide, MapRect, Placed, Ports, Route, outline, route, route_from_point, route_to_point,
};
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
                    Preview::Relinking { end, fixed, to, .. } => {
                        Some(drawn_end(atlas, end, &fixed, &to).into_any())
                    }
                    Preview::Moving { guides, .. } => Some(Guides(GuidesProps { guides }).into_any()),
                    Preview::None | Preview::Panning => None,
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
        Preview::Relinking { to: LinkEnd::Refused(to, why), .. } => Some((to, why)),
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

/// The lines on which what is dragged lies level with others.
#[component]
fn Guides(guides: Vec<Guide>) -> impl IntoView {
    let line = |Guide { from, to }| view! { <line class="guide" x1=from.x y1=from.y x2=to.x y2=to.y></line> };
    guides.into_iter().map(line).collect_view()
}

fn drawn_link(atlas: Atlas, from: &NodeId, to: &LinkEnd) -> impl IntoView + use<> {
    let source = card(atlas, from);
    let way = source.and_then(|source| match to {
        LinkEnd::Loose(at) => Some(route_to_point(source, *at)),
        LinkEnd::Card(to, _) => Some(route(source, card(atlas, to)?, Ports::default())),
        LinkEnd::Refused(..) => None,
    });
    drawn(atlas, to, way)
}

/// A link of which one end is in the hand.
fn drawn_end(atlas: Atlas, end: End, fixed: &NodeId, to: &LinkEnd) -> impl IntoView + use<> {
    if end == End::To {
        return drawn_link(atlas, fixed, to).into_any();
    }
    let target = card(atlas, fixed);
    let way = target.and_then(|target| match to {
        LinkEnd::Loose(at) => Some(route_from_point(*at, target)),
        LinkEnd::Card(from, _) => Some(route(card(atlas, from)?, target, Ports::default())),
        LinkEnd::Refused(..) => None,
    });
    drawn(atlas, to, way).into_any()
}

fn card(atlas: Atlas, id: &NodeId) -> Option<Placed> {
    atlas.with_scene(|scene| scene.card(id)).flatten()
}

/// The way of a link in the hand, and the card under it.
fn drawn(atlas: Atlas, over: &LinkEnd, way: Option<Route>) -> impl IntoView + use<> {
    let (over, state) = match over {
        LinkEnd::Loose(_) => (None, "accepted"),
        LinkEnd::Card(over, _) => (card(atlas, over), "accepted"),
        LinkEnd::Refused(over, _) => (card(atlas, over), "refused"),
    };
    view! {
        {over.map(|card| view! {
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
