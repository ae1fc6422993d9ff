//! Paints the map, and over it what is held.

use std::collections::{BTreeMap, BTreeSet};

use causeway_canvas::{
    Camera, MapPoint, MapRect, Plate, Route, ScreenSize, Target, card_height, dash_share, outline,
};
use causeway_model::{LinkId, NodeId, NodeKind};
use leptos::prelude::*;

use super::drawing::{Body, Drawing, Drawn, Look, Strand, Thread, holds};
use super::inks::{Ink, Inks};
use crate::platform::painter::{Canvas, Painter, Pen, Shape, Stamp};
use crate::platform::{appearance, clock};
use crate::views::map::Atlas;

/// How far a stamp reaches from the middle of its card, in map units: its badge stands over the corner.
const REACH: f64 = 178.0;

/// The size of a badge, in map units.
const BADGE: f64 = 58.0;

/// A badge is at least so many pixels high, as long as it doesn't hide the card.
const LEAST_BADGE: f64 = 7.0;
const LARGEST_BADGE: f64 = 110.0;

/// A rim that tells a state is at least so many pixels wide.
const LEAST_RIM: f64 = 1.2;

const WATCH: &str = "M0-8L8.8 7.5H-8.8Z";
const ACT: &str = "M0-9.4L9.4 0 0 9.4-9.4 0Z";

/// Whether what is painted is still what is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is.
    Fine,
    /// It is, but larger or smaller than it was painted.
    Blurred,
    /// More is seen than is painted.
    Left,
}

/// The canvases, and what is on them.
pub(super) struct Easel {
    base: Painter,
    hand: Painter,
    inks: Inks,
    shapes: BTreeMap<(NodeKind, i8), Shape>,
    badges: [Option<Shape>; 2],
    stamps: BTreeMap<Look, Stamp>,
    drawing: Option<Drawing>,
    plate: Option<Plate>,
    /// Whether the plate is to be another one.
    is_left: bool,
    is_base_stale: bool,
    is_hand_stale: bool,
    /// The cards that are left out of the map, since they are in the hand.
    lifted: BTreeSet<NodeId>,
    cost_ms: u64,
}

impl Easel {
    /// An easel with nothing on it; none where the browser paints on no canvas.
    pub(super) fn new(base: Canvas, hand: Canvas) -> Option<Self> {
        Some(Self {
            base: Painter::on(base)?,
            hand: Painter::on(hand)?,
            inks: Inks::default(),
            shapes: BTreeMap::new(),
            badges: [Shape::of(WATCH), Shape::of(ACT)],
            stamps: BTreeMap::new(),
            drawing: None,
            plate: None,
            is_left: true,
            is_base_stale: true,
            is_hand_stale: true,
            lifted: BTreeSet::new(),
            cost_ms: 0,
        })
    }

    /// How long the map took to paint the last time, in milliseconds.
    pub(super) fn cost_ms(&self) -> u64 {
        self.cost_ms
    }

    /// The colours are these from now on, on a screen that may have become another.
    pub(super) fn take(&mut self, inks: Inks) {
        self.inks = inks;
        self.stamps.clear();
        self.is_base_stale = true;
        self.leave_plate();
    }

    /// Cards, links or what is known of them have changed.
    pub(super) fn map_changed(&mut self) {
        self.drawing = None;
        self.is_base_stale = true;
        self.is_hand_stale = true;
    }

    /// What is chosen, held or pointed at has changed.
    pub(super) fn hand_changed(&mut self) {
        self.is_hand_stale = true;
    }

    /// The plate is no longer the one for the camera.
    pub(super) fn leave_plate(&mut self) {
        self.is_left = true;
    }

    /// What the plate is to this camera.
    pub(super) fn against(
        &self,
        camera: Camera,
        view: ScreenSize,
        bounds: Option<MapRect>,
    ) -> State {
        match (self.plate, bounds) {
            (Some(plate), Some(bounds)) if plate.covers(camera, view, bounds) => {
                if plate.is_sharp(camera, view, bounds, appearance::density()) {
                    State::Fine
                } else {
                    State::Blurred
                }
            }
            (None, None) => State::Fine,
            _ => State::Left,
        }
    }

