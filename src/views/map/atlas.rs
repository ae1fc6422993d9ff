//! The map as it is drawn: where cards and links lie just now.
//!
//! The document says where cards were placed, the layout places the others, a hand or a colleague's hand holds
//! some elsewhere for a moment. All of that meets here; views read one signal a card and one a link.

mod sheet;
mod travel;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use causeway_canvas::gesture::{Preview, Sight};
use causeway_canvas::{
    Camera, FAR, LayoutCard, MapPoint, MapRect, MapVector, Placed, Places, Route, Scene,
    ScreenPoint, ScreenSize, Target, Tie, free_place, settle, settle_in_steps,
};
use causeway_model::{LinkId, NodeId, NodeKind};
use leptos::prelude::*;

use super::lane_layer::Lane;
use super::map_menu::MapMenu;
use super::shown::Shown;
use super::spoken::link_name;
use super::tint::{Tint, Tints};
use crate::platform::frame::{FrameGate, next_frame};
use crate::platform::{clock, locale, task, timer};
use crate::state::session::Session;
use sheet::{Changed, Sheet, Unsettled};

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

/// Up to this many cards all are mounted from afar as well: the list of them is then whole for those who hear it.
const FEW: usize = 100;

/// A slice of a layout may keep the page for so long, in milliseconds: half a frame.
const SLICE_MS: u64 = 8;

/// A link as it is drawn, if both its ends are there.
pub type Drawn = Option<Arc<Route>>;

/// The map as it is drawn. It belongs to the owner under which it was made.
#[derive(Clone, Copy)]
pub struct Atlas {
    session: Session,
    sheet: StoredValue<Rc<RefCell<Sheet>>, LocalStorage>,
    gate: StoredValue<FrameGate, LocalStorage>,
    view: RwSignal<ScreenSize>,
    bounds: RwSignal<Option<MapRect>>,
    order: RwSignal<Vec<NodeId>>,
    preview: RwSignal<Preview>,
    said: RwSignal<String>,
    rested: RwSignal<u32>,
    is_fitted: StoredValue<bool>,
    menu: RwSignal<Option<MapMenu>>,
    pointed: StoredValue<Option<MapPoint>>,
    spot: StoredValue<Option<MapPoint>>,
    awaited: StoredValue<Vec<NodeId>>,
    link_fields: RwSignal<u32>,
    focus_asked: RwSignal<u32>,
    shown: Shown,
    tints: RwSignal<Tints>,
    lanes: RwSignal<Vec<Lane>>,
    fits_next: StoredValue<bool>,
    drawn: RwSignal<u32>,
    lifts: RwSignal<u32>,
    ordered: StoredValue<u64>,
    is_painted: Memo<bool>,
    focused: RwSignal<Option<NodeId>>,
    hovered: RwSignal<Target>,
}

impl Atlas {
    /// An empty map of a session.
    pub fn new(session: Session) -> Self {
        let order = RwSignal::<Vec<NodeId>>::default();
        let is_painted =
            Memo::new(move |_| session.camera.get().zoom() < FAR && order.with(Vec::len) > FEW);
        Self {
            session,
            sheet: StoredValue::new_local(Rc::default()),
            gate: StoredValue::new_local(FrameGate::new()),
            view: RwSignal::default(),
            bounds: RwSignal::default(),
            order,
            preview: RwSignal::default(),
            said: RwSignal::default(),
            rested: RwSignal::default(),
            is_fitted: StoredValue::new(false),
            menu: RwSignal::default(),
            pointed: StoredValue::default(),
            spot: StoredValue::default(),
            awaited: StoredValue::default(),
            link_fields: RwSignal::default(),
            focus_asked: RwSignal::default(),
            shown: Shown::of(session),
            tints: RwSignal::default(),
            lanes: RwSignal::default(),
            fits_next: StoredValue::new(false),
            drawn: RwSignal::default(),
            lifts: RwSignal::default(),
            ordered: StoredValue::default(),
            is_painted,
            focused: RwSignal::default(),
            hovered: RwSignal::new(Target::Ground),
        }
    }

