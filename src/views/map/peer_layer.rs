//! The pointers of colleagues, over the map. They keep their size on the screen.

use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::i18n::{Key, say};
use crate::state::peers::PresentPeer;
use crate::ui::crew_of;

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
    let crew = Memo::new(move |_| peer.with(|peer| peer.as_ref().map(crew_of_peer)));
    // The name stands once: on what they hold, otherwise at the pointer.
    let name = Memo::new(move |_| {
        let peer = peer.get()?;
        let shows = &peer.shows;
        let holds =
            !shows.nodes.is_empty() || shows.editing.is_some() || !shows.dragging.is_empty();
        // On a map that is painted nothing is written on what they hold.
        (!holds || atlas.is_painted().get()).then(|| name_of(atlas, &peer))
    });
    Some(view! {
        <div class="cursor" data-crew=move || crew.get().map(|crew| crew.to_string()) style:transform=move || at().unwrap_or_default()>
            <svg viewBox="0 0 20 20"><path d="M2 2l5.500 15 2.700-6.200L16.500 8Z"></path></svg>
            {move || name.get().map(|name| view! { <span class="tag">{name}</span> })}
        </div>
    })
}

/// What a colleague is called: as the workspace's people say, or as they said themselves.
pub(super) fn name_of(atlas: Atlas, peer: &PresentPeer) -> String {
    let known = peer.person.as_ref().and_then(|id| atlas.session().person_name(id));
    let name = known.unwrap_or_else(|| peer.name.clone());
    if name.is_empty() { say(Key::MapSomeone).to_owned() } else { name }
}

/// The colour of a colleague.
pub(super) fn crew_of_peer(peer: &PresentPeer) -> u8 {
    crew_of(peer.person.as_ref().map_or(peer.key.as_str(), |person| person.as_str()))
}
