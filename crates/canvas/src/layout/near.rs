//! Finds room among cards that stay where they are.

use causeway_model::NodeKind;
use causeway_model::order::Arrange as _;

use super::graph::Graph;
use super::pack::layered;
use super::{COLUMN, ROW_GAP};
use crate::card::{CARD_HEIGHT, card_height, card_rect};
use crate::grid::Grid;
use crate::{MapPoint, MapRect, MapVector, Placed};

/// Beside a card, this much is kept free, in map units.
const SIDE_GAP: f64 = 24.0;

/// Places the cards of parts that are mostly unplaced, close to where `flowing` has them.
///
/// A part of which few cards are new is left for [`place_new`], so that they come to lie near their links.
pub(super) fn around_placed(
    graph: &Graph,
    flowing: &[MapPoint],
    placed: &[Option<MapPoint>],
) -> Vec<Option<MapPoint>> {
    let mut centres = placed.to_vec();
    // What flows already keeps its distance, give or take what rounding took.
    let mut room = Room::among(graph, &centres, ROW_GAP / 2.0);
    for part in graph.components(|_| true) {
        let fixed: Vec<usize> =
            part.iter().copied().filter(|&card| placed[card].is_some()).collect();
        let open = part.len() - fixed.len();
        if open * 4 <= part.len() && !fixed.is_empty() {
            continue;
        }
        // Where most was placed by hand, the rest follows; where one card was dragged away, it doesn't.
        let moved = if fixed.len() > open {
            typical_move(&fixed, flowing, placed)
        } else {
            MapVector::default()
        };
        for card in part {
            if centres[card].is_none() {
                centres[card] = Some(room.take(graph.kinds[card], flowing[card] + moved));
            }
        }
    }
    centres
}

/// Places every card that has no place yet near the cards that it is linked to.
pub(super) async fn place_new(
    graph: &Graph,
    centres: &mut [Option<MapPoint>],
    pause: &impl AsyncFn(),
) {
    let mut room = Room::among(graph, centres, ROW_GAP);
    let is_new: Vec<bool> = centres.iter().map(Option::is_none).collect();
    for part in graph.components(|card| is_new[card]) {
        let shape = layered(&graph.part(&part), pause).await;
        let moved = towards_links(graph, &part, &shape, centres)
            .unwrap_or_else(|| below(&shape, room.bounds));
        for (&card, at) in part.iter().zip(shape) {
            centres[card] = Some(room.take(graph.kinds[card], at + moved));
        }
    }
}

/// The median move from where the cards would flow to where they were placed.
fn typical_move(fixed: &[usize], flowing: &[MapPoint], placed: &[Option<MapPoint>]) -> MapVector {
    let moves: Vec<MapVector> =
        fixed.iter().filter_map(|&card| Some(placed[card]? - flowing[card])).collect();
    let median = |mut along: Vec<f64>| {
        along.sort_by(f64::total_cmp);
        along.get(along.len() / 2).copied().unwrap_or(0.0)
    };
    MapVector::new(
        median(moves.iter().map(|by| by.x).collect()),
        median(moves.iter().map(|by| by.y).collect()),
    )
}

/// The move that brings new cards one column before what they lead to, and after what leads to them.
fn towards_links(
    graph: &Graph,
    part: &[usize],
    shape: &[MapPoint],
    centres: &[Option<MapPoint>],
) -> Option<MapVector> {
    let place = |card: usize| part.binary_search(&card).ok().map(|local| shape[local]);
    let mut wishes = Vec::new();
    for &(from, to) in &graph.links {
        if let (Some(at), Some(there)) = (place(from), centres[to]) {
            wishes.push(there + MapVector::new(-COLUMN, 0.0) - at);
        } else if let (Some(there), Some(at)) = (centres[from], place(to)) {
            wishes.push(there + MapVector::new(COLUMN, 0.0) - at);
        }
    }
    let count = f64::from(u32::try_from(wishes.len()).ok()?);
    let sum = wishes
        .iter()
        .fold(MapVector::default(), |sum, by| MapVector::new(sum.x + by.x, sum.y + by.y));
    (count > 0.0).then(|| MapVector::new((sum.x / count).round(), (sum.y / count).round()))
}