    /// The session whose map this is.
    pub fn session(self) -> Session {
        self.session
    }

    // What the document says

    /// A card is there, of this kind, placed there or nowhere; says whether it is news. Drawing it is another step.
    pub fn know_card(self, id: &NodeId, kind: NodeKind, placed: Option<MapPoint>) -> bool {
        self.with_sheet(|sheet| sheet.know_card(id, kind, placed)) == Some(true)
    }

    /// A link is there; says whether it is news. Drawing it is another step.
    pub fn know_link(self, id: &LinkId, tie: Tie) -> bool {
        self.with_sheet(|sheet| sheet.know_link(id, tie)) == Some(true)
    }

    /// Cards and links are gone.
    pub(super) fn forget(self, cards: &[&NodeId], links: &[&LinkId]) {
        self.with_sheet(|sheet| {
            for id in links {
                sheet.forget_link(id);
            }
            for id in cards {
                sheet.forget_card(id);
            }
        });
    }

    /// Where colleagues hold cards just now.
    pub fn show_others(self, held: BTreeMap<NodeId, MapPoint>) {
        if self.with_sheet(|sheet| sheet.hold_for_others(held)) == Some(true) {
            self.settle_soon();
        }
    }

    /// Forgets where cards were laid out: what nobody places from now on is laid out anew.
    pub fn forget_layout(self) {
        self.with_sheet(Sheet::forget_layout);
    }

    /// Draws what is known with the next frame.
    pub(super) fn settle_soon(self) {
        let Some(gate) = self.gate.try_get_value() else { return };
        gate.at_next_frame(move || {
            self.settle((!locale::prefers_reduced_motion()).then(clock::now_ms));
            self.glide();
        });
    }

    /// Draws cards that are on their way, frame by frame until they have arrived.
    fn glide(self) {
        if self.with_sheet(|sheet| sheet.is_gliding()) != Some(true) {
            return self.come_to_rest();
        }
        next_frame(move || {
            if let Some(changed) = self.with_sheet(|sheet| sheet.glide(clock::now_ms())) {
                show(changed);
                self.note_drawn();
            }
            if self.with_sheet(|sheet| sheet.is_gliding()) == Some(true) {
                self.glide();
            } else {
                self.come_to_rest();
            }
        });
    }

    /// All cards lie where they belong.
    fn come_to_rest(self) {
        self.rested.try_update(|times| *times = times.wrapping_add(1));
        let bounds = self.with_scene(Scene::bounds).flatten();
        if self.bounds.try_get_untracked() != Some(bounds) {
            self.bounds.try_set(bounds);
        }
        if self.fits_next.try_get_value() == Some(true) {
            self.fits_next.set_value(false);
            self.fit();
        }
    }

    /// Brings what is drawn up to what is known. Done once a frame, however much has changed.
    ///
    /// With a moment, in milliseconds, cards that must move begin to glide; without one they jump.
    pub fn settle(self, now: Option<u64>) {
        let Some(changed) = self.with_sheet(|sheet| sheet.settle(now)) else { return };
        show(changed);
        self.note_drawn();
        self.lay_out_rest();
        self.rested.try_update(|times| *times = times.wrapping_add(1));
        let bounds = self.with_scene(Scene::bounds).flatten();
        if self.bounds.try_get_untracked() != Some(bounds) {
            self.bounds.try_set(bounds);
        }
        self.keep_order();
        self.fit_at_first();
        self.show_awaited();
    }

    /// Lays out what is too much to be laid out at once, while the page goes on answering.
    fn lay_out_rest(self) {
        let Some(unsettled) = self.with_sheet(Sheet::take_unsettled).flatten() else { return };
        task::spawn(async move {
            let Unsettled { cards, links, before } = unsettled;
            let began = Cell::new(clock::now_ms());
            let pause = async || {
                if clock::now_ms().saturating_sub(began.get()) >= SLICE_MS {
                    timer::sleep(0).await;
                    began.set(clock::now_ms());
                }
            };
            let places = settle_in_steps(&cards, &links, &before, pause).await;
            self.with_sheet(|sheet| sheet.take_layout(places));
            self.settle_soon();
        });
    }

