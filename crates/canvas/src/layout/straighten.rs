//! Chooses the height of each card within its column, so that links run straight.
//!
//! Each column in turn wants its cards beside what they are linked to; the closest heights that keep the
//! order and the gaps are found exactly (isotonic regression by pooling neighbours that push each other).

use super::ROW_GAP;
use super::order::Ordered;

const SWEEPS: usize = 14;

/// The room that a passing link takes in a column, in map units.
const BEND_HEIGHT: f64 = 22.0;

/// The middle of each card and bend, downwards from wherever; `heights` are those of the cards.
pub(super) async fn straighten(
    ordered: &Ordered,
    heights: &[f64],
    pause: &impl AsyncFn(),
) -> Vec<f64> {
    let mut middle = vec![0.0; ordered.right.len()];
    for column in &ordered.columns {
        let wanted = vec![(0.0, 1.0); column.len()];
        set(&mut middle, column, &closest(ordered, column, heights, &wanted));
    }
    let count = ordered.columns.len();
    for sweep in 0..SWEEPS {
        pause().await;
        let is_last = sweep + 2 >= SWEEPS;
        for step in 0..count {
            let index = if sweep % 2 == 0 { count - 1 - step } else { step };
            let column = &ordered.columns[index];
            let wanted: Vec<(f64, f64)> = column
                .iter()
                .map(|&vertex| {
                    let (left, right) = (&ordered.left[vertex], &ordered.right[vertex]);
                    if is_last {
                        mean(ordered, vertex, left.iter().chain(right), &middle)
                    } else if sweep % 2 == 0 {
                        mean(ordered, vertex, right.iter(), &middle)
                    } else {
                        mean(ordered, vertex, left.iter(), &middle)
                    }
                })
                .collect();
            set(&mut middle, column, &closest(ordered, column, heights, &wanted));
        }
    }
    middle
}

/// Where a card would like to be, and how much it insists. A long link insists on running straight.
fn mean<'a>(
    ordered: &Ordered,
    vertex: usize,
    beside: impl Iterator<Item = &'a usize>,
    middle: &[f64],
) -> (f64, f64) {
    let (mut sum, mut weight) = (0.0, 0.0);
    for &other in beside {
        let insists = if ordered.is_bend(vertex) && ordered.is_bend(other) { 6.0 } else { 1.0 };
        sum += insists * middle[other];
        weight += insists;
    }
    if weight > 0.0 { (sum / weight, weight) } else { (middle[vertex], 0.1) }
}

fn set(middle: &mut [f64], column: &[usize], heights: &[f64]) {
    for (&vertex, &height) in column.iter().zip(heights) {
        middle[vertex] = height;
    }
}

/// The heights closest to what is wanted (place, weight) that keep the column's order and its gaps.
fn closest(
    ordered: &Ordered,
    column: &[usize],
    heights: &[f64],
    wanted: &[(f64, f64)],
) -> Vec<f64> {
    let height = |vertex: usize| heights.get(vertex).copied().unwrap_or(BEND_HEIGHT);
    let mut below_first = Vec::with_capacity(column.len());
    let mut depth = 0.0;
    for (row, &vertex) in column.iter().enumerate() {
        if row > 0 {
            let above = column[row - 1];
            let is_tight = ordered.is_bend(vertex) || ordered.is_bend(above);
            let gap = if is_tight { ROW_GAP / 2.0 } else { ROW_GAP };
            depth += f64::midpoint(height(above), height(vertex)) + gap;
        }
        below_first.push(depth);
    }
    let levelled: Vec<(f64, f64)> = wanted
        .iter()
        .zip(&below_first)
        .map(|(&(place, weight), depth)| (place - depth, weight))
        .collect();
    ascending(&levelled).iter().zip(&below_first).map(|(place, depth)| place + depth).collect()
}

/// The ascending sequence closest to these (value, weight), by least squares.
fn ascending(wanted: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(wanted.len());
    for &(value, weight) in wanted {
        let mut pool = (value, weight, 1);
        while let Some(&(above, above_weight, above_count)) = pools.last() {
            if above <= pool.0 {
                break;
            }
            pools.pop();
            let both = above_weight + pool.1;
            pool = ((above * above_weight + pool.0 * pool.1) / both, both, above_count + pool.2);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_order_stays() {
        assert_eq!(ascending(&[(1.0, 1.0), (2.0, 3.0), (2.0, 1.0)]), [1.0, 2.0, 2.0]);
    }

    #[test]
    fn neighbours_that_push_each_other_meet_by_weight() {
        assert_eq!(ascending(&[(4.0, 1.0), (0.0, 3.0), (5.0, 1.0)]), [1.0, 1.0, 5.0]);
    }
}
