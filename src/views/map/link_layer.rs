//! All links, beneath the cards.

use causeway_model::LinkId;
use leptos::prelude::*;

use super::atlas::use_atlas;
use super::link_view::LinkView;
use super::seen;
use crate::i18n::{Key, say};

/// All links, as a list of sentences for those who hear the map.
#[component]
pub(super) fn LinkLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        let links = seen::links(atlas);
        let has_links = Memo::new(move |_| links.with(|links| !links.is_empty()));
        view! {
            <svg
                class="links"
                role=move || has_links.get().then_some("list")
                aria-label=move || has_links.get().then(|| say(Key::MapLinks))
            >
                <For
                    each=move || links.get()
                    key=LinkId::clone
                    children=|id| view! { <LinkView id/> }
                />
            </svg>
        }
    })
}