/// The move that brings cards without links under everything else.
fn below(shape: &[MapPoint], bounds: Option<MapRect>) -> MapVector {
    let top = shape.iter().map(|at| at.y).fold(f64::INFINITY, f64::min);
    let corner = MapPoint::new(0.0, if top.is_finite() { top } else { 0.0 });
    let Some(bounds) = bounds else { return MapPoint::default() - corner };
    let lowest = MapPoint::new(
        bounds.left + crate::CARD_WIDTH / 2.0,
        bounds.bottom() + CARD_HEIGHT / 2.0 + 2.0 * ROW_GAP,
    );
    lowest - corner
}

/// The place nearest to `wanted`, above or below it, where a card of this kind overlaps none of these.
pub fn free_place(
    cards: impl IntoIterator<Item = Placed>,
    kind: NodeKind,
    wanted: MapPoint,
) -> MapPoint {
    let mut room = Room { taken: Grid::default(), count: 0, bounds: None, gap: ROW_GAP };
    for card in cards {
        room.add(card.rect());
    }
    room.take(kind, wanted)
}

/// What is taken already, and how much is kept free above and below a card.
struct Room {
    taken: Grid<usize>,
    count: usize,
    bounds: Option<MapRect>,
    gap: f64,
}

impl Room {
    fn among(graph: &Graph, centres: &[Option<MapPoint>], gap: f64) -> Self {
        let mut room = Self { taken: Grid::default(), count: 0, bounds: None, gap };
        for (&kind, centre) in graph.kinds.iter().zip(centres) {
            if let Some(centre) = *centre {
                room.add(card_rect(kind, centre));
            }
        }
        room
    }

    fn add(&mut self, rect: MapRect) {
        self.taken.place(self.count, rect);
        self.count += 1;
        self.bounds = Some(self.bounds.map_or(rect, |bounds| bounds.united(rect)));
    }

    /// Takes the free place nearest above or below the wanted one.
    fn take(&mut self, kind: NodeKind, wanted: MapPoint) -> MapPoint {
        let half = card_height(kind) / 2.0 + self.gap;
        let mut reach = 4.0 * CARD_HEIGHT;
        let y = loop {
            let strip = MapRect {
                left: wanted.x - crate::CARD_WIDTH / 2.0 - SIDE_GAP,
                top: wanted.y - reach,
                width: crate::CARD_WIDTH + 2.0 * SIDE_GAP,
                height: 2.0 * reach,
            };
            let blocked = self.taken.touching(strip);
            let blocked = blocked.iter().filter_map(|other| self.taken.rect(other));
            let free = nearest_free(
                wanted.y,
                blocked.map(|rect| (rect.top - half, rect.bottom() + half)).collect(),
            );
            // A place at the end of the strip may be taken by what lies just outside it.
            if (free - wanted.y).abs() + half < reach || !reach.is_finite() {
                break free;
            }
            reach *= 2.0;
        };
        let centre = MapPoint::new(wanted.x, y);
        self.add(card_rect(kind, centre));
        centre
    }
}

/// The number nearest to `wanted` that lies inside none of the intervals.
fn nearest_free(wanted: f64, mut blocked: Vec<(f64, f64)>) -> f64 {
    blocked.arrange_by(|a, b| a.0.total_cmp(&b.0));
    let mut around: Option<(f64, f64)> = None;
    for (from, to) in blocked {
        around = match around {
            Some((first, last)) if from < last => Some((first, last.max(to))),
            Some((_, last)) if last > wanted => break,
            _ => Some((from, to)),
        };
    }
    match around {
        Some((from, to)) if from < wanted && wanted < to => {
            if wanted - from < to - wanted {
                from
            } else {
                to
            }
        }
        _ => wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn a_free_place_is_kept() {
        assert!(is(nearest_free(5.0, vec![(0.0, 4.0), (6.0, 9.0)]), 5.0));
    }

    #[test]
    fn the_nearer_end_of_a_run_of_cards_is_taken() {
        let run = || vec![(4.0, 8.0), (7.0, 20.0), (30.0, 40.0)];
        assert!(is(nearest_free(5.0, run()), 4.0));
        assert!(is(nearest_free(15.0, run()), 20.0));
    }
}
