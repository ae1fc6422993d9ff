//! What colleagues have in their hands: the frames and the links that they draw, while they draw them.

use causeway_canvas::{MapRect, Route, route_from_point, route_to_point};
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::state::peers::{PresentPeer, Pull};
use crate::state::session::Session;

/// The frames and links that are in colleagues' hands, in map units.
#[component]
pub(super) fn HandLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        let session = atlas.session();
        let peers = session.peers();
        let keys = Memo::new(move |_| {
            peers.with(|peers| {
                let has_something = |peer: &&PresentPeer| hand_of(session, peer).is_some();
                let shown = peers.iter().filter(has_something);
                shown.map(|peer| peer.key.clone()).collect::<Vec<_>>()
            })
        });
        view! {
            <svg class="in-hand others" aria-hidden="true">
                <For
                    each=move || keys.get()
                    key=String::clone
                    children=move |key| view! { <PeerHand atlas of_peer=key/> }
                />
            </svg>
        }
    })
}

/// What one colleague has in the hand, in their colour.
#[component]
fn PeerHand(
    atlas: Atlas,
    /// Whose hand.
    of_peer: String,
) -> impl IntoView {
    let session = atlas.session();
    let peers = session.peers();
    let hand = Memo::new(move |_| {
        peers.with(|peers| hand_of(session, peers.iter().find(|peer| peer.key == of_peer)?))
    });
    move || {
        hand.get().map(|Hand { marking, pull, crew }| {
            let way = pull.and_then(|pull| way(atlas, &pull));
            view! {
                <g data-crew=crew.to_string()>
                    {marking.map(|frame| view! {
                        <rect class="marquee" x=frame.left y=frame.top width=frame.width height=frame.height></rect>
                    })}
                    {way.map(|way| view! {
                        <path class="drawn" d=way.path()></path>
                        <path class="drawn-head" d=way.head()></path>
                    })}
                </g>
            }
        })
    }
}

#[derive(Clone, PartialEq)]
struct Hand {
    marking: Option<MapRect>,
    pull: Option<Pull>,
    crew: u8,
}

fn hand_of(session: Session, peer: &PresentPeer) -> Option<Hand> {
    let (marking, pull) = (peer.shows.marking, peer.shows.pull.clone());
    let is_empty = marking.is_none() && pull.is_none();
    (!is_empty).then(|| Hand { marking, pull, crew: session.crew_of(peer.word()) })
}

/// The way of a link from its card to the hand; none where the card isn't on this map.
fn way(atlas: Atlas, pull: &Pull) -> Option<Route> {
    let card = atlas.with_scene(|scene| scene.card(&pull.node)).flatten()?;
    Some(if pull.is_beginning {
        route_from_point(pull.at, card)
    } else {
        route_to_point(card, pull.at)
    })
}