    /// Paints what is stale.
    pub(super) fn paint(&mut self, atlas: Atlas) {
        let Some(camera) = atlas.session().camera.try_get_untracked() else { return };
        let (view, bounds) = (atlas.view().get_untracked(), atlas.bounds().get_untracked());
        let lifted = atlas.lifted();
        let is_held_anew = lifted != self.lifted;
        self.lifted = lifted;
        if self.is_left || self.plate.is_none() {
            let plate =
                bounds.and_then(|bounds| Plate::under(camera, view, bounds, appearance::density()));
            if plate.map(|plate| plate.scale) != self.plate.map(|plate| plate.scale) {
                self.stamps.clear();
            }
            self.is_base_stale |= plate != self.plate;
            self.is_hand_stale |= plate != self.plate;
            self.plate = plate;
            self.is_left = false;
        }
        let Some(plate) = self.plate else { return };
        if self.is_base_stale || is_held_anew {
            let began = clock::now_ms();
            let drawing = self.drawing.take().unwrap_or_else(|| Drawing::of(atlas));
            self.paint_base(&drawing, plate);
            self.drawing = Some(drawing);
            self.is_base_stale = false;
            self.is_hand_stale = true;
            self.cost_ms = clock::now_ms().saturating_sub(began);
        }
        if self.is_hand_stale {
            self.is_hand_stale = false;
            self.paint_hand(atlas, plate);
        }
        self.base.finish();
    }

    fn paint_base(&mut self, drawing: &Drawing, plate: Plate) {
        self.base.begin(plate);
        let lifted = std::mem::take(&mut self.lifted);
        let is_loose =
            |strand: &&Strand| !lifted.contains(&strand.from) && !lifted.contains(&strand.to);
        let seen: Vec<&Strand> = drawing
            .strands
            .iter()
            .filter(|strand| strand.bounds.overlaps(plate.area))
            .filter(is_loose)
            .collect();
        strands(&self.base, &self.inks, &seen, plate.scale);
        let area = plate.area.grown(REACH);
        let cards: Vec<&Drawn> = drawing
            .cards
            .iter()
            .filter(|card| area.contains(card.at) && !lifted.contains(&card.id))
            .collect();
        self.lifted = lifted;
        self.put(&cards, plate, true);
    }

    /// Puts cards down, on the map or over it.
    fn put(&mut self, cards: &[&Drawn], plate: Plate, on_base: bool) {
        for card in cards {
            if !self.stamps.contains_key(&card.look) {
                self.prepare(card.look.kind);
                if let Some(stamp) = self.stamp(card.look, plate.scale) {
                    self.stamps.insert(card.look, stamp);
                }
            }
        }
        let stamped = cards
            .iter()
            .filter_map(|card| Some((self.stamps.get(&card.look)?, card.at, card.alpha)));
        if on_base { self.base.put(stamped) } else { self.hand.put(stamped) }
    }

    /// Has the outlines of a kind ready.
    fn prepare(&mut self, kind: NodeKind) {
        for grown in [0, 8, 12] {
            if !self.shapes.contains_key(&(kind, grown))
                && let Some(shape) = Shape::of(&outline(kind, f64::from(grown)))
            {
                self.shapes.insert((kind, grown), shape);
            }
        }
    }

