//! Cards in lanes: one band above the other, each with the columns of the whole map.

use std::collections::BTreeMap;

use causeway_model::order::Arrange as _;
use causeway_model::{NodeId, NodeKind};

use crate::card::card_height;
use crate::{CARD_WIDTH, COLUMN, LayoutCard, MapPoint, MapRect, Places, ROW_GAP, arrange};

/// Between the cards of a band and its edges, in map units.
const MARGIN: f64 = 48.0;

/// A card, and the lane in which it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneCard {
    /// Whose card it is.
    pub id: NodeId,
    /// Gives its size.
    pub kind: NodeKind,
    /// The number of its lane, counted from the uppermost.
    pub lane: usize,
}

/// The cards of a lane by column, each with where it lies in the plain layout.
type Columns<'a> = BTreeMap<i32, Vec<(f64, &'a LaneCard)>>;

/// Lays cards out in lanes, and says which rectangle each lane takes up; a lane without cards takes up none.
///
/// Columns are those of the plain layout, so that every lane flows to the right as the whole map does.
pub fn lanes(cards: &[LaneCard], links: &[(NodeId, NodeId)]) -> (Places, BTreeMap<usize, MapRect>) {
    let plain = |card: &LaneCard| LayoutCard { id: card.id.clone(), kind: card.kind, placed: None };
    let plain = arrange(&cards.iter().map(plain).collect::<Vec<_>>(), links);
    let mut stacks: BTreeMap<usize, Columns<'_>> = BTreeMap::new();
    for card in cards {
        let Some(at) = plain.get(&card.id) else { continue };
        let stack = stacks.entry(card.lane).or_default().entry(column_of(at.x)).or_default();
        stack.push((at.y, card));
    }
    let columns = stacks.values().flat_map(BTreeMap::keys).copied();
    let (first, last) =
        columns.fold((i32::MAX, i32::MIN), |(low, high), at| (low.min(at), high.max(at)));
    let (mut places, mut bands, mut top) = (Places::new(), BTreeMap::new(), 0.0);
    for (lane, mut columns) in stacks {
        let mut low: f64 = top;
        for (column, stack) in &mut columns {
            stack.arrange_by(|one, other| {
                one.0.total_cmp(&other.0).then_with(|| one.1.id.cmp(&other.1.id))
            });
            let mut y = top + MARGIN;
            for (_, card) in stack {
                let height = card_height(card.kind);
                places.insert(
                    card.id.clone(),
                    MapPoint::new(f64::from(*column) * COLUMN, y + height / 2.0),
                );
                y += height + ROW_GAP;
            }
            low = low.max(y - ROW_GAP + MARGIN);
        }
        let left = f64::from(first) * COLUMN - CARD_WIDTH / 2.0 - MARGIN;
        let width = f64::from(last - first) * COLUMN + CARD_WIDTH + 2.0 * MARGIN;
        bands.insert(lane, MapRect { left, top, width, height: low - top });
        top = low;
    }
    (places, bands)
}

#[allow(clippy::cast_possible_truncation, reason = "a saturating cast keeps it a column")]
fn column_of(x: f64) -> i32 {
    (x / COLUMN).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Placed;

    fn id(name: &str) -> NodeId {
        name.parse().unwrap()
    }

    fn cards(text: &[(&str, usize)]) -> Vec<LaneCard> {
        text.iter()
            .map(|(name, lane)| LaneCard { id: id(name), kind: NodeKind::Driver, lane: *lane })
            .collect()
    }

    #[test]
    fn every_card_lies_in_its_lane_and_on_no_other() {
        let cards = cards(&[("a", 0), ("b", 0), ("c", 2), ("d", 2), ("e", 0)]);
        let (places, bands) =
            lanes(&cards, &[(id("a"), id("b")), (id("c"), id("b")), (id("d"), id("b"))]);
        assert_eq!(bands.keys().copied().collect::<Vec<_>>(), [0, 2]);
        assert!(bands[&0].bottom() <= bands[&2].top);
        let rects: Vec<MapRect> = cards
            .iter()
            .map(|card| Placed { kind: card.kind, centre: places[&card.id] }.rect())
            .collect();
        for (at, rect) in rects.iter().enumerate() {
            let band = bands[&cards[at].lane];
            assert!(rect.top >= band.top && rect.bottom() <= band.bottom());
            assert!(!rects[..at].iter().any(|other| other.overlaps(*rect)));
        }
        assert!(places[&id("a")].x < places[&id("b")].x);
    }

    #[test]
    fn without_cards_there_are_no_lanes() {
        assert!(lanes(&[], &[]).1.is_empty());
    }
}
