//! Where a map is looked at from: when it is opened, when it is fitted, and when cards are brought into view.

use causeway_canvas::{Camera, FAR, MapRect, Placed, ScreenPoint, ScreenSize};
use causeway_model::{NodeId, NodeKind};
use leptos::prelude::*;

use super::{Atlas, FEW};

/// Around a map that is fitted into the view, in pixels.
const FIT_MARGIN: f64 = 56.0;

/// Up to this width a view is a phone's, in pixels.
const PHONE: f64 = 640.0;

/// From this width on a view is a wall's, in pixels, and its type is larger by so much (tokens.css).
const WALL: f64 = 1900.0;
const WALL_SCALE: f64 = 1.3125;

/// From this zoom on, cards can be read at arm's length.
const READABLE: f64 = 0.7;

/// A map that would be seen from farther than this, seen whole, is opened at its objectives: on a phone, and elsewhere.
const LEAST_AT_FIRST: (f64, f64) = (0.45, 0.6);

/// How close it is opened then: on a phone, a result and what drives it stand beside each other.
const CLOSE_AT_FIRST: (f64, f64) = (0.6, READABLE);

/// Around a card that is brought into view, in pixels.
const REVEAL_MARGIN: f64 = 40.0;

impl Atlas {
    /// Shows the whole map.
    pub fn fit(self) {
        if let Some(camera) = self.whole() {
            self.session.camera.set(camera);
        }
    }

    /// The camera that shows the whole map, once there is a map and a view.
    fn whole(self) -> Option<Camera> {
        let view = self.view.get_untracked();
        let bounds = self.bounds.get_untracked().filter(|_| view.width > 0.0)?;
        let larger = larger(view);
        let small = ScreenSize::new(view.width / larger, view.height / larger);
        let camera = Camera::fitted(bounds, small, margin(view) / larger);
        Some(camera.zoomed(ScreenPoint::default(), larger))
    }

    /// Shows a map that is opened: whole, if it can be read then, and otherwise its objectives and what lies before
    /// them, near enough to be read. All of it is one press away. A large map is surveyed first: it is seen whole.
    fn open(self) {
        let (view, Some(whole)) = (self.view.get_untracked(), self.whole()) else { return };
        let of = |(on_phone, elsewhere)| {
            larger(view) * if view.width <= PHONE { on_phone } else { elsewhere }
        };
        let Some(bounds) = self.bounds.get_untracked() else { return };
        let is_large = self.order.with_untracked(Vec::len) > FEW;
        if is_large || whole.zoom() >= of(LEAST_AT_FIRST) {
            self.session.camera.set(whole);
            return;
        }
        let objectives = self.with_scene(|scene| {
            let all = scene.cards().filter(|(_, card)| card.kind == NodeKind::Objective);
            all.map(|(_, card)| card.rect()).reduce(MapRect::united)
        });
        let first = objectives.flatten().unwrap_or(bounds);
        let zoom = of(CLOSE_AT_FIRST);
        self.session.camera.set(Camera::opening(bounds, first, view, margin(view), zoom));
    }

    /// A map that is opened chooses what it shows, unless it was left looking somewhere.
    pub(super) fn fit_at_first(self) {
        let is_known = self.view.try_get_untracked().is_some_and(|view| view.width > 0.0);
        let has_cards = self.bounds.try_get_untracked().flatten().is_some();
        if self.is_fitted.try_get_value() == Some(false) && is_known && has_cards {
            self.is_fitted.set_value(true);
            if self.session.camera.get_untracked() == Camera::default() {
                self.open();
            }
        }
    }

    /// Shows the whole map once the cards have come to where they will lie.
    pub fn fit_when_settled(self) {
        self.fits_next.set_value(true);
    }

    /// Brings a card that was chosen into view, near enough to be read on a phone.
    pub fn approach(self, id: &NodeId) {
        let card = self.with_scene(|scene| scene.card(id).map(Placed::rect)).flatten();
        let (Some(card), Some(camera)) = (card, self.session.camera.try_get_untracked()) else {
            return;
        };
        let view = self.view.get_untracked();
        self.travel(if view.width <= PHONE && camera.zoom() < FAR {
            Camera::centred(card.centre(), view, READABLE)
        } else {
            camera.revealing(card, view, REVEAL_MARGIN.min(view.width * 0.06))
        });
    }

    /// Brings cards into view, if they aren't.
    pub fn reveal<'a>(self, ids: impl IntoIterator<Item = &'a NodeId>) {
        let bounds = self.with_scene(|scene| scene.bounds_of(ids)).flatten();
        let (Some(bounds), view) = (bounds, self.view.get_untracked()) else { return };
        let camera = self.session.camera.get_untracked();
        let margin = REVEAL_MARGIN.min(view.width * 0.06);
        let revealing = camera.revealing(bounds, view, margin);
        if revealing != camera {
            self.session.camera.set(revealing);
        }
    }

    /// Brings all of these cards into view at once, from farther out if need be.
    pub fn encompass<'a>(self, ids: impl IntoIterator<Item = &'a NodeId>) {
        let bounds = self.with_scene(|scene| scene.bounds_of(ids)).flatten();
        let (Some(bounds), view) = (bounds, self.view.get_untracked()) else { return };
        let camera = self.session.camera.get_untracked();
        let margin = REVEAL_MARGIN.min(view.width * 0.06);
        let fits = |size: f64, room: f64| size * camera.zoom() + 2.0 * margin <= room;
        self.travel(if fits(bounds.width, view.width) && fits(bounds.height, view.height) {
            camera.revealing(bounds, view, margin)
        } else {
            Camera::fitted(bounds, view, margin)
        });
    }

    /// Brings these cards into view as soon as they are all drawn.
    pub fn await_cards(self, ids: Vec<NodeId>) {
        self.awaited.set_value(ids);
    }

    pub(super) fn show_awaited(self) {
        let awaited = self.awaited.try_get_value().unwrap_or_default();
        let are_here = self.with_scene(|scene| awaited.iter().all(|id| scene.card(id).is_some()));
        if !awaited.is_empty() && are_here == Some(true) {
            self.awaited.set_value(Vec::new());
            self.encompass(awaited.iter());
        }
    }
}

/// Around a map that is fitted into a view, in pixels.
fn margin(view: ScreenSize) -> f64 {
    FIT_MARGIN.min(view.width * 0.06)
}

/// How many times larger everything is in a view: on a wall the cards may be so, too.
fn larger(view: ScreenSize) -> f64 {
    if view.width >= WALL { WALL_SCALE } else { 1.0 }
}