    /// New cards are read last, so that reading isn't disturbed when one is moved.
    fn keep_order(self) {
        let comings = self.with_sheet(|sheet| sheet.comings()).unwrap_or_default();
        if self.ordered.try_get_value() == Some(comings) {
            return;
        }
        self.ordered.set_value(comings);
        let Some(reading) = self.with_scene(causeway_canvas::walk::reading_order) else {
            return;
        };
        let known = self.order.try_get_untracked().unwrap_or_default();
        let order = in_order(&known, reading);
        if order != known {
            self.order.try_set(order);
        }
    }

    // What is drawn

    /// Where a card lies; it wakes when that changes, and only then.
    pub fn place(self, id: &NodeId) -> Option<ArcReadSignal<Placed>> {
        self.with_sheet(|sheet| sheet.place(id))?
    }

    /// The way of a link; it wakes when that changes, and only then.
    pub fn route(self, id: &LinkId) -> ArcReadSignal<Drawn> {
        self.with_sheet(|sheet| sheet.route(id))
            .unwrap_or_else(|| ArcRwSignal::new(None).read_only())
    }

    /// The way of a link as it is drawn; nothing wakes when that changes.
    pub(super) fn way(self, id: &LinkId) -> Option<Arc<Route>> {
        self.with_sheet(|sheet| sheet.way(id))?
    }

    /// Rises whenever cards were drawn elsewhere than before, but for those in this person's hand.
    pub(super) fn drawn(self) -> Signal<u32> {
        self.drawn.into()
    }

    /// Rises whenever the cards in this person's hand were drawn.
    pub(super) fn lifts(self) -> Signal<u32> {
        self.lifts.into()
    }

    /// The cards in this person's hand.
    pub(super) fn lifted(self) -> BTreeSet<NodeId> {
        self.with_sheet(|sheet| sheet.lifted()).unwrap_or_default()
    }

    fn note_drawn(self) {
        self.drawn.try_update(|times| *times = times.wrapping_add(1));
    }

    /// Whether the map is so far away, and so large, that it is painted: its cards are shapes on a canvas.
    pub(super) fn is_painted(self) -> Signal<bool> {
        self.is_painted.into()
    }

    /// The card that has the focus: it stays mounted, wherever it is.
    pub(super) fn focused(self) -> RwSignal<Option<NodeId>> {
        self.focused
    }

    /// What the pointer is over while the map is painted.
    pub(super) fn hovered(self) -> RwSignal<Target> {
        self.hovered
    }

    /// The cards in the order in which they are read.
    pub fn order(self) -> Signal<Vec<NodeId>> {
        self.order.into()
    }

    /// The rectangle that holds all cards, unless there are none.
    pub fn bounds(self) -> Signal<Option<MapRect>> {
        self.bounds.into()
    }

    /// Rises whenever cards have come to rest.
    pub fn rested(self) -> Signal<u32> {
        self.rested.into()
    }

    /// What lies where just now.
    pub fn with_scene<T>(self, read: impl FnOnce(&Scene) -> T) -> Option<T> {
        self.with_sheet(|sheet| read(sheet.scene()))
    }

