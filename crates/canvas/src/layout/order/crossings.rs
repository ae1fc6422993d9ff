//! Counts the crossings of links between neighbouring columns, and swaps neighbours that cross less so.

use super::Ordered;

/// How many pairs of links cross.
pub(super) fn crossings(ordered: &Ordered) -> usize {
    let row = rows(ordered);
    let pairs = ordered.columns.windows(2);
    pairs.map(|pair| between(&pair[0], pair[1].len(), &ordered.right, &row)).sum()
}

/// The row of each card and bend within its column.
fn rows(ordered: &Ordered) -> Vec<usize> {
    let mut row = vec![0; ordered.right.len()];
    for column in &ordered.columns {
        for (index, &vertex) in column.iter().enumerate() {
            row[vertex] = index;
        }
    }
    row
}

/// Reads the links from top to bottom and counts, for each, the ends already seen below its own.
fn between(column: &[usize], next_length: usize, right: &[Vec<usize>], row: &[usize]) -> usize {
    let mut seen = vec![0_usize; next_length + 1];
    let (mut total, mut count) = (0, 0);
    for &vertex in column {
        let mut ends: Vec<usize> = right[vertex].iter().map(|&to| row[to]).collect();
        ends.sort_unstable();
        for &end in &ends {
            count += total - sum_to(&seen, end);
        }
        for end in ends {
            add_at(&mut seen, end);
            total += 1;
        }
    }
    count
}

/// How many were added at `place` or before it (a Fenwick tree).
fn sum_to(tree: &[usize], place: usize) -> usize {
    let (mut index, mut sum) = (place + 1, 0);
    while index > 0 {
        sum += tree[index];
        index &= index - 1;
    }
    sum
}

fn add_at(tree: &mut [usize], place: usize) {
    let mut index = place + 1;
    while let Some(here) = tree.get_mut(index) {
        *here += 1;
        index += index & index.wrapping_neg();
    }
}

/// Swaps neighbours in a column while that takes away crossings.
pub(super) fn transpose(ordered: &mut Ordered) {
    let mut row = rows(ordered);
    for _ in 0..4 {
        let mut is_better = false;
        for column in &mut ordered.columns {
            for upper in 1..column.len() {
                let (a, b) = (column[upper - 1], column[upper]);
                let sides = [&ordered.left, &ordered.right];
                let cost = |first: usize, second: usize| -> usize {
                    sides.iter().map(|side| inverted(&side[first], &side[second], &row)).sum()
                };
                if cost(b, a) < cost(a, b) {
                    column.swap(upper - 1, upper);
                    row.swap(a, b);
                    is_better = true;
                }
            }
        }
        if !is_better {
            break;
        }
    }
}

/// How many links of `upper` cross links of `lower`.
fn inverted(upper: &[usize], lower: &[usize], row: &[usize]) -> usize {
    upper.iter().map(|&a| lower.iter().filter(|&&b| row[b] < row[a]).count()).sum()
}
