//! How close the map is seen, and ways to change it.

use leptos::prelude::*;

use super::atlas::use_atlas;
use super::toolbar::Tool;
use crate::actions::{self, Context};
use crate::i18n::{Key, t};

/// Zoom out, how close, zoom in, fit.
#[component]
pub(super) fn ZoomBar() -> impl IntoView {
    use_atlas().map(|atlas| {
        let session = atlas.session();
        let context = Context::on(atlas);
        let tool = move |id| actions::by_id(id).map(|action| view! { <Tool action context/> });
        let percent =
            Memo::new(move |_| format!("{:.0}\u{a0}%", session.camera.get().zoom() * 100.0));
        view! {
            <div class="zoom" role="group" aria-label=t(Key::MapZoom) data-own-pointer>
                {tool("zoom-out")}
                <output>{percent}</output>
                {tool("zoom-in")}
                {tool("fit")}
                {tool("lanes")}
                {tool("minimap")}
            </div>
        }
    })
}
