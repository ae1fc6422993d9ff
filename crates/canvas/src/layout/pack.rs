//! Puts the separate parts of a map together: large ones first, in rows, with the ends of their flows in line.

use super::acyclic::without_loops;
use super::columns::columns;
use super::graph::Graph;
use super::order::order;
use super::straighten::straighten;
use super::{COLUMN, ROW_GAP};
use crate::card::{CARD_HEIGHT, CARD_WIDTH, card_height, card_rect};
use crate::{MapPoint, MapRect};
use causeway_model::order::Arrange as _;

/// Between two parts, in map units.
const PART_GAP: f64 = 88.0;

/// How wide the whole may become, as a share of its height: low, so that most objectives end in one line.
const SHAPE: f64 = 0.6;

/// A part of the map that is laid out by itself, and the numbers of its cards.
struct Part {
    cards: Vec<usize>,
    centres: Vec<MapPoint>,
    bounds: MapRect,
}

/// Lays out the whole graph as if nothing had been placed.
pub(super) async fn flowing(graph: &Graph, pause: &impl AsyncFn()) -> Vec<MapPoint> {
    let (loose, linked): (Vec<_>, Vec<_>) =
        graph.components(|_| true).into_iter().partition(|component| component.len() == 1);
    let mut parts = Vec::with_capacity(linked.len() + 1);
    for cards in linked {
        let centres = layered(&graph.part(&cards), pause).await;
        parts.push(Part::new(graph, cards, centres));
    }
    parts.arrange_by(|a, b| {
        b.bounds.height.total_cmp(&a.bounds.height).then_with(|| a.cards.cmp(&b.cards))
    });
    if !loose.is_empty() {
        parts.push(in_rows(graph, loose.into_iter().flatten().collect()));
    }
    let mut centres = vec![MapPoint::default(); graph.len()];
    for (part, corner) in parts.iter().zip(corners(&parts)) {
        for (&card, centre) in part.cards.iter().zip(&part.centres) {
            let x = centre.x - part.bounds.left + corner.x;
            let y = centre.y - part.bounds.top + corner.y;
            centres[card] = MapPoint::new(x.round(), y.round());
        }
    }
    centres
}

/// Lays out one connected part in columns.
pub(super) async fn layered(graph: &Graph, pause: &impl AsyncFn()) -> Vec<MapPoint> {
    let links = without_loops(graph);
    pause().await;
    let column_of = columns(graph, &links);
    pause().await;
    let heights: Vec<f64> = graph.kinds.iter().map(|&kind| card_height(kind)).collect();
    let ordered = order(&column_of, &links, pause).await;
    let middles = straighten(&ordered, &heights, pause).await;
    column_of
        .iter()
        .zip(middles)
        .map(|(&column, y)| MapPoint::new(real(column) * COLUMN, y))
        .collect()
}

impl Part {
    fn new(graph: &Graph, cards: Vec<usize>, centres: Vec<MapPoint>) -> Self {
        let rects = cards.iter().zip(&centres).map(|(&card, &at)| card_rect(graph.kinds[card], at));
        let bounds = rects.reduce(MapRect::united).unwrap_or_default();
        Self { cards, centres, bounds }
    }
}

/// Cards without links, in rows, like kinds together.
fn in_rows(graph: &Graph, mut cards: Vec<usize>) -> Part {
    cards.arrange_by_key(|&card| (graph.kinds[card], card));
    let across = (1..=12).find(|across| across * across * 2 >= cards.len() * 3).unwrap_or(12);
    let centres = (0..cards.len())
        .map(|index| {
            let (row, column) = (index / across, index % across);
            MapPoint::new(
                real(column) * (CARD_WIDTH + ROW_GAP),
                real(row) * (CARD_HEIGHT + ROW_GAP),
            )
        })
        .collect();
    Part::new(graph, cards, centres)
}

/// The upper left of each part: in rows from the top, each row ending at the right.
fn corners(parts: &[Part]) -> Vec<MapPoint> {
    let gap = PART_GAP;
    let area: f64 =
        parts.iter().map(|part| (part.bounds.width + gap) * (part.bounds.height + gap)).sum();
    let widest = parts.iter().map(|part| part.bounds.width).fold(0.0, f64::max);
    let room = widest.max((area * SHAPE).sqrt());
    let mut rows: Vec<(Vec<usize>, f64, f64)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let size = part.bounds;
        match rows.last_mut() {
            Some((row, width, height)) if *width + gap + size.width <= room => {
                row.push(index);
                *width += gap + size.width;
                *height = height.max(size.height);
            }
            _ => rows.push((vec![index], size.width, size.height)),
        }
    }
    let mut corners = vec![MapPoint::default(); parts.len()];
    let mut top = 0.0;
    for (row, width, height) in rows {
        let mut left = -width;
        for index in row {
            corners[index] = MapPoint::new(left, top);
            left += parts[index].bounds.width + gap;
        }
        top += height + gap;
    }
    corners
}

#[allow(clippy::cast_precision_loss, reason = "counts of cards are far below 2^52")]
fn real(count: usize) -> f64 {
    count as f64
}
