//! The inside of the atlas: what is known of the cards, and the signals of what is drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use causeway_canvas::{LayoutCard, MapPoint, MapVector, Placed, Places, Route, Scene, Tie, settle};
use causeway_model::{LinkId, NodeId, NodeKind};
use leptos::prelude::*;

use super::Drawn;

type PlaceSignal = ArcRwSignal<Placed>;
type RouteSignal = ArcRwSignal<Drawn>;

/// What is known, and what is drawn of it.
#[derive(Default)]
pub(super) struct Sheet {
    known: BTreeMap<NodeId, Known>,
    laid_out: Places,
    /// Where the cards lie while they are in lanes, whoever placed them elsewhere.
    lanes: Option<Places>,
    mine: BTreeMap<NodeId, MapPoint>,
    others: BTreeMap<NodeId, MapPoint>,
    scene: Scene,
    glides: BTreeMap<NodeId, Glide>,
    places: BTreeMap<NodeId, PlaceSignal>,
    routes: BTreeMap<LinkId, RouteSignal>,
    /// The ways of links, for those who ask for many; kept until their ends change.
    ways: BTreeMap<LinkId, Arc<Route>>,
    /// Links whose ends have changed since they were last drawn.
    stale: BTreeSet<LinkId>,
    /// Cards of which something has changed since they were last drawn: all, or some.
    are_all_news: bool,
    news: BTreeSet<NodeId>,
    /// Rises whenever a card came or went.
    comings: u64,
    /// Whether there are too many cards without a place to be laid out at once.
    is_unsettled: bool,
    /// Whether that is being done.
    is_laid_out_elsewhere: bool,
}

/// What the document says of a card.
#[derive(Clone, Copy, PartialEq)]
struct Known {
    kind: NodeKind,
    placed: Option<MapPoint>,
}

/// A card on its way from where it was drawn to where it belongs.
#[derive(Clone, Copy)]
struct Glide {
    from: MapPoint,
    to: MapPoint,
    begun: u64,
}

/// How long a card is on its way, in milliseconds: the length of all motion of a layout.
const GLIDE: u32 = 420;

impl Glide {
    fn is_over(self, now: u64) -> bool {
        now.saturating_sub(self.begun) >= u64::from(GLIDE)
    }

    fn at(self, now: u64) -> MapPoint {
        let gone = u32::try_from(now.saturating_sub(self.begun)).unwrap_or(GLIDE).min(GLIDE);
        let rest = 1.0 - f64::from(gone) / f64::from(GLIDE);
        self.from.towards(self.to, 1.0 - rest * rest * rest)
    }
}

/// A layout of so many cards at once would keep the page from answering.
const MANY: usize = 120;

/// What a layout that is done beside everything else begins with.
pub(super) struct Unsettled {
    pub(super) cards: Vec<LayoutCard>,
    pub(super) links: Vec<(NodeId, NodeId)>,
    pub(super) before: Places,
}

/// Signals that must be told, once nothing of the sheet is borrowed.
#[derive(Default)]
pub(super) struct Changed {
    pub(super) cards: Vec<(PlaceSignal, Placed)>,
    pub(super) links: Vec<(RouteSignal, Drawn)>,
}

impl Sheet {
    pub(super) fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Says whether that is news.
    pub(super) fn know_card(
        &mut self,
        id: &NodeId,
        kind: NodeKind,
        placed: Option<MapPoint>,
    ) -> bool {
        let known = Known { kind, placed };
        let is_news = self.known.insert(id.clone(), known) != Some(known);
        if is_news {
            self.news.insert(id.clone());
        }
        is_news
    }

    pub(super) fn forget_card(&mut self, id: &NodeId) {
        // Where it was laid out is kept: undo brings it back to the same place. So is its signal: undo may come
        // before the view that holds it is taken away, and that view must go on following.
        self.known.remove(id);
        self.glides.remove(id);
        self.stale.extend(self.scene.links_at(id).map(|(link, _)| link.clone()));
        self.scene.remove_card(id);
        self.comings += 1;
    }

    /// Says whether that is news.
    pub(super) fn know_link(&mut self, id: &LinkId, tie: Tie) -> bool {
        if self.scene.link(id) == Some(&tie) {
            return false;
        }
        self.note_neighbours(id);
        self.scene.put_link(id.clone(), tie);
        self.note_neighbours(id);
        true
    }

