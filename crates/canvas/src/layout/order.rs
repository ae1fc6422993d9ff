//! Orders the cards of each column so that few links cross.
//!
//! A link that passes a column does so through a *bend*, which takes part in the ordering as a card does.

use std::collections::BTreeSet;

mod crossings;

use causeway_model::order::Arrange as _;
use crossings::{crossings, transpose};

/// More bends than this aren't worth their cost: longer links then pass wherever they happen to.
const MOST_BENDS: usize = 20_000;

/// Above this many cards and bends, neighbours are no longer tried the other way round.
const MOST_TRANSPOSED: usize = 1_500;

const SWEEPS: usize = 16;

/// Cards and bends in their columns, from top to bottom.
pub(super) struct Ordered {
    /// What stands in each column. Numbers from `cards` on are bends.
    pub(super) columns: Vec<Vec<usize>>,
    /// For each card and bend, what it is linked to in the column to the right.
    pub(super) right: Vec<Vec<usize>>,
    /// For each card and bend, what it is linked to in the column to the left.
    pub(super) left: Vec<Vec<usize>>,
    /// How many cards there are.
    pub(super) cards: usize,
}

impl Ordered {
    pub(super) fn is_bend(&self, vertex: usize) -> bool {
        vertex >= self.cards
    }
}

/// Orders the columns. Every link must lead to a column further right.
pub(super) async fn order(
    column_of: &[usize],
    links: &BTreeSet<(usize, usize)>,
    pause: &impl AsyncFn(),
) -> Ordered {
    let mut ordered = with_bends(column_of, links);
    begin_as_a_tree(&mut ordered);
    let mut best = (crossings(&ordered), ordered.columns.clone());
    let mut since_better = 0;
    for sweep in 0..SWEEPS {
        if best.0 == 0 || since_better == 4 {
            break;
        }
        pause().await;
        sort_by_neighbours(&mut ordered, sweep % 2 == 0);
        if ordered.right.len() <= MOST_TRANSPOSED {
            transpose(&mut ordered);
        }
        let now = crossings(&ordered);
        since_better += 1;
        if now < best.0 {
            best = (now, ordered.columns.clone());
            since_better = 0;
        }
    }
    ordered.columns = best.1;
    ordered
}

fn with_bends(column_of: &[usize], links: &BTreeSet<(usize, usize)>) -> Ordered {
    let cards = column_of.len();
    let count = column_of.iter().max().map_or(0, |last| last + 1);
    let mut ordered = Ordered {
        columns: vec![Vec::new(); count],
        right: vec![Vec::new(); cards],
        left: vec![Vec::new(); cards],
        cards,
    };
    for (card, &column) in column_of.iter().enumerate() {
        ordered.columns[column].push(card);
    }
    for &(from, to) in links {
        let passed = column_of[from] + 1..column_of[to];
        if ordered.right.len() + passed.len() > cards + MOST_BENDS {
            continue;
        }
        let mut last = from;
        for column in passed {
            let bend = ordered.right.len();
            ordered.right.push(Vec::new());
            ordered.left.push(vec![last]);
            ordered.right[last].push(bend);
            ordered.columns[column].push(bend);
            last = bend;
        }
        ordered.right[last].push(to);
        ordered.left[to].push(last);
    }
    ordered
}

/// The first order: that of a walk back from the objectives, which crosses nothing where the map is a tree.
fn begin_as_a_tree(ordered: &mut Ordered) {
    let mut turn = vec![usize::MAX; ordered.right.len()];
    let mut next = 0;
    let mut waiting: Vec<usize> = ordered.columns.iter().flatten().rev().copied().collect();
    waiting.arrange_by_key(|&vertex| !ordered.right[vertex].is_empty());
    waiting.reverse();
    while let Some(vertex) = waiting.pop() {
        if turn[vertex] != usize::MAX {
            continue;
        }
        turn[vertex] = next;
        next += 1;
        waiting.extend(ordered.left[vertex].iter().rev());
    }
    for column in &mut ordered.columns {
        column.arrange_by_key(|&vertex| turn[vertex]);
    }
}

/// Puts each card at the mean place of those it is linked to, column by column.
fn sort_by_neighbours(ordered: &mut Ordered, rightwards: bool) {
    let count = ordered.columns.len();
    let mut place = vec![0.0; ordered.right.len()];
    for step in 0..count {
        let index = if rightwards { step } else { count - 1 - step };
        let beside = if rightwards { &ordered.left } else { &ordered.right };
        let column = &mut ordered.columns[index];
        let mut wanted: Vec<(f64, usize)> = column
            .iter()
            .enumerate()
            .map(|(row, &vertex)| {
                let others = &beside[vertex];
                let sum: f64 = others.iter().map(|&other| place[other]).sum();
                (
                    if others.is_empty() {
                        share(row, column.len())
                    } else {
                        sum / real(others.len())
                    },
                    vertex,
                )
            })
            .collect();
        wanted.arrange_by(|a, b| a.0.total_cmp(&b.0));
        for (row, (slot, (_, vertex))) in column.iter_mut().zip(wanted).enumerate() {
            *slot = vertex;
            place[vertex] = real(row);
        }
        // Places are compared between columns of different lengths.
        let length = column.len();
        for (row, &vertex) in column.iter().enumerate() {
            place[vertex] = share(row, length);
        }
    }
}

fn share(row: usize, length: usize) -> f64 {
    (real(row) + 0.5) / real(length.max(1))
}

#[allow(clippy::cast_precision_loss, reason = "counts of cards are far below 2^52")]
fn real(count: usize) -> f64 {
    count as f64
}
