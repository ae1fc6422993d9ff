//! A grid of squares over the map, so that asking what lies in a rectangle costs what is found, not what exists.

use std::collections::{BTreeMap, BTreeSet};

use crate::MapRect;
use causeway_model::order::gathered;

/// The side of a square, in map units: a few cards.
const SQUARE: f64 = 512.0;

/// A thing that would cover more squares than this is kept on a list of its own.
const MANY: i64 = 64;

/// Which things touch which squares.
#[derive(Clone, Debug)]
pub struct Grid<Id> {
    places: BTreeMap<Id, MapRect>,
    squares: BTreeMap<(i64, i64), BTreeSet<Id>>,
    wide: BTreeSet<Id>,
}

impl<Id> Default for Grid<Id> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), squares: BTreeMap::new(), wide: BTreeSet::new() }
    }
}

impl<Id: Clone + Ord> Grid<Id> {
    /// Says where a thing lies now, instead of where it lay.
    pub fn place(&mut self, id: Id, rect: MapRect) {
        self.remove(&id);
        match squares_of(rect) {
            Some(squares) => {
                for square in squares {
                    self.squares.entry(square).or_default().insert(id.clone());
                }
            }
            None => {
                self.wide.insert(id.clone());
            }
        }
        self.places.insert(id, rect);
    }

    /// Forgets a thing; does nothing if it isn't there.
    pub fn remove(&mut self, id: &Id) {
        let Some(rect) = self.places.remove(id) else { return };
        self.wide.remove(id);
        for square in squares_of(rect).into_iter().flatten() {
            if let Some(here) = self.squares.get_mut(&square) {
                here.remove(id);
                if here.is_empty() {
                    self.squares.remove(&square);
                }
            }
        }
    }

    /// Where a thing lies.
    pub fn rect(&self, id: &Id) -> Option<MapRect> {
        self.places.get(id).copied()
    }

    /// All that touches a rectangle, in the order of ids.
    pub fn touching(&self, area: MapRect) -> Vec<Id> {
        let Some(squares) = squares_of(area) else {
            return self.all_touching(area);
        };
        let mut found: BTreeSet<&Id> = gathered(&self.wide);
        for square in squares {
            found.extend(self.squares.get(&square).into_iter().flatten());
        }
        found.into_iter().filter(|id| self.touches(id, area)).cloned().collect()
    }

    fn all_touching(&self, area: MapRect) -> Vec<Id> {
        self.places.keys().filter(|id| self.touches(id, area)).cloned().collect()
    }

    fn touches(&self, id: &Id, area: MapRect) -> bool {
        self.places.get(id).is_some_and(|rect| {
            rect.left <= area.right()
                && area.left <= rect.right()
                && rect.top <= area.bottom()
                && area.top <= rect.bottom()
        })
    }
}

/// The squares that a rectangle touches, unless they are many or the rectangle is no ordinary one.
fn squares_of(rect: MapRect) -> Option<impl Iterator<Item = (i64, i64)>> {
    let (left, right) = (square_at(rect.left)?, square_at(rect.right())?);
    let (top, bottom) = (square_at(rect.top)?, square_at(rect.bottom())?);
    let count = (right - left + 1).checked_mul(bottom - top + 1)?;
    (count <= MANY).then(|| {
        (left..=right).flat_map(move |column| (top..=bottom).map(move |row| (column, row)))
    })
}

#[allow(clippy::cast_possible_truncation, reason = "the value is floored and checked to be small")]
fn square_at(length: f64) -> Option<i64> {
    let square = (length / SQUARE).floor();
    (square.abs() < 1e12).then_some(square as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rects() -> impl Strategy<Value = Vec<MapRect>> {
        let rect = (-3e3..3e3, -3e3..3e3, 0.0..9e3, 0.0..400.0)
            .prop_map(|(left, top, width, height)| MapRect { left, top, width, height });
        proptest::collection::vec(rect, 0..40)
    }

    proptest! {
        #[test]
        fn the_grid_finds_what_looking_at_everything_finds(rects in rects(), area in rects()) {
            let mut grid = Grid::default();
            for (id, rect) in rects.iter().enumerate() {
                grid.place(id, *rect);
            }
            for area in area {
                prop_assert_eq!(grid.touching(area), grid.all_touching(area));
            }
        }
    }

    #[test]
    fn what_moved_away_is_found_only_where_it_is() {
        let here = MapRect { left: 0.0, top: 0.0, width: 10.0, height: 10.0 };
        let there = MapRect { left: 5000.0, ..here };
        let mut grid = Grid::default();
        grid.place(1, here);
        grid.place(1, there);
        assert!(grid.touching(here).is_empty());
        assert_eq!(grid.touching(there), [1]);
        grid.remove(&1);
        assert!(grid.touching(there).is_empty());
    }

    #[test]
    fn a_place_that_is_no_number_is_harmless() {
        let mut grid = Grid::default();
        grid.place(1, MapRect { left: f64::NAN, top: 0.0, width: f64::INFINITY, height: 1.0 });
        assert!(grid.touching(MapRect::default()).is_empty());
    }
}
