//! The pointers of colleagues, over the map. They keep their size on the screen.

use std::collections::BTreeMap;

use causeway_model::NodeId;
use leptos::prelude::*;

use super::atlas::use_atlas;
use crate::state::peers::PresentPeer;
use crate::state::session::Session;

/// A card that a colleague has in their hands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    /// What they are called.
    pub(super) name: String,
    /// Their colour.
    pub(super) crew: u8,
    /// Whether they are typing in it.
    pub(super) is_typed: bool,
}

/// Which cards are in whose hands. One for the whole map: it changes seldom, while pointers move all the time.
#[derive(Clone, Copy)]
pub(super) struct Holds(Memo<BTreeMap<NodeId, Held>>);

impl Holds {
    /// What colleagues hold in a session; belongs to the current owner.
    pub(super) fn of(session: Session) -> Self {
        Self(Memo::new(move |_| session.peers().with(|peers| held(session, peers))))
    }

    /// Who holds a card, the first of several.
    pub(super) fn at(self, id: &NodeId) -> Option<Held> {
        self.0.with(|held| held.get(id).cloned())
    }
}

fn held(session: Session, peers: &[PresentPeer]) -> BTreeMap<NodeId, Held> {
    let mut all = BTreeMap::new();
    for peer in peers {
        let shows = &peer.shows;
        let typed = shows.typing.as_ref().map(|typing| &typing.node);
        let dragged = shows.dragging.iter().map(|(node, _)| node);
        let hands = shows.editing.iter().chain(typed).chain(dragged).chain(&shows.nodes);
        for node in hands {
            all.entry(node.clone()).or_insert_with(|| Held {
                name: session.peer_name(peer),
                crew: session.crew_of(peer.word()),
                is_typed: shows.types_in(node),
            });
        }
    }
    all
}

/// The pointers of all who show theirs.
#[component]
pub(super) fn PeerLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        let peers = atlas.session().peers();
        let keys = Memo::new(move |_| {
            peers.with(|peers| {
                let shown = peers.iter().filter(|peer| peer.shows.cursor.is_some());
                shown.map(|peer| peer.key.clone()).collect::<Vec<_>>()
            })
        });
        view! {
            <div class="cursors" aria-hidden="true">
                <For
                    each=move || keys.get()
                    key=String::clone
                    children=move |key| view! { <PeerCursor key_of=key/> }
                />
            </div>
        }
    })
}

#[component]
fn PeerCursor(
    /// Whose.
    key_of: String,
) -> impl IntoView {
    let atlas = use_atlas()?;
    let session = atlas.session();
    let peers = session.peers();
    let peer = Memo::new(move |_| {
        peers.with(|peers| peers.iter().find(|peer| peer.key == key_of).cloned())
    });
    let at = move || {
        let cursor = peer.with(|peer| peer.as_ref().and_then(|peer| peer.shows.cursor))?;
        let at = session.camera.get().to_screen(cursor);
        Some(format!("translate({:.1}px, {:.1}px)", at.x, at.y))
    };
    let crew = Memo::new(move |_| peer.with(|peer| Some(session.crew_of(peer.as_ref()?.word()))));
    // The name stands once: on what they hold, otherwise at the pointer.
    let name = Memo::new(move |_| {
        let peer = peer.get()?;
        let shows = &peer.shows;
        let holds =
            !shows.nodes.is_empty() || shows.editing.is_some() || !shows.dragging.is_empty();
        // On a map that is painted nothing is written on what they hold.
        (!holds || atlas.is_painted().get()).then(|| session.peer_name(&peer))
    });
    Some(view! {
        <div class="cursor" data-crew=move || crew.get().map(|crew| crew.to_string()) style:transform=move || at().unwrap_or_default()>
            <svg viewBox="0 0 20 20"><path d="M2 2l5.500 15 2.700-6.200L16.500 8Z"></path></svg>
            {move || name.get().map(|name| view! { <span class="tag">{name}</span> })}
        </div>
    })
}