    fn stamp(&self, look: Look, scale: f64) -> Option<Stamp> {
        let body = self.shapes.get(&(look.kind, 0))?;
        let ring = self.shapes.get(&(look.kind, 8))?;
        let ink = |ink: Ink| self.inks.of(ink);
        let middle = MapPoint::default();
        let is_land = look.kind == NodeKind::Objective;
        let pen =
            |colour: Ink, width: f64| Pen { colour: ink(colour), width, dash: &[], alpha: 1.0 };
        let (rim, width) = rim(look);
        Painter::cut(REACH, scale, |painter| {
            if look.is_traced {
                painter.outline(ring, middle, &pen(Ink::Path, 8.0_f64.max(2.0 / scale)));
            }
            if look.is_folded {
                painter.fill(body, MapPoint::new(-16.0, 13.0), ink(Ink::Edge));
                painter.outline(body, MapPoint::new(-16.0, 13.0), &pen(Ink::Water, 5.0));
            }
            let colour = match (look.tint, look.state) {
                (Some(Body::Crew(crew)), _) => Ink::Faint(crew),
                (Some(Body::Level(_)), _) => Ink::Surface,
                _ if is_land => Ink::Land,
                (None, "ok") => Ink::Ok,
                (None, "watch") => Ink::Watch,
                (None, "act") => Ink::Act,
                (None, _) => Ink::Surface,
            };
            painter.fill(body, middle, ink(colour));
            if let Some(Body::Level(step)) = look.tint {
                let height = Body::height(step, card_height(look.kind));
                painter.fill_below(body, height, ink(Ink::Level));
            }
            let dash: &[f64] = if look.state == "none" && !is_land { &[20.0, 14.0] } else { &[] };
            let width = width.max(LEAST_RIM / scale);
            painter.outline(body, middle, &Pen { colour: ink(rim), width, dash, alpha: 1.0 });
            self.badge(painter, look, scale);
        })
    }

    /// The triangle of watch, the diamond of act.
    fn badge(&self, painter: &Painter, look: Look, scale: f64) {
        let (shape, colour) = match (look.state, &self.badges) {
            ("watch", [Some(shape), _]) => (shape, Ink::Watch),
            ("act", [_, Some(shape)]) => (shape, Ink::Act),
            _ => return,
        };
        let size = BADGE.max(LEAST_BADGE / scale).min(LARGEST_BADGE);
        let (x, y) = match look.kind {
            NodeKind::Driver => (8.5, 6.5),
            NodeKind::Objective => (16.5, 10.5),
            _ => (2.5, 3.5),
        };
        let at =
            MapPoint::new(x - causeway_canvas::CARD_WIDTH / 2.0, y - card_height(look.kind) / 2.0);
        painter.enlarged(at, size / 20.0, |painter| {
            let halo = Pen { colour: self.inks.of(Ink::Water), width: 3.0, dash: &[], alpha: 1.0 };
            painter.outline(shape, MapPoint::default(), &halo);
            painter.fill(shape, MapPoint::default(), self.inks.of(colour));
        });
    }

    /// What is chosen, in the hand, held by colleagues and under the pointer.
    fn paint_hand(&mut self, atlas: Atlas, plate: Plate) {
        self.hand.begin(plate);
        let session = atlas.session();
        let Some(chosen) = session.selection.try_get_untracked() else { return };
        let hovered = atlas.hovered().get_untracked();
        let only = chosen.only_link();
        let mut links: BTreeSet<LinkId> =
            chosen.links.iter().filter(|id| Some(*id) != only).cloned().collect();
        if let Target::Link(id) = &hovered {
            links.insert(id.clone());
        }
        self.lines_in_hand(atlas, &links, &chosen.links, plate);
        self.lifted_cards(atlas, plate);
        let mut rings: Vec<(NodeId, Ink, i8, f64)> = Vec::new();
        let only = chosen.only_node();
        let ring = |id: &NodeId| (id.clone(), Ink::Focus, 8, 8.0);
        rings.extend(chosen.nodes.iter().filter(|id| Some(*id) != only).map(ring));
        if let Target::Card(id) | Target::Rim(id) = &hovered {
            rings.push((id.clone(), Ink::Focus, 8, 4.0));
        }
        rings.extend(holds(atlas).into_iter().map(|(id, crew)| (id, Ink::Person(crew), 12, 6.0)));
        for (id, ink, grown, width) in rings {
            let Some(card) = atlas.with_scene(|scene| scene.card(&id)).flatten() else { continue };
            self.prepare(card.kind);
            if let Some(shape) = self.shapes.get(&(card.kind, grown)) {
                let width = width.max(2.0 / plate.scale);
                let pen = Pen { colour: self.inks.of(ink), width, dash: &[], alpha: 1.0 };
                self.hand.outline(shape, card.centre, &pen);
            }
        }
    }

