//! Lines by which cards are aligned while they are dragged.

use crate::{MapPoint, MapRect, MapVector};

/// A line along which what is dragged lies level with something else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// Where it begins.
    pub from: MapPoint,
    /// Where it ends.
    pub to: MapPoint,
}

/// How far `moving` must go to lie level with the nearest edge or middle among `others`, at most `reach` map units
/// along each axis, and the lines that it is then level on.
pub fn aligned(moving: MapRect, others: &[MapRect], reach: f64) -> (MapVector, Vec<Guide>) {
    let across =
        nearest(lines_across(moving), others.iter().map(|rect| lines_across(*rect)), reach);
    let down = nearest(lines_down(moving), others.iter().map(|rect| lines_down(*rect)), reach);
    let by = MapVector::new(across.unwrap_or(0.0), down.unwrap_or(0.0));
    let moved = MapRect { left: moving.left + by.x, top: moving.top + by.y, ..moving };
    let mut guides = Vec::new();
    if across.is_some() {
        guides.extend(upright(moved, others));
    }
    if down.is_some() {
        guides.extend(level(moved, others));
    }
    (by, guides)
}

/// Left, middle and right.
fn lines_across(rect: MapRect) -> [f64; 3] {
    [rect.left, rect.centre().x, rect.right()]
}

/// Top, middle and bottom.
fn lines_down(rect: MapRect) -> [f64; 3] {
    [rect.top, rect.centre().y, rect.bottom()]
}

/// The shortest way from one of three lines to the like one of another rectangle.
fn nearest(own: [f64; 3], others: impl Iterator<Item = [f64; 3]>, reach: f64) -> Option<f64> {
    others
        .flat_map(|other| (0..3).map(move |line| other[line] - own[line]))
        .filter(|way| way.abs() <= reach)
        .min_by(|one, other| one.abs().total_cmp(&other.abs()))
}

/// The upright line that most rectangles share with the moved one.
fn upright(moved: MapRect, others: &[MapRect]) -> Option<Guide> {
    shared(lines_across(moved), others, lines_across).map(|(x, sharing)| {
        let whole = sharing.into_iter().fold(moved, MapRect::united);
        Guide { from: MapPoint::new(x, whole.top), to: MapPoint::new(x, whole.bottom()) }
    })
}

/// The level line that most rectangles share with the moved one.
fn level(moved: MapRect, others: &[MapRect]) -> Option<Guide> {
    shared(lines_down(moved), others, lines_down).map(|(y, sharing)| {
        let whole = sharing.into_iter().fold(moved, MapRect::united);
        Guide { from: MapPoint::new(whole.left, y), to: MapPoint::new(whole.right(), y) }
    })
}

fn shared(
    own: [f64; 3],
    others: &[MapRect],
    lines: impl Fn(MapRect) -> [f64; 3],
) -> Option<(f64, Vec<MapRect>)> {
    (0..3)
        .map(|line| {
            let is_on = |rect: &&MapRect| (lines(**rect)[line] - own[line]).abs() < 0.01;
            (own[line], others.iter().filter(is_on).copied().collect::<Vec<_>>())
        })
        .filter(|(_, sharing)| !sharing.is_empty())
        // The middle line wins among equals: it says the most.
        .enumerate()
        .max_by_key(|(place, (_, sharing))| (sharing.len(), *place == 1))
        .map(|(_, shared)| shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn rect(left: f64, top: f64) -> MapRect {
        MapRect { left, top, width: 200.0, height: 100.0 }
    }

    #[test]
    fn a_card_that_is_nearly_level_becomes_level() {
        let (by, guides) = aligned(rect(4.0, 303.0), &[rect(0.0, 0.0), rect(600.0, 300.0)], 6.0);
        assert_eq!(by, MapVector::new(-4.0, -3.0));
        assert_eq!(
            guides,
            [
                Guide { from: MapPoint::new(100.0, 0.0), to: MapPoint::new(100.0, 400.0) },
                Guide { from: MapPoint::new(0.0, 350.0), to: MapPoint::new(800.0, 350.0) },
            ]
        );
    }

    #[test]
    fn a_card_that_is_far_from_level_stays() {
        assert_eq!(
            aligned(rect(40.0, 330.0), &[rect(0.0, 0.0)], 6.0),
            (MapVector::default(), vec![])
        );
    }

    #[test]
    fn alone_there_is_nothing_to_be_level_with() {
        assert_eq!(aligned(rect(1.0, 1.0), &[], 6.0).1, []);
    }
}