    /// Does something with what a gesture sees.
    pub fn with_sight<T>(self, read: impl FnOnce(&Sight<'_>) -> T) -> Option<T> {
        let selection = self.session.selection.try_get_untracked()?;
        let camera = self.session.camera.try_get_untracked()?;
        let is_read_only = self.session.read_only().try_get_untracked()?.is_some();
        self.with_scene(|scene| read(&Sight { scene, camera, selection: &selection, is_read_only }))
    }

    fn with_sheet<T>(self, act: impl FnOnce(&mut Sheet) -> T) -> Option<T> {
        let sheet = self.sheet.try_get_value()?;
        let mut sheet = sheet.try_borrow_mut().ok()?;
        Some(act(&mut sheet))
    }

    /// The nodes that are on the map.
    pub fn shown_nodes(self) -> Signal<Vec<NodeId>> {
        self.shown.nodes.into()
    }

    /// The links that are on the map.
    pub fn shown_links(self) -> Signal<Vec<LinkId>> {
        self.shown.links.into()
    }

    /// How many nodes a fold hides; `None` where nothing is folded.
    pub fn folded_at(self, id: &NodeId) -> Option<usize> {
        self.shown.folds.with(|folds| folds.get(id).copied())
    }

    /// Shows a node that is hidden, with everything else.
    pub fn unhide(self, id: &NodeId) {
        if self.shown.nodes.with_untracked(|nodes| !nodes.contains(id)) {
            self.session.lens.show_all();
        }
    }

    /// The lanes; none while the cards lie where they were placed.
    pub fn lanes(self) -> Signal<Vec<Lane>> {
        self.lanes.into()
    }

    /// The cards lie in these lanes from now on.
    pub(super) fn enter_lanes(self, places: Places, lanes: Vec<Lane>) {
        self.with_sheet(|sheet| sheet.lie_in_lanes(Some(places)));
        self.lanes.set(lanes);
        self.settle_soon();
    }

    /// The cards lie where they were placed again.
    pub(super) fn leave_lanes(self) {
        if self.with_sheet(|sheet| sheet.lie_in_lanes(None)) == Some(true) {
            self.lanes.set(Vec::new());
            self.settle_soon();
        }
    }

    /// Shows the whole map once the cards have come to where they will lie.
    pub fn fit_when_settled(self) {
        self.fits_next.set_value(true);
    }

    /// What the overlay says of a node.
    pub fn tint(self, id: &NodeId) -> Option<Tint> {
        self.tints.with(|tints| tints.get(id).cloned())
    }

    /// What the overlay says of every node.
    pub(super) fn tints(self) -> Signal<Tints> {
        self.tints.into()
    }

    /// The overlay says this now.
    pub fn paint(self, tints: Tints) {
        if self.tints.try_with_untracked(|known| *known != tints) == Some(true) {
            self.tints.set(tints);
        }
    }

    // What a hand does

    /// What the gesture under way shows.
    pub fn preview(self) -> Signal<Preview> {
        self.preview.into()
    }

    /// Shows what a gesture would do.
    pub fn show_preview(self, preview: Preview) {
        if let Preview::Moving { nodes, by, .. } = &preview {
            self.lift(nodes, *by);
        } else if self.with_sheet(Sheet::let_go) == Some(true) {
            // What was committed is drawn with the next frame: the cards don't jump back in between.
            self.settle_soon();
        }
        if self.preview.try_with_untracked(|shown| *shown != preview) == Some(true) {
            self.preview.set(preview);
        }
    }

    fn lift(self, nodes: &[NodeId], by: MapVector) {
        if let Some(changed) = self.with_sheet(|sheet| sheet.lift(nodes, by)) {
            show(changed);
            self.lifts.try_update(|times| *times = times.wrapping_add(1));
        }
        let places = self.with_scene(|scene| {
            let place = |id: &NodeId| Some((id.clone(), scene.card(id)?.centre));
            nodes.iter().filter_map(place).collect::<Vec<_>>()
        });
        self.session.show(|shows| shows.dragging = places.unwrap_or_default());
    }

    /// Where a card lies when nobody holds it.
    pub fn home(self, id: &NodeId) -> Option<MapPoint> {
        self.with_sheet(|sheet| sheet.home(id))?
    }

    /// Where a new card would be laid out, linked so or not at all, with nothing else moved.
    pub fn place_for(
        self,
        kind: NodeKind,
        tie: Option<(&NodeId, &NodeId)>,
        new: &NodeId,
    ) -> MapPoint {
        let place = self.with_scene(|scene| {
            let card = |id: &NodeId, kind, placed| LayoutCard { id: id.clone(), kind, placed };
            let mut cards: Vec<LayoutCard> =
                scene.cards().map(|(id, at)| card(id, at.kind, Some(at.centre))).collect();
            cards.push(card(new, kind, None));
            let links: Vec<_> =
                tie.map(|(from, to)| (from.clone(), to.clone())).into_iter().collect();
            settle(&cards, &links, &Places::new()).get(new).copied()
        });
        place.flatten().unwrap_or_else(|| self.middle())
    }

    /// The place nearest to `wanted` where a card of this kind lies on no other.
    pub fn free_place(self, kind: NodeKind, wanted: MapPoint) -> MapPoint {
        let place =
            self.with_scene(|scene| free_place(scene.cards().map(|(_, card)| card), kind, wanted));
        place.unwrap_or(wanted)
    }

    // The camera

    /// The size of the view.
    pub fn view(self) -> Signal<ScreenSize> {
        self.view.into()
    }

    /// The view has this size now.
    pub fn resize(self, size: ScreenSize) {
        self.view.try_set(size);
        // A map that begins empty grows where its people begin it.
        if self.session.node_ids().with_untracked(Vec::is_empty) {
            self.is_fitted.set_value(true);
        }
        self.fit_at_first();
    }

    /// Looks from there, but never past the map's end.
    pub fn look(self, camera: Camera) {
        let view = self.view.get_untracked();
        let kept = match self.bounds.get_untracked() {
            Some(bounds) => camera.kept_over(bounds, view, 80.0),
            None => camera,
        };
        self.session.camera.set(kept);
    }

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

    /// Enlarges about the middle of the view.
    pub fn zoom_by(self, factor: f64) {
        let middle = self.view.get_untracked().middle();
        self.look(self.session.camera.get_untracked().zoomed(middle, factor));
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

    fn show_awaited(self) {
        let awaited = self.awaited.try_get_value().unwrap_or_default();
        let are_here = self.with_scene(|scene| awaited.iter().all(|id| scene.card(id).is_some()));
        if !awaited.is_empty() && are_here == Some(true) {
            self.awaited.set_value(Vec::new());
            self.encompass(awaited.iter());
        }
    }

    /// The pointer was last seen there.
    pub fn note_pointer(self, at: MapPoint) {
        self.pointed.set_value(Some(at));
    }

    /// Where something new is to lie: where a menu was opened, or else the middle of what is seen.
    pub fn spot(self) -> MapPoint {
        self.spot.try_get_value().flatten().unwrap_or_else(|| self.middle())
    }

    /// Does something about a spot on the map.
    pub fn with_spot<T>(self, spot: MapPoint, act: impl FnOnce() -> T) -> T {
        self.spot.set_value(Some(spot));
        let done = act();
        self.spot.set_value(None);
        done
    }

    /// Where what is pasted is to lie: under the pointer, if it is over what is seen.
    pub fn pasting_spot(self) -> MapPoint {
        let seen = self.session.camera.get_untracked().visible(self.view.get_untracked());
        let under = self.pointed.try_get_value().flatten().filter(|at| seen.contains(*at));
        self.spot.try_get_value().flatten().or(under).unwrap_or_else(|| self.middle())
    }

    /// The middle of what is seen, on the map.
    pub fn middle(self) -> MapPoint {
        self.session.camera.get_untracked().to_map(self.view.get_untracked().middle())
    }

    /// A map that is opened chooses what it shows, unless it was left looking somewhere.
    fn fit_at_first(self) {
        let is_known = self.view.try_get_untracked().is_some_and(|view| view.width > 0.0);
        let has_cards = self.bounds.try_get_untracked().flatten().is_some();
        if self.is_fitted.try_get_value() == Some(false) && is_known && has_cards {
            self.is_fitted.set_value(true);
            if self.session.camera.get_untracked() == Camera::default() {
                self.open();
            }
        }
    }

    // What is opened

    /// The open menu.
    pub fn menu(self) -> Signal<Option<MapMenu>> {
        self.menu.into()
    }

    /// Opens a menu.
    pub fn open_menu(self, menu: MapMenu) {
        self.menu.set(Some(menu));
    }

    /// Opens the menu of what is chosen, where it lies; of the map itself if nothing is.
    pub fn open_menu_of_chosen(self) {
        let (camera, view) = (self.session.camera.get_untracked(), self.view.get_untracked());
        let chosen = self.session.selection.get_untracked();
        let node = chosen.nodes.first().cloned();
        let link = chosen.links.first().cloned();
        let lies = self.with_scene(|scene| match (&node, &link) {
            (Some(node), _) => scene.card(node).map(|card| card.rect().centre()),
            (None, Some(link)) => {
                let Tie { from, to, .. } = scene.link(link)?;
                scene.bounds_of([from, to]).map(MapRect::centre)
            }
            (None, None) => None,
        });
        let at = lies.flatten().map_or_else(|| view.middle(), |at| camera.to_screen(at));
        let on = match (node, link) {
            (Some(node), _) => Target::Card(node),
            (None, Some(link)) => Target::Link(link),
            (None, None) => Target::Ground,
        };
        self.open_menu(MapMenu { at, on });
    }

    /// Closes the menu; the focus goes back to the map.
    pub fn close_menu(self) {
        if self.menu.try_update(Option::take).flatten().is_some() {
            self.take_focus();
        }
    }

    /// Rises when the map is to have the focus.
    pub(super) fn focus_asked(self) -> Signal<u32> {
        self.focus_asked.into()
    }

    /// Gives the focus to the chosen card, or else to the map.
    pub fn take_focus(self) {
        self.focus_asked.try_update(|times| *times = times.wrapping_add(1));
    }

    /// Rises when the fields on the chosen link are to have the focus.
    pub fn link_fields_asked(self) -> Signal<u32> {
        self.link_fields.into()
    }

    /// Moves the focus to the fields on the chosen link.
    pub fn ask_for_link_fields(self) {
        self.link_fields.try_update(|times| *times = times.wrapping_add(1));
    }

    // What is said

    /// Says a link to those who hear the map.
    pub fn say_link(self, id: &LinkId) {
        let title = |node: &NodeId| {
            let node = self.session.node(node);
            node.map(|node| node.with_untracked(|node| node.title.shown().into_owned()))
        };
        if let Some(link) = self.session.link(id) {
            let link = link.get_untracked();
            let (from, to) = (title(&link.from), title(&link.to));
            self.say(link_name(&link, &from.unwrap_or_default(), &to.unwrap_or_default()));
        }
    }

    /// What a screen reader says next.
    pub fn said(self) -> Signal<String> {
        self.said.into()
    }

    /// Says something to those who hear the map.
    pub fn say(self, text: String) {
        self.said.try_set(text);
    }
}

/// The map that is in view, for what lies over every screen of a workspace.
#[derive(Clone, Copy)]
pub struct MapInView(RwSignal<Option<Atlas>>);

impl MapInView {
    /// Makes room for the map of the views below.
    pub fn provide() -> Self {
        let none = Self(RwSignal::new(None));
        provide_context(none);
        none
    }

    /// The map, if the screen shows it.
    pub fn get_untracked(self) -> Option<Atlas> {
        self.0.try_get_untracked().flatten()
    }

    /// Says that this map is in view for as long as the current owner lives.
    pub(super) fn show(atlas: Atlas) {
        let Some(Self(in_view)) = use_context() else { return };
        in_view.set(Some(atlas));
        on_cleanup(move || _ = in_view.try_set(None));
    }
}

/// The map of the views below it.
pub fn use_atlas() -> Option<Atlas> {
    use_context()
}

/// What is known already in its order, and then what is new, in the order in which it is read.
fn in_order(known: &[NodeId], reading: Vec<NodeId>) -> Vec<NodeId> {
    let here: BTreeSet<&NodeId> = reading.iter().collect();
    let mut order: Vec<NodeId> = known.iter().filter(|id| here.contains(id)).cloned().collect();
    let known: BTreeSet<&NodeId> = known.iter().collect();
    order.extend(reading.iter().filter(|id| !known.contains(id)).cloned());
    order
}

fn show(changed: Changed) {
    for (signal, placed) in changed.cards {
        signal.set(placed);
    }
    for (signal, route) in changed.links {
        signal.set(route);
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
