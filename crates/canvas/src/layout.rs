//! Where cards lie that nobody placed: in columns that flow to the right, towards the objectives.
//!
//! [`arrange`] lays out a whole map, [`settle`] finds room for what is new and moves nothing else. Both are
//! pure arithmetic on ids, kinds and links, so that the same map looks the same on every device. What someone
//! placed stays where it is, even on top of another card.
//!
//! The method is Sugiyama's: break the loops, choose columns, order each column to cross few links, then
//! straighten. It is our own rather than a library's, since the ones at hand iterate over randomly seeded maps
//! or panic on some graphs.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use causeway_model::order::gathered;
use causeway_model::{NodeId, NodeKind};

use crate::{CARD_WIDTH, MapPoint};

mod graph;

mod acyclic;
mod columns;
mod order;
mod straighten;

mod near;
mod pack;

use graph::Graph;

pub use near::free_place;

/// From one column's middle to the next one's, in map units: a card, and room for a link with its sign.
pub const COLUMN: f64 = CARD_WIDTH + 132.0;

/// Between two cards above each other, in map units.
pub const ROW_GAP: f64 = 34.0;

/// A card to lay out.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutCard {
    /// Whose card it is.
    pub id: NodeId,
    /// Gives its size, and how far to the right it belongs.
    pub kind: NodeKind,
    /// The centre, where someone placed it.
    pub placed: Option<MapPoint>,
}

/// The centres of cards, in map units.
pub type Places = BTreeMap<NodeId, MapPoint>;

/// Lays out a map from nothing; what was placed stays.
///
/// The cards that nobody placed overlap neither each other nor a placed one. Links whose ends are absent are
/// passed over, and so are places that aren't ordinary numbers.
pub fn arrange(cards: &[LayoutCard], links: &[(NodeId, NodeId)]) -> Places {
    at_once(arrange_in_steps(cards, links, &async || {}))
}

/// Finds room for the cards that have no place in `before`, near their links, and keeps all others.
///
/// A card that someone placed goes where they placed it, wherever it was before.
pub fn settle(cards: &[LayoutCard], links: &[(NodeId, NodeId)], before: &Places) -> Places {
    at_once(settle_in_steps(cards, links, before, async || {}))
}

/// The same in many small steps, with `pause` between them: a page of thousands of cards goes on answering.
pub async fn settle_in_steps(
    cards: &[LayoutCard],
    links: &[(NodeId, NodeId)],
    before: &Places,
    pause: impl AsyncFn(),
) -> Places {
    let (ids, graph) = read(cards, links);
    let mut centres = places_of(&ids, cards);
    for (centre, id) in centres.iter_mut().zip(&ids) {
        *centre = centre.or_else(|| before.get(*id).copied());
    }
    if centres.iter().all(Option::is_none) {
        return arrange_in_steps(cards, links, &pause).await;
    }
    near::place_new(&graph, &mut centres, &pause).await;
    named(ids, &centres)
}

async fn arrange_in_steps(
    cards: &[LayoutCard],
    links: &[(NodeId, NodeId)],
    pause: &impl AsyncFn(),
) -> Places {
    let (ids, graph) = read(cards, links);
    let placed = places_of(&ids, cards);
    let flowing = pack::flowing(&graph, pause).await;
    let mut centres = near::around_placed(&graph, &flowing, &placed);
    near::place_new(&graph, &mut centres, pause).await;
    named(ids, &centres)
}

/// What comes of work whose pauses take no time.
fn at_once(work: impl Future<Output = Places>) -> Places {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(work).poll(&mut context) {
        Poll::Ready(places) => places,
        Poll::Pending => Places::new(),
    }
}

/// The cards in the order of their ids, and the links between them by number.
fn read<'a>(cards: &'a [LayoutCard], links: &[(NodeId, NodeId)]) -> (Vec<&'a NodeId>, Graph) {
    let kinds: BTreeMap<&NodeId, NodeKind> =
        gathered(cards.iter().map(|card| (&card.id, card.kind)));
    let number: BTreeMap<&NodeId, usize> = gathered(kinds.keys().copied().zip(0..));
    let links = links
        .iter()
        .filter_map(|(from, to)| Some((*number.get(from)?, *number.get(to)?)))
        .filter(|(from, to)| from != to);
    let links: BTreeSet<(usize, usize)> = gathered(links);
    (kinds.keys().copied().collect(), Graph::new(kinds.into_values().collect(), links))
}

fn places_of(ids: &[&NodeId], cards: &[LayoutCard]) -> Vec<Option<MapPoint>> {
    let placed = cards
        .iter()
        .filter_map(|card| Some((&card.id, card.placed.filter(|place| place.is_finite())?)));
    let placed: BTreeMap<&NodeId, MapPoint> = gathered(placed);
    ids.iter().map(|id| placed.get(id).copied()).collect()
}

fn named(ids: Vec<&NodeId>, centres: &[Option<MapPoint>]) -> Places {
    let placed = ids.into_iter().cloned().zip(centres);
    gathered(placed.filter_map(|(id, centre)| Some((id, (*centre)?))))
}

#[cfg(test)]
mod tests;
