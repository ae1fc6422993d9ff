//! The map: cards on a chart of water, links between them, and everybody's hands on it.
//!
//! One element carries the camera's transform; cards and links do not hear of it. Cards are real buttons in a
//! list, links are drawn beneath them, and what keeps its size on the screen lies over both.

mod spoken;

mod archived;
mod atlas;
mod hand;
mod shown;
mod tint;

mod in_sight;
mod keepers;
mod seen;
mod sketching;

mod far_layer;
mod ground_layer;
mod lane_layer;
mod link_layer;
mod link_view;
mod node_layer;
mod node_view;
mod reading;
mod title_editor;

mod frame_layer;
mod peer_hands;
mod peer_layer;

mod cartouche;
mod map_menu;
mod overlay_field;
mod toolbar;
mod tour_layer;
mod zoom_bar;

mod following;
mod keyboard;
mod presence;

use causeway_canvas::Target;
use leptos::html;
use leptos::prelude::*;

use crate::actions::Context;
use crate::i18n::{Key, t};
use crate::parts::{LegendPart, MinimapPart, TiePart, paste_text};
use crate::platform::{clipboard, extent, pointer, task};
use crate::state::lens::Overlay;
use crate::state::session::{Session, use_session};

pub use atlas::{Atlas, MapInView, use_atlas};
use cartouche::Cartouche;
pub use cartouche::CartoucheWords;
use far_layer::{FarLayer, FarName};
use frame_layer::{FrameLayer, Reason};
use ground_layer::GroundLayer;
use hand::Hand;
pub(crate) use keyboard::strike_anywhere;
use lane_layer::LaneLayer;
use link_layer::LinkLayer;
use map_menu::MenuLayer;
pub use map_menu::{MapMenu, MenuChoices};
use node_layer::NodeLayer;
use peer_hands::HandLayer;
use peer_layer::PeerLayer;
pub use spoken::kind_word;
pub use tint::{Tint, Tints};
use toolbar::Toolbar;
use tour_layer::TourLayer;
use zoom_bar::ZoomBar;

