//! What lies where: the cards and links of the map as geometry, for hits, for culling and for routes.

use std::collections::{BTreeMap, BTreeSet};

use causeway_model::{LinkId, LinkKind, NodeId};

use crate::grid::Grid;
use crate::route::{Placed, Route, route};
use crate::{MapPoint, MapRect};

mod ends;
mod hit;
mod ports;

pub use ends::{LinkRefusal, link_kind};
pub use hit::{End, Reach, Target};

/// A link as geometry: what it joins.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The source.
    pub from: NodeId,
    /// The target.
    pub to: NodeId,
    /// What the link says; two links of one kind between the same cards are refused.
    pub kind: LinkKind,
}

/// The cards and links of the map where they lie.
///
/// A link whose ends aren't both here is kept, and drawn when they are.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    cards: BTreeMap<NodeId, Placed>,
    links: BTreeMap<LinkId, Tie>,
    links_at: BTreeMap<NodeId, BTreeSet<LinkId>>,
    grid: Grid<NodeId>,
}

impl Scene {
    /// Says where a card lies now. A place that is no ordinary number is passed over.
    pub fn put_card(&mut self, id: NodeId, card: Placed) {
        if card.centre.is_finite() {
            self.grid.place(id.clone(), card.rect());
            self.cards.insert(id, card);
        }
    }

    /// Takes a card away; its links stay.
    pub fn remove_card(&mut self, id: &NodeId) {
        self.grid.remove(id);
        self.cards.remove(id);
    }

    /// Says what a link joins now.
    pub fn put_link(&mut self, id: LinkId, tie: Tie) {
        self.remove_link(&id);
        for end in [&tie.from, &tie.to] {
            self.links_at.entry(end.clone()).or_default().insert(id.clone());
        }
        self.links.insert(id, tie);
    }

    /// Takes a link away.
    pub fn remove_link(&mut self, id: &LinkId) {
        let Some(tie) = self.links.remove(id) else { return };
        for end in [&tie.from, &tie.to] {
            if let Some(links) = self.links_at.get_mut(end) {
                links.remove(id);
                if links.is_empty() {
                    self.links_at.remove(end);
                }
            }
        }
    }

    /// The card of a node, where it lies.
    pub fn card(&self, id: &NodeId) -> Option<Placed> {
        self.cards.get(id).copied()
    }

    /// All cards, in the order of their ids.
    pub fn cards(&self) -> impl Iterator<Item = (&NodeId, Placed)> {
        self.cards.iter().map(|(id, card)| (id, *card))
    }

    /// What a link joins.
    pub fn link(&self, id: &LinkId) -> Option<&Tie> {
        self.links.get(id)
    }

    /// All links, in the order of their ids.
    pub fn links(&self) -> impl ExactSizeIterator<Item = (&LinkId, &Tie)> {
        self.links.iter()
    }

    /// The links that leave or enter a card, in the order of their ids.
    pub fn links_at(&self, id: &NodeId) -> impl Iterator<Item = (&LinkId, &Tie)> {
        let links = self.links_at.get(id).into_iter().flatten();
        links.filter_map(|link| Some((link, self.links.get(link)?)))
    }

    /// The way of a link, if both ends are here.
    pub fn route(&self, id: &LinkId) -> Option<Route> {
        let tie = self.links.get(id)?;
        let (from, to) = (self.card(&tie.from)?, self.card(&tie.to)?);
        Some(route(from, to, self.ports(id)))
    }

    /// The rectangle that holds all cards, unless there are none.
    pub fn bounds(&self) -> Option<MapRect> {
        self.bounds_of(self.cards.keys())
    }

    /// The rectangle that holds these cards, unless none of them is here.
    pub fn bounds_of<'a>(&self, ids: impl IntoIterator<Item = &'a NodeId>) -> Option<MapRect> {
        ids.into_iter().filter_map(|id| Some(self.card(id)?.rect())).reduce(MapRect::united)
    }

    /// The cards that touch a rectangle, in the order of their ids.
    pub fn cards_in(&self, area: MapRect) -> Vec<NodeId> {
        self.grid.touching(area)
    }

    /// What lies at a point, within `reach` map units.
    pub fn at(&self, point: MapPoint, reach: Reach) -> Target {
        hit::target(self, point, reach)
    }
}

#[cfg(test)]
mod tests;