    pub(super) fn forget_link(&mut self, id: &LinkId) {
        self.note_neighbours(id);
        self.scene.remove_link(id);
        self.routes.remove(id);
        self.ways.remove(id);
        self.stale.remove(id);
    }

    /// Says whether that is news.
    pub(super) fn hold_for_others(&mut self, held: BTreeMap<NodeId, MapPoint>) -> bool {
        let is_news = self.others != held;
        if is_news {
            self.news.extend(self.others.keys().chain(held.keys()).cloned());
        }
        self.others = held;
        is_news
    }

    /// Says whether that is news.
    pub(super) fn lie_in_lanes(&mut self, places: Option<Places>) -> bool {
        let is_news = self.lanes != places;
        self.are_all_news |= is_news;
        self.lanes = places;
        is_news
    }

    pub(super) fn forget_layout(&mut self) {
        self.laid_out.clear();
        self.are_all_news = true;
    }

    /// Says whether anything was held.
    pub(super) fn let_go(&mut self) -> bool {
        let held = std::mem::take(&mut self.mine);
        self.news.extend(held.keys().cloned());
        !held.is_empty()
    }

    /// The cards in this person's hand.
    pub(super) fn lifted(&self) -> BTreeSet<NodeId> {
        self.mine.keys().cloned().collect()
    }

    /// Rises whenever a card came or went.
    pub(super) fn comings(&self) -> u64 {
        self.comings
    }

    /// The way of a link as it is drawn, if both its ends are there.
    pub(super) fn way(&mut self, id: &LinkId) -> Option<Arc<Route>> {
        if let Some(way) = self.ways.get(id) {
            return Some(Arc::clone(way));
        }
        let way = Arc::new(self.scene.route(id)?);
        self.ways.insert(id.clone(), Arc::clone(&way));
        Some(way)
    }

    pub(super) fn place(&self, id: &NodeId) -> Option<ArcReadSignal<Placed>> {
        self.places.get(id).map(ArcRwSignal::read_only)
    }

    pub(super) fn route(&mut self, id: &LinkId) -> ArcReadSignal<Drawn> {
        let scene = &self.scene;
        let signal = self.routes.entry(id.clone());
        signal.or_insert_with(|| ArcRwSignal::new(scene.route(id).map(Arc::new))).read_only()
    }

    /// Draws these cards moved from where they would be.
    pub(super) fn lift(&mut self, nodes: &[NodeId], by: MapVector) -> Changed {
        let mut changed = Changed::default();
        for id in nodes {
            let Some(home) = self.home(id) else { continue };
            self.mine.insert(id.clone(), home + by);
            self.draw_card(id, None, &mut changed);
        }
        self.draw_links(&mut changed);
        changed
    }

    /// Finds room for what has no place yet, and draws everything where it belongs.
    ///
    /// With a moment, in milliseconds, cards that must move begin to glide; without one they jump.
    pub(super) fn settle(&mut self, now: Option<u64>) -> Changed {
        self.lay_out();
        let mut changed = Changed::default();
        let news = std::mem::take(&mut self.news);
        if std::mem::take(&mut self.are_all_news) {
            let ids: Vec<NodeId> = self.known.keys().cloned().collect();
            for id in &ids {
                self.draw_card(id, now, &mut changed);
            }
        } else {
            for id in &news {
                self.draw_card(id, now, &mut changed);
            }
        }
        self.draw_links(&mut changed);
        changed
    }

    /// Whether cards are on their way.
    pub(super) fn is_gliding(&self) -> bool {
        !self.glides.is_empty()
    }

    /// Draws the cards that are on their way where they are at this moment.
    pub(super) fn glide(&mut self, now: u64) -> Changed {
        let mut changed = Changed::default();
        for (id, glide) in self.glides.clone() {
            if glide.is_over(now) {
                self.glides.remove(&id);
            }
            if let Some(kind) = self.known.get(&id).map(|known| known.kind) {
                self.put(&id, Placed { kind, centre: glide.at(now) }, &mut changed);
            }
        }
        self.draw_links(&mut changed);
        changed
    }

    /// What is to be laid out beside everything else, told once.
    pub(super) fn take_unsettled(&mut self) -> Option<Unsettled> {
        let is_unsettled = std::mem::take(&mut self.is_unsettled);
        self.is_laid_out_elsewhere |= is_unsettled;
        is_unsettled.then(|| self.unsettled())
    }

