//! The map from afar: two canvases of coloured shapes in the place of cards and links.
//!
//! On one lies the map, painted anew only when it changes or when the camera leaves what is painted; on the other
//! what a hand, the keyboard or a colleague holds just now. Both lie under the camera's transform, as cards do.

mod drawing;
mod easel;
mod inks;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::i18n::say;
use crate::platform::appearance::{self, Probe};
use crate::platform::frame::FrameGate;
use crate::platform::timer::{self, Timer};
use easel::Easel;
use inks::Inks;

/// After the camera's last step, a plate that is dear to paint is painted anew, in milliseconds.
const AFTER_ZOOM_MS: u32 = 120;

/// A plate that took longer than this to paint is dear, in milliseconds: it isn't painted anew while a zoom goes on.
const DEAR_MS: u64 = 12;

/// The painted map, while it is painted.
#[component]
pub(super) fn FarLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        let is_painted = atlas.is_painted();
        move || is_painted.get().then(|| view! { <Canvases atlas/> })
    })
}

#[component]
fn Canvases(atlas: Atlas) -> impl IntoView {
    let (base, hand): (NodeRef<html::Canvas>, NodeRef<html::Canvas>) =
        (NodeRef::new(), NodeRef::new());
    let probe: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        if let (Some(base), Some(hand), Some(probe)) = (base.get(), hand.get(), probe.get())
            && let Some(easel) = Easel::new(base, hand)
        {
            keep(atlas, Rc::new(RefCell::new(easel)), probe);
        }
    });
    view! {
        <canvas class="far" aria-hidden="true" node_ref=base></canvas>
        <canvas class="far" aria-hidden="true" node_ref=hand></canvas>
        <div class="inks" aria-hidden="true" node_ref=probe>
            {inks::values().map(|colour| view! { <i style:color=colour></i> }).collect_view()}
        </div>
    }
}

/// Keeps what is painted up to the map, until the current owner is cleaned up.
fn keep(atlas: Atlas, easel: Rc<RefCell<Easel>>, probe: Probe) {
    let session = atlas.session();
    let gate = FrameGate::new();
    let paint = {
        let easel = Rc::clone(&easel);
        move || {
            if let Ok(mut easel) = easel.try_borrow_mut() {
                easel.paint(atlas);
            }
        }
    };
    let soon = {
        let paint = paint.clone();
        move || gate.at_next_frame(paint.clone())
    };
    // At once: a page that is printed is taken as it stands when it is told that its look has changed.
    let recolour = {
        let (easel, paint) = (Rc::clone(&easel), paint.clone());
        move || {
            let inks = Inks::read(&appearance::colours(&probe));
            if let Ok(mut easel) = easel.try_borrow_mut() {
                easel.take(inks);
            }
            paint();
        }
    };
    recolour();
    let held = StoredValue::new_local(Some(appearance::watch(recolour)));
    on_cleanup(move || held.set_value(None));
    {
        let (easel, soon) = (Rc::clone(&easel), soon.clone());
        Effect::new(move |before: Option<()>| {
            atlas.drawn().track();
            atlas.tints().track();
            session.judged().track();
            session.traced.track();
            session.lens.folded.track();
            if before.is_some() {
                easel.borrow_mut().map_changed();
                soon();
            }
        });
    }
    {
        let (easel, soon) = (Rc::clone(&easel), soon.clone());
        Effect::new(move |before: Option<()>| {
            atlas.lifts().track();
            atlas.preview().track();
            atlas.hovered().track();
            atlas.focused().track();
            session.selection.track();
            session.peers().track();
            session.crews().track();
            if before.is_some() {
                easel.borrow_mut().hand_changed();
                soon();
            }
        });
    }
    follow_camera(atlas, easel, soon);
}

/// Paints anew when the camera sees more than is painted, and when a zoom has come to rest.
fn follow_camera(atlas: Atlas, easel: Rc<RefCell<Easel>>, soon: impl Fn() + Clone + 'static) {
    let session = atlas.session();
    let rest = StoredValue::new_local(None::<Timer>);
    Effect::new(move |before: Option<()>| {
        let (camera, view) = (session.camera.get(), atlas.view().get());
        atlas.bounds().track();
        if before.is_none() {
            return;
        }
        let state = easel.borrow().against(camera, view, atlas.bounds().get_untracked());
        match state {
            easel::State::Fine => {}
            easel::State::Blurred if easel.borrow().cost_ms() > DEAR_MS => {
                let (easel, soon) = (Rc::clone(&easel), soon.clone());
                rest.set_value(Some(timer::after(AFTER_ZOOM_MS, move || {
                    easel.borrow_mut().leave_plate();
                    soon();
                })));
            }
            easel::State::Blurred | easel::State::Left => {
                easel.borrow_mut().leave_plate();
                soon();
            }
        }
    });
}

/// The title of the shape under the pointer, beside it: it couldn't be read on the shape.
#[component]
pub(super) fn FarName() -> impl IntoView {
    let atlas = use_atlas()?;
    let session = atlas.session();
    let over = Memo::new(move |_| {
        let is_idle =
            atlas.preview().with(|shown| *shown == causeway_canvas::gesture::Preview::None);
        match atlas.hovered().get() {
            causeway_canvas::Target::Card(id) if is_idle && atlas.is_painted().get() => Some(id),
            _ => None,
        }
    });
    Some(move || {
        let id = over.get()?;
        let node = session.node(&id)?;
        let rect = atlas.with_scene(|scene| scene.card(&id))??.rect();
        let at = move || {
            let below = causeway_canvas::MapPoint::new(rect.left, rect.bottom());
            let (at, view) = (session.camera.get().to_screen(below), atlas.view().get());
            let (x, y) = (at.x.min(view.width - 260.0).max(8.0), at.y.min(view.height - 40.0));
            format!("translate({x:.0}px, {:.0}px)", y + 6.0)
        };
        let title = move || {
            node.with(|node| {
                let title = node.title.shown();
                let kind = node.kind;
                if title.is_empty() {
                    say(super::spoken::untitled(kind)).to_owned()
                } else {
                    title.into_owned()
                }
            })
        };
        Some(view! { <p class="far-name" aria-hidden="true" style:transform=at>{title}</p> })
    })
}
