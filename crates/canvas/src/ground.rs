//! The ground of the map: lines of equal depth between inputs, processes and outcomes, and the coast.
//!
//! Each line runs from top to bottom between what lies left of it and what lies right of it, as near to
//! the middle as the cards allow. It is only a ground: where kinds lie mixed, it passes beneath cards.

use std::fmt::Write;

use crate::{MapPoint, MapRect};

/// How deep a card lies, from the deepest water to the land.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What goes in, and what is done about it.
    Inputs,
    /// How the work goes.
    Processes,
    /// What comes out.
    Outcomes,
    /// What it is all for.
    Land,
}

/// A line between two depths.
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    /// What begins right of the line.
    pub before: Depth,
    /// The line, as SVG path data.
    pub line: String,
    /// All that lies left of it, as SVG path data.
    pub left: String,
    /// All that lies right of it, as SVG path data.
    pub right: String,
    /// The line along which the water to its left is named.
    pub name: String,
}

/// Between two points of a line, in map units.
const STEP: f64 = 120.0;

/// How far above and below the cards a line still bends, in map units.
const BEYOND: f64 = 1200.0;

/// How far lines and areas reach, in map units.
const FAR: f64 = 60_000.0;

/// How far below the cards the waters are named, in map units: a line passes no card there.
const NAME_BELOW: f64 = -40.0;

/// The room that a line keeps from a card where it can, in map units.
const ROOM: f64 = 54.0;

/// How far up and down a card pushes a line, in map units.
const PUSH: f64 = 420.0;

/// The lines between the depths that there are, from the deepest to the coast.
pub fn contours(cards: &[(Depth, MapRect)]) -> Vec<Contour> {
    lines(cards, &[Depth::Processes, Depth::Outcomes, Depth::Land])
}

/// The coast alone.
pub fn coast(cards: &[(Depth, MapRect)]) -> Vec<Contour> {
    lines(cards, &[Depth::Land])
}

fn lines(cards: &[(Depth, MapRect)], depths: &[Depth]) -> Vec<Contour> {
    let Some(bounds) = cards.iter().map(|(_, rect)| *rect).reduce(MapRect::united) else {
        return Vec::new();
    };
    let heights = heights(bounds);
    let mut contours = Vec::new();
    let mut last: Option<Vec<f64>> = None;
    for &before in depths {
        let (right, left): (Vec<_>, Vec<_>) =
            cards.iter().copied().partition(|(depth, _)| *depth >= before);
        let begins = right.iter().any(|(depth, _)| *depth == before);
        if left.is_empty() || !begins {
            continue;
        }
        let rects = |side: Vec<(Depth, MapRect)>| -> Vec<MapRect> {
            side.into_iter().map(|(_, rect)| rect).collect()
        };
        let mut line = smoothed(&between(&rects(left), &rects(right), &heights));
        if let Some(last) = &last {
            for (x, last) in line.iter_mut().zip(last) {
                *x = x.max(last + ROOM);
            }
        }
        if is_mixed(cards, before, &line, &heights) {
            continue;
        }
        contours.push(contour(before, &line, &heights, bounds.bottom() + NAME_BELOW));
        last = Some(line);
    }
    contours
}

/// Whether so many cards lie on the wrong side of a line that it would divide nothing.
fn is_mixed(cards: &[(Depth, MapRect)], before: Depth, line: &[f64], heights: &[f64]) -> bool {
    let wrong = cards.iter().filter(|(depth, rect)| {
        let at = rect.centre();
        let row = heights.partition_point(|y| *y < at.y).min(line.len().saturating_sub(1));
        line.get(row).is_some_and(|x| (at.x >= *x) != (*depth >= before))
    });
    wrong.count() * 5 > cards.len()
}

fn heights(bounds: MapRect) -> Vec<f64> {
    let (mut y, end) = (bounds.top - BEYOND, bounds.bottom() + BEYOND);
    // However far apart cards lie, a line has a few hundred points.
    let step = STEP.max((end - y) / 300.0);
    let mut heights = Vec::new();
    while y <= end {
        heights.push(y);
        y += step;
    }
    heights
}

/// The middle between the two sides at each height; far from all cards, the middle of the whole.
fn between(left: &[MapRect], right: &[MapRect], heights: &[f64]) -> Vec<f64> {
    let edge = |side: &[MapRect], at: fn(MapRect) -> f64, worst: fn(f64, f64) -> f64| {
        side.iter().map(|rect| at(*rect)).reduce(worst).unwrap_or_default()
    };
    let (west, east) =
        (edge(left, MapRect::right, f64::max), edge(right, |rect| rect.left, f64::min));
    let usual = f64::midpoint(west, east);
    let from = pushed(left, heights, |rect| rect.right() + ROOM, f64::max, usual);
    let to = pushed(right, heights, |rect| rect.left - ROOM, f64::min, usual);
    let wave = |y: f64| (y / 410.0).sin() * 22.0 + (y / 173.0).sin() * 9.0;
    let sides = from.into_iter().zip(to);
    sides.zip(heights).map(|((from, to), &y)| f64::midpoint(from, to) + wave(y)).collect()
}