/// The map of the open workspace; nothing where none is open.
#[component]
pub fn MapView() -> impl IntoView {
    use_session().map(|session| {
        let atlas = Atlas::new(session);
        provide_context(atlas);
        MapInView::show(atlas);
        let hand = Hand::on(atlas);
        let stage: NodeRef<html::Section> = NodeRef::new();
        presence::share(atlas);
        in_sight::keep(atlas);
        keep_traced_in_sight(atlas);
        keepers::keep(atlas);
        sketching::keep(atlas);
        overlay_field::keep(atlas);
        lane_layer::keep(atlas);
        title_editor::keep(session);
        keyboard::keep_focus(atlas, stage);
        Effect::new(move |_| {
            let Some(stage) = stage.get() else { return };
            let pointers = pointer::watch(&stage, move |input| {
                presence::point(atlas, &input);
                hand.feel(&input);
                hand.hover(&input);
            });
            let extent = extent::watch(&stage, move |width, height| {
                atlas.resize(causeway_canvas::ScreenSize::new(width, height));
            });
            let keys = keyboard::watch(&stage, atlas, hand);
            let pastes = clipboard::on_paste(move |text| {
                let context = Context::on(atlas);
                if context.can_edit() {
                    task::spawn(paste_text(context, text));
                }
            });
            let held = StoredValue::new_local(Some((pointers, extent, keys, pastes)));
            on_cleanup(move || held.set_value(None));
        });
        let can_edit = Memo::new(move |_| session.can_edit());
        let is_far = Memo::new(move |_| session.camera.get().zoom() < causeway_canvas::FAR);
        let has_legend = Memo::new(move |_| session.lens.overlay.get() != Overlay::Status);
        let is_panning =
            move || matches!(atlas.preview().get(), causeway_canvas::gesture::Preview::Panning);
        view! {
            <div class="map">
                <h1 class="vh">{t(Key::MapTitle)}</h1>
                <Toolbar/>
                <section
                    class="stage"
                    node_ref=stage
                    tabindex="-1"
                    aria-label=t(Key::MapTitle)
                    aria-describedby=move || can_edit.get().then_some("map-keys")
                    data-reading=move || (!can_edit.get()).then_some("")
                    data-far=move || is_far.get().then_some("")
                    data-over=move || over(atlas)
                    data-overlay=move || session.lens.overlay.get().word()
                    data-state=move || is_panning().then_some("panning")
                    on:pointerleave=move |_| hand.point_at(Target::Ground)
                    on:touchend=move |event| {
                        if hand.lifts_from_rest() {
                            event.prevent_default();
                        }
                    }
                >
                    <div
                        class="camera"
                        style:transform=move || {
                            let camera = session.camera.get();
                            let at = camera.offset();
                            format!("translate({:.2}px, {:.2}px) scale({:.5})", at.x, at.y, camera.zoom())
                        }
                    >
                        <GroundLayer/>
                        <LaneLayer/>
                        <FarLayer/>
                        <LinkLayer/>
                        <NodeLayer/>
                        <FrameLayer/><HandLayer/>
                    </div>
                    <FarName/>
                    <PeerLayer/>
                    <Reason/>
                    <Empty/>
                    <Show when=move || can_edit.get()>
                        <TieFields/>
                    </Show>
                    <Cartouche/>
                    {move || has_legend.get().then(|| view! { <LegendPart atlas/> })}
                    {move || session.lens.has_minimap.get().then(|| view! { <MinimapPart atlas/> })}
                    <ZoomBar/>
                    <MenuLayer/>
                    <Show when=move || can_edit.get()>
                        <p class="vh" id="map-keys">{t(Key::MapKeys)}</p>
                    </Show>
                    <p class="vh" role="status">{move || atlas.said().get()}</p>
                </section>
                <TourLayer/>
            </div>
        }
    })
}

/// What is lit up is seen whole, also when what stands beside it takes its room, such as the sheet of a phone.
fn keep_traced_in_sight(atlas: Atlas) {
    Effect::new(move |_| {
        atlas.view().track();
        if let Some(traced) = atlas.session().traced.get() {
            atlas.encompass(traced.nodes.iter());
        }
    });
}

/// What the pointer is over on a painted map, for the look of the pointer.
fn over(atlas: Atlas) -> Option<&'static str> {
    if !atlas.is_painted().get() {
        return None;
    }
    match atlas.hovered().get() {
        Target::Ground => None,
        Target::Card(_) | Target::Rim(_) => Some("card"),
        Target::Link(_) | Target::End(..) => Some("link"),
    }
}

/// Sign, strength and lag of the one chosen link, on it.
#[component]
fn TieFields() -> impl IntoView {
    use_atlas().map(|atlas| {
        let selection = atlas.session().selection;
        let chosen = Memo::new(move |_| selection.with(|chosen| chosen.only_link().cloned()));
        move || chosen.get().map(|id| view! { <TiePart atlas id/> })
    })
}

/// What an empty map teaches.
#[component]
fn Empty() -> impl IntoView {
    let session = use_session();
    // The tour says more of the same.
    let is_empty = move || {
        session.is_some_and(|session| {
            session.node_ids().with(Vec::is_empty) && session.lens.tour.with(Option::is_none)
        })
    };
    let can_edit = move || session.is_some_and(Session::can_edit);
    move || {
        is_empty().then(|| {
            view! {
                <div class="empty map-empty">
                    <b>{t(Key::MapEmptyTitle)}</b>
                    <Show when=can_edit>
                        <p class="by-pointer">{t(Key::MapEmptyHow)}</p>
                        <p class="by-finger">{t(Key::MapEmptyHowTouch)}</p>
                    </Show>
                </div>
            }
        })
    }
}
