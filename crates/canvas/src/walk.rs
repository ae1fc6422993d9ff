//! Walking the map by keyboard: along its links, or to the nearest card.

use causeway_model::NodeId;
use causeway_model::order::Arrange as _;

use crate::{CARD_WIDTH, MapPoint, Scene};

/// The way of an arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Upstream: to what moves this.
    Left,
    /// Downstream: to what this moves.
    Right,
    /// To the card above.
    Up,
    /// To the card below.
    Down,
}

/// The card that an arrow key leads to: the one linked that way that lies most level, or else the nearest that
/// way; above and below always go by what is seen.
pub fn next(scene: &Scene, from: &NodeId, heading: Heading) -> Option<NodeId> {
    let here = scene.card(from)?.centre;
    match heading {
        Heading::Left => linked(scene, from, here, false),
        Heading::Right => linked(scene, from, here, true),
        Heading::Up | Heading::Down => None,
    }
    .or_else(|| nearest(scene, from, here, heading))
}

/// All cards as they are read: columns from left to right, each from top to bottom.
///
/// Cards whose middles lie less than half a card apart count as one column.
pub fn reading_order(scene: &Scene) -> Vec<NodeId> {
    let mut cards: Vec<(MapPoint, &NodeId)> =
        scene.cards().map(|(id, card)| (card.centre, id)).collect();
    cards.arrange_by(|a, b| a.0.x.total_cmp(&b.0.x).then_with(|| a.1.cmp(b.1)));
    let mut begin = 0;
    while begin < cards.len() {
        let edge = cards[begin].0.x + CARD_WIDTH / 2.0;
        let length = cards[begin..].iter().take_while(|(at, _)| at.x < edge).count().max(1);
        cards[begin..begin + length]
            .arrange_by(|a, b| a.0.y.total_cmp(&b.0.y).then_with(|| a.1.cmp(b.1)));
        begin += length;
    }
    cards.into_iter().map(|(_, id)| id.clone()).collect()
}

fn linked(scene: &Scene, from: &NodeId, here: MapPoint, ahead: bool) -> Option<NodeId> {
    scene
        .links_at(from)
        .filter_map(|(_, tie)| {
            let (near, far) = if ahead { (&tie.from, &tie.to) } else { (&tie.to, &tie.from) };
            let there = scene.card(far).filter(|_| near == from)?.centre;
            Some(((there.y - here.y).abs(), far))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, id)| id.clone())
}

/// The nearest card within a right angle of the heading; sideways counts double.
fn nearest(scene: &Scene, from: &NodeId, here: MapPoint, heading: Heading) -> Option<NodeId> {
    scene
        .cards()
        .filter(|(id, _)| *id != from)
        .filter_map(|(id, card)| {
            let by = card.centre - here;
            let (ahead, aside) = match heading {
                Heading::Left => (-by.x, by.y),
                Heading::Right => (by.x, by.y),
                Heading::Up => (-by.y, by.x),
                Heading::Down => (by.y, by.x),
            };
            (ahead > 0.0 && aside.abs() <= ahead * 1.5).then(|| (ahead + 2.0 * aside.abs(), id))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, id)| id.clone())
}

#[cfg(test)]
mod tests;