/// How far the cards of one side push the line at each height: fully where they are, less further off.
fn pushed(
    side: &[MapRect],
    heights: &[f64],
    edge: impl Fn(MapRect) -> f64,
    worse: impl Fn(f64, f64) -> f64,
    usual: f64,
) -> Vec<f64> {
    // Of thousands of cards few are anywhere near one height.
    let mut pushed: Vec<(Option<f64>, usize)> = vec![(None, 0); heights.len()];
    for rect in side {
        let first = heights.partition_point(|y| *y <= rect.top - PUSH);
        let end = heights.partition_point(|y| *y < rect.bottom() + PUSH);
        for (y, (most, near)) in heights.iter().zip(&mut pushed).take(end).skip(first) {
            let away = (rect.top - y).max(y - rect.bottom()).max(0.0);
            let share = (1.0 - away / PUSH).clamp(0.0, 1.0);
            let push = usual + (edge(*rect) - usual) * share * share * (3.0 - 2.0 * share);
            *most = Some(most.map_or(push, |most| worse(most, push)));
            *near += 1;
        }
    }
    let settled = |(most, near): (Option<f64>, usize)| match most {
        Some(most) if near == side.len() => most,
        Some(most) => worse(most, usual),
        None => usual,
    };
    pushed.into_iter().map(settled).collect()
}

fn smoothed(line: &[f64]) -> Vec<f64> {
    let at = |index: usize, by: isize| {
        let last = line.len().saturating_sub(1);
        line[index.saturating_add_signed(by).min(last)]
    };
    (0..line.len())
        .map(|index| {
            let beside = at(index, -1) + at(index, 1);
            let further = at(index, -2) + at(index, 2);
            (6.0 * at(index, 0) + 4.0 * beside + further) / 16.0
        })
        .collect()
}

fn contour(before: Depth, line: &[f64], heights: &[f64], named_from: f64) -> Contour {
    let points: Vec<MapPoint> =
        line.iter().zip(heights).map(|(&x, &y)| MapPoint::new(x, y)).collect();
    let named: Vec<MapPoint> = points
        .iter()
        .filter(|point| point.y >= named_from)
        .map(|point| MapPoint::new(point.x - 26.0, point.y))
        .collect();
    // However far out one looks, a line doesn't end.
    let x = |point: Option<&MapPoint>| point.map_or(0.0, |point| point.x);
    let (first, last) = (x(points.first()), x(points.last()));
    let line = format!(
        "M{first:.0} {:.0}L{}L{last:.0} {FAR:.0}",
        -FAR,
        &curve(&points).replacen('M', "", 1)
    );
    let closed = |x: f64| format!("{line}L{x:.0} {FAR:.0}L{x:.0} {:.0}Z", -FAR);
    Contour { before, left: closed(-FAR), right: closed(FAR), name: curve(&named), line }
}

/// A smooth curve through the points.
fn curve(points: &[MapPoint]) -> String {
    let mut path = String::with_capacity(points.len() * 40);
    let at =
        |index: usize, by: isize| points[index.saturating_add_signed(by).min(points.len() - 1)];
    for (index, point) in points.iter().enumerate() {
        // Writing to a string can't fail.
        if index == 0 {
            let _ = write!(path, "M{:.0} {:.0}", point.x, point.y);
            continue;
        }
        let (before, from, to, after) = (at(index, -2), at(index, -1), at(index, 0), at(index, 1));
        let a = from + (to - before).scaled(1.0 / 6.0);
        let b = to + (from - after).scaled(1.0 / 6.0);
        let _ =
            write!(path, "C{:.0} {:.0} {:.0} {:.0} {:.0} {:.0}", a.x, a.y, b.x, b.y, to.x, to.y);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(depth: Depth, x: f64, y: f64) -> (Depth, MapRect) {
        (depth, MapRect::around(MapPoint::new(x, y), 212.0, 126.0))
    }

    #[test]
    fn a_map_of_one_depth_has_no_lines() {
        assert!(contours(&[]).is_empty());
        assert!(contours(&[card(Depth::Processes, 0.0, 0.0)]).is_empty());
    }

    #[test]
    fn the_coast_runs_between_results_and_objectives() {
        let cards = [card(Depth::Outcomes, 0.0, 0.0), card(Depth::Land, 344.0, 0.0)];
        let contours = contours(&cards);
        assert_eq!(contours.len(), 1);
        assert_eq!(contours[0].before, Depth::Land);
        let heights = heights(cards[0].1.united(cards[1].1));
        let line = between(&[cards[0].1], &[cards[1].1], &heights);
        assert!(line.iter().all(|x| (100.0..=250.0).contains(x)));
    }

    #[test]
    fn lines_do_not_cross() {
        let cards = [
            card(Depth::Inputs, 0.0, 0.0),
            card(Depth::Processes, 344.0, 0.0),
            card(Depth::Land, 688.0, 400.0),
        ];
        let contours = contours(&cards);
        assert_eq!(contours.len(), 2);
        assert!(contours.iter().all(|contour| !contour.line.contains("NaN")));
    }

    #[test]
    fn where_depths_lie_mixed_there_is_no_line() {
        let cards = [
            card(Depth::Outcomes, 900.0, 0.0),
            card(Depth::Land, 0.0, 0.0),
            card(Depth::Outcomes, 900.0, 500.0),
            card(Depth::Land, 0.0, 500.0),
        ];
        assert!(contours(&cards).is_empty());
    }
}
