//! The map as it is drawn: where cards and links lie just now.
//!
//! The document says where cards were placed, the layout places the others, a hand or a colleague's hand holds
//! some elsewhere for a moment. All of that meets here; views read one signal a card and one a link.

mod asked;
mod opening;
mod settling;
mod sheet;
mod travel;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use causeway_canvas::gesture::{Preview, Sight};
use causeway_canvas::{
    Camera, FAR, LayoutCard, MapPoint, MapRect, MapVector, Placed, Places, Route, Scene,
    ScreenSize, Target, Tie, free_place, settle,
};
use causeway_model::{LinkId, NodeId, NodeKind};
use leptos::prelude::*;

use super::lane_layer::Lane;
use super::map_menu::MapMenu;
use super::shown::Shown;
use super::tint::{Tint, Tints};
use crate::platform::frame::FrameGate;
use crate::state::session::Session;
use sheet::{Changed, Sheet};

/// Up to this many cards all are mounted from afar as well: the list of them is then whole for those who hear it.
const FEW: usize = 100;

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

    /// What the overlay says of a node.
    pub fn tint(self, id: &NodeId) -> Option<Tint> {
        self.tints.with(|tints| tints.get(id).cloned())
    }

    /// What the overlay says of every node.
    pub fn tints(self) -> Signal<Tints> {
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

    /// Enlarges about the middle of the view.
    pub fn zoom_by(self, factor: f64) {
        let middle = self.view.get_untracked().middle();
        self.look(self.session.camera.get_untracked().zoomed(middle, factor));
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

fn show(changed: Changed) {
    for (signal, placed) in changed.cards {
        signal.set(placed);
    }
    for (signal, route) in changed.links {
        signal.set(route);
    }
}
