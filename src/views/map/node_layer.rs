//! All cards, as a list of buttons.

use causeway_model::NodeId;
use leptos::prelude::*;

use super::atlas::use_atlas;
use super::node_view::NodeView;
use super::seen;
use crate::i18n::{Key, t};

/// All cards. One of them is the map's tab stop: the selected one, or else the first.
#[component]
pub(super) fn NodeLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        let stop = seen::stop(atlas);
        let cards = seen::cards(atlas, stop);
        view! {
            <ul class="nodes" aria-label=t(Key::MapNodes)>
                <For
                    each=move || cards.get()
                    key=NodeId::clone
                    children=move |id| view! { <NodeView id stop/> }
                />
            </ul>
        }
    })
}
