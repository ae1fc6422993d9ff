//! Where one stands in the grid, what is chosen, and what keys do to that.

use std::ops::RangeInclusive;

/// A cell, counted from the upper left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// How many rows and columns there are, and how many rows are seen at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) page: usize,
}

/// The cells from one corner to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) anchor: At,
    pub(super) head: At,
}

impl Block {
    /// A single cell.
    pub(super) fn one(at: At) -> Self {
        Self { anchor: at, head: at }
    }

    /// Its rows.
    pub(super) fn rows(self) -> RangeInclusive<usize> {
        ordered(self.anchor.row, self.head.row)
    }

    /// Its columns.
    pub(super) fn columns(self) -> RangeInclusive<usize> {
        ordered(self.anchor.column, self.head.column)
    }

    /// Whether a cell belongs to it.
    pub(super) fn contains(self, at: At) -> bool {
        self.rows().contains(&at.row) && self.columns().contains(&at.column)
    }

    /// How many cells it has.
    pub(super) fn count(self) -> usize {
        self.rows().count() * self.columns().count()
    }
}

fn ordered(a: usize, b: usize) -> RangeInclusive<usize> {
    a.min(b)..=a.max(b)
}

/// Where a key leads from a cell; `None` if it leads nowhere, or there is nothing.
pub(super) fn moved(key: &str, with_control: bool, from: At, size: Size) -> Option<At> {
    let (last_row, last_column) = (size.rows.checked_sub(1)?, size.columns.checked_sub(1)?);
    let At { row, column } = from;
    let (row, column) = match (key, with_control) {
        ("ArrowUp", false) => (row.saturating_sub(1), column),
        ("ArrowDown", false) => (row + 1, column),
        ("ArrowLeft", false) => (row, column.saturating_sub(1)),
        ("ArrowRight", false) => (row, column + 1),
        ("ArrowUp", true) => (0, column),
        ("ArrowDown", true) => (last_row, column),
        ("ArrowLeft", true) | ("Home", false) => (row, 0),
        ("ArrowRight", true) | ("End", false) => (row, last_column),
        ("Home", true) => (0, 0),
        ("End", true) => (last_row, last_column),
        ("PageUp", false) => (row.saturating_sub(size.page.max(1)), column),
        ("PageDown", false) => (row + size.page.max(1), column),
        _ => return None,
    };
    Some(At { row: row.min(last_row), column: column.min(last_column) })
}

/// The rows that are drawn: those that are seen and some around them.
pub(super) fn window(
    top: f64,
    height: f64,
    row_height: f64,
    rows: usize,
) -> std::ops::Range<usize> {
    const AROUND: usize = 8;
    let row_height = row_height.max(1.0);
    let first = whole(top / row_height).saturating_sub(AROUND).min(rows);
    let count = whole(height / row_height) + 2 * AROUND + 1;
    first..(first + count).min(rows)
}

/// How tall so many rows are.
pub(super) fn height_of(rows: usize, row_height: f64) -> f64 {
    f64::from(u32::try_from(rows).unwrap_or(u32::MAX)) * row_height
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and far below what a usize holds"
)]
fn whole(rows: f64) -> usize {
    rows.clamp(0.0, 1e7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { rows: 100, columns: 5, page: 10 };

    fn at(row: usize, column: usize) -> At {
        At { row, column }
    }

    #[test]
    fn arrows_stop_at_the_rim() {
        assert_eq!(moved("ArrowUp", false, at(0, 2), SIZE), Some(at(0, 2)));
        assert_eq!(moved("ArrowRight", false, at(3, 4), SIZE), Some(at(3, 4)));
        assert_eq!(moved("ArrowDown", false, at(3, 4), SIZE), Some(at(4, 4)));
    }

    #[test]
    fn pages_and_ends_are_a_key_away() {
        assert_eq!(moved("PageDown", false, at(95, 1), SIZE), Some(at(99, 1)));
        assert_eq!(moved("Home", true, at(50, 3), SIZE), Some(at(0, 0)));
        assert_eq!(moved("End", false, at(50, 3), SIZE), Some(at(50, 4)));
        assert_eq!(moved("ArrowDown", true, at(50, 3), SIZE), Some(at(99, 3)));
    }

    #[test]
    fn other_keys_and_an_empty_grid_lead_nowhere() {
        assert_eq!(moved("a", false, at(0, 0), SIZE), None);
        assert_eq!(moved("ArrowDown", false, at(0, 0), Size { rows: 0, ..SIZE }), None);
    }

    #[test]
    fn a_block_is_the_same_from_either_corner() {
        let block = Block { anchor: at(4, 3), head: at(2, 1) };
        assert_eq!((block.rows(), block.columns(), block.count()), (2..=4, 1..=3, 9));
        assert!(block.contains(at(3, 2)) && !block.contains(at(3, 4)));
    }

    #[test]
    fn only_what_is_near_the_window_is_drawn() {
        assert_eq!(window(0.0, 360.0, 36.0, 10_000), 0..27);
        assert_eq!(window(36_000.0, 360.0, 36.0, 10_000), 992..1019);
        assert_eq!(window(1e9, 360.0, 36.0, 50), 50..50);
        assert_eq!(window(0.0, 0.0, 0.0, 3), 0..3);
    }
}