    /// Takes what came of it: cards that somebody has placed meanwhile stay where they are.
    pub(super) fn take_layout(&mut self, places: Places) {
        self.laid_out = places;
        self.are_all_news = true;
        self.is_laid_out_elsewhere = false;
    }

    fn unsettled(&self) -> Unsettled {
        let card = |(id, known): (&NodeId, &Known)| LayoutCard {
            id: id.clone(),
            kind: known.kind,
            placed: known.placed,
        };
        let cards = self.known.iter().map(card).collect();
        let links = self.scene.links().map(|(_, tie)| (tie.from.clone(), tie.to.clone()));
        Unsettled { cards, links: links.collect(), before: self.laid_out.clone() }
    }

    /// Only what has no place yet is laid out: a layout never moves what is seen already.
    fn lay_out(&mut self) {
        let is_lost = |id: &NodeId| {
            let is_placed = self.known.get(id).is_none_or(|known| known.placed.is_some());
            !is_placed && !self.laid_out.contains_key(id)
        };
        let lost = if self.are_all_news {
            self.known.keys().filter(|id| is_lost(id)).count()
        } else {
            self.news.iter().filter(|id| is_lost(id)).count()
        };
        if lost == 0 || self.is_laid_out_elsewhere {
            return;
        }
        if lost > MANY {
            self.is_unsettled = true;
            return;
        }
        self.are_all_news = true;
        let Unsettled { cards, links, before } = self.unsettled();
        self.laid_out = settle(&cards, &links, &before);
    }

    /// Where a card lies when nobody holds it.
    pub(super) fn home(&self, id: &NodeId) -> Option<MapPoint> {
        let known = self.known.get(id)?;
        let in_lane = self.lanes.as_ref().and_then(|lanes| lanes.get(id).copied());
        in_lane.or(known.placed).or_else(|| self.laid_out.get(id).copied())
    }

    fn draw_card(&mut self, id: &NodeId, now: Option<u64>, changed: &mut Changed) {
        let Some(kind) = self.known.get(id).map(|known| known.kind) else { return };
        let held = self.mine.get(id).or_else(|| self.others.get(id)).copied();
        let Some(centre) = held.or_else(|| self.home(id)) else { return };
        if self.glides.get(id).is_some_and(|glide| glide.to == centre) {
            return;
        }
        self.glides.remove(id);
        match (self.scene.card(id), now) {
            (Some(card), Some(begun)) if card.centre != centre && !self.mine.contains_key(id) => {
                self.glides.insert(id.clone(), Glide { from: card.centre, to: centre, begun });
            }
            _ => self.put(id, Placed { kind, centre }, changed),
        }
    }

    fn put(&mut self, id: &NodeId, placed: Placed, changed: &mut Changed) {
        match self.scene.card(id) {
            Some(card) if card == placed => return,
            Some(_) => {}
            None => self.comings += 1,
        }
        self.scene.put_card(id.clone(), placed);
        self.note_around(id);
        match self.places.get(id) {
            Some(signal) => changed.cards.push((signal.clone(), placed)),
            None => _ = self.places.insert(id.clone(), ArcRwSignal::new(placed)),
        }
    }

    fn draw_links(&mut self, changed: &mut Changed) {
        for id in std::mem::take(&mut self.stale) {
            self.ways.remove(&id);
            if !self.routes.contains_key(&id) {
                continue;
            }
            let route = self.scene.route(&id);
            match self.routes.get(&id) {
                Some(signal)
                    if signal.with_untracked(|drawn| drawn.as_deref() != route.as_ref()) =>
                {
                    changed.links.push((signal.clone(), route.map(Arc::new)));
                }
                _ => {}
            }
        }
    }

    /// A card that moves changes its links, and how the links at their other ends are spread.
    fn note_around(&mut self, id: &NodeId) {
        let links: Vec<LinkId> = self.scene.links_at(id).map(|(link, _)| link.clone()).collect();
        for link in links {
            self.note_neighbours(&link);
        }
    }

    fn note_neighbours(&mut self, id: &LinkId) {
        let Some(tie) = self.scene.link(id) else { return };
        let beside = [&tie.from, &tie.to].into_iter().flat_map(|end| self.scene.links_at(end));
        let beside: Vec<LinkId> = beside.map(|(link, _)| link.clone()).collect();
        self.stale.extend(beside);
    }
}

#[cfg(test)]
mod tests;