    /// Links that are chosen or pointed at.
    fn lines_in_hand(
        &self,
        atlas: Atlas,
        links: &BTreeSet<LinkId>,
        chosen: &BTreeSet<LinkId>,
        plate: Plate,
    ) {
        for id in links {
            let Some(route) = atlas.way(id) else { continue };
            let is_chosen = chosen.contains(id);
            let alpha = if is_chosen { 0.35 } else { 0.2 };
            let width = 13.0_f64.max(4.0 / plate.scale);
            let colour = self.inks.of(Ink::Focus);
            let halo = Pen { colour, width, dash: &[], alpha };
            self.hand.lines(&halo, std::iter::once(&*route));
            if is_chosen {
                let line = Pen { width: 3.0_f64.max(1.5 / plate.scale), alpha: 1.0, ..halo };
                self.hand.lines(&line, std::iter::once(&*route));
                self.hand.heads(&line, std::iter::once(&*route));
            }
        }
    }

    /// The cards in the hand, with their links, where they are now.
    fn lifted_cards(&mut self, atlas: Atlas, plate: Plate) {
        if self.lifted.is_empty() {
            return;
        }
        let Some(drawing) = self.drawing.take() else { return };
        let strands_now: Vec<Strand> = drawing
            .strands
            .iter()
            .filter(|strand| self.lifted.contains(&strand.from) || self.lifted.contains(&strand.to))
            .filter_map(|strand| Some(strand.along(atlas.way(&strand.id)?)))
            .collect();
        let seen: Vec<&Strand> = strands_now.iter().collect();
        strands(&self.hand, &self.inks, &seen, plate.scale);
        let lies = |card: &Drawn| atlas.with_scene(|scene| scene.card(&card.id)).flatten();
        let cards: Vec<Drawn> = drawing
            .cards
            .iter()
            .filter(|card| self.lifted.contains(&card.id))
            .filter_map(|card| Some(card.moved(lies(card)?.centre)))
            .collect();
        let cards: Vec<&Drawn> = cards.iter().collect();
        self.put(&cards, plate, false);
        self.drawing = Some(drawing);
    }
}

/// The rim of a card, and its width in map units.
fn rim(look: Look) -> (Ink, f64) {
    match look.state {
        "act" => (Ink::Act, 2.5),
        "watch" => (Ink::Watch, 2.5),
        _ if look.kind == NodeKind::Objective => (Ink::Land, 2.0),
        "none" if look.tint.is_none() => (Ink::Blank, 8.0),
        _ => (Ink::Edge, 1.5),
    }
}

/// Draws links, those that look alike together: first the bands of a path, then the lines.
fn strands(painter: &Painter, inks: &Inks, strands: &[&Strand], scale: f64) {
    let traced = || strands.iter().filter(|strand| strand.is_traced);
    if traced().next().is_some() {
        let width = 13.0_f64.max(4.0 / scale);
        let band = Pen { colour: inks.of(Ink::Path), width, dash: &[], alpha: 1.0 };
        painter.lines(&band, traced().map(|strand| &*strand.route));
    }
    let mut groups: Vec<(Thread, f64, Vec<&Route>)> = Vec::new();
    for strand in strands {
        let alike = groups.iter_mut().find(|(thread, alpha, _)| {
            *thread == strand.thread && alpha.to_bits() == strand.alpha.to_bits()
        });
        match alike {
            Some((_, _, routes)) => routes.push(&strand.route),
            None => groups.push((strand.thread, strand.alpha, vec![&strand.route])),
        }
    }
    for (thread, alpha, routes) in groups {
        let share = dash_share(thread.dash, scale);
        let dash = if share.is_some() { &[] } else { thread.dash };
        let alpha = alpha * share.unwrap_or(1.0);
        let pen = Pen { colour: inks.of(thread.ink), width: thread.width, dash, alpha };
        painter.lines(&pen, routes.iter().copied());
        painter.heads(&pen, routes.iter().copied());
    }
}
