//! Cards: their fixed sizes and their silhouettes, by kind.
//!
//! A card's place is its centre, so that a node whose kind changes keeps its links straight.

use std::fmt::Write;

use causeway_model::NodeKind;

use crate::{MapPoint, MapRect};

/// The width of every card, in map units.
pub const CARD_WIDTH: f64 = 212.0;

/// The height of the tallest card, in map units.
pub const CARD_HEIGHT: f64 = 126.0;

const CUT: f64 = 16.0;
const NOTCH: f64 = 12.0;
const POINT: f64 = 15.0;
const BARREL: f64 = 20.0;
const HEADLAND: f64 = 58.0;
const CORNER: f64 = 8.0;

/// The height of a card of this kind, in map units.
pub const fn card_height(kind: NodeKind) -> f64 {
    match kind {
        NodeKind::Kpi | NodeKind::Driver => CARD_HEIGHT,
        NodeKind::Objective | NodeKind::Initiative => 116.0,
        NodeKind::Risk => 104.0,
    }
}

/// The rectangle that a card of this kind takes up around its centre.
pub fn card_rect(kind: NodeKind, centre: MapPoint) -> MapRect {
    MapRect::around(centre, CARD_WIDTH, card_height(kind))
}

/// The silhouette of a kind as SVG path data around the card's centre, `grown` map units larger on every side.
///
/// An objective is a headland, a KPI a rectangle, a driver a barrel, an initiative an arrow, a risk has its
/// corners cut.
pub fn outline(kind: NodeKind, grown: f64) -> String {
    let (w, h) = (CARD_WIDTH / 2.0 + grown, card_height(kind) / 2.0 + grown);
    let mut path = String::with_capacity(96);
    match kind {
        NodeKind::Objective => {
            rounded(&mut path, w, h, [(HEADLAND + grown).max(0.0), CORNER, CORNER, CORNER]);
        }
        NodeKind::Kpi => rounded(&mut path, w, h, [(CORNER + grown / 2.0).max(0.0); 4]),
        NodeKind::Driver => barrel(&mut path, w, h, (BARREL + grown).max(0.0)),
        NodeKind::Initiative => polygon(
            &mut path,
            &[(-w, -h), (w - POINT, -h), (w, 0.0), (w - POINT, h), (-w, h), (NOTCH - w, 0.0)],
        ),
        NodeKind::Risk => polygon(
            &mut path,
            &[
                (CUT - w, -h),
                (w - CUT, -h),
                (w, CUT - h),
                (w, h - CUT),
                (w - CUT, h),
                (CUT - w, h),
                (-w, h - CUT),
                (-w, CUT - h),
            ],
        ),
    }
    path
}

/// How far the left rim lies from the card's left edge, `dy` below its middle.
pub fn left_inset(kind: NodeKind, dy: f64) -> f64 {
    let half = card_height(kind) / 2.0;
    let dy = dy.clamp(-half, half);
    match kind {
        NodeKind::Driver => arc_inset(BARREL, half, dy),
        NodeKind::Initiative => NOTCH * (1.0 - dy.abs() / half),
        NodeKind::Risk => (dy.abs() - (half - CUT)).max(0.0),
        NodeKind::Objective if dy < HEADLAND - half => {
            arc_inset(HEADLAND, HEADLAND, dy - (HEADLAND - half))
        }
        NodeKind::Kpi | NodeKind::Objective => 0.0,
    }
}

/// How far the right rim lies from the card's right edge, `dy` below its middle.
pub fn right_inset(kind: NodeKind, dy: f64) -> f64 {
    let half = card_height(kind) / 2.0;
    let dy = dy.clamp(-half, half);
    match kind {
        NodeKind::Driver => arc_inset(BARREL, half, dy),
        NodeKind::Initiative => POINT * dy.abs() / half,
        NodeKind::Risk => (dy.abs() - (half - CUT)).max(0.0),
        NodeKind::Kpi | NodeKind::Objective => 0.0,
    }
}

/// How much of an ellipse's side is rounded away, `dy` from its middle.
fn arc_inset(rx: f64, ry: f64, dy: f64) -> f64 {
    rx * (1.0 - (1.0 - (dy / ry).powi(2)).max(0.0).sqrt())
}

fn polygon(path: &mut String, corners: &[(f64, f64)]) {
    for (index, (x, y)) in corners.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        // Writing to a string can't fail.
        let _ = write!(path, "{command}{x} {y}");
    }
    path.push('Z');
}

/// A rectangle whose corners, from the upper left and clockwise, have these radii.
fn rounded(path: &mut String, w: f64, h: f64, corners: [f64; 4]) {
    let [nw, ne, se, sw] = corners;
    // Writing to a string can't fail.
    let _ = write!(path, "M{} {}H{}A{ne} {ne} 0 0 1 {w} {}", nw - w, -h, w - ne, ne - h);
    let _ = write!(path, "V{}A{se} {se} 0 0 1 {} {h}", h - se, w - se);
    let _ = write!(path, "H{}A{sw} {sw} 0 0 1 {} {}", sw - w, -w, h - sw);
    let _ = write!(path, "V{}A{nw} {nw} 0 0 1 {} {}Z", nw - h, nw - w, -h);
}

/// Straight above and below, with sides that bulge along their whole height.
fn barrel(path: &mut String, w: f64, h: f64, rx: f64) {
    let _ = write!(
        path,
        "M{} {}H{}A{rx} {h} 0 0 1 {w} 0A{rx} {h} 0 0 1 {} {h}H{}A{rx} {h} 0 0 1 {} 0A{rx} {h} 0 0 1 {} {}Z",
        rx - w,
        -h,
        w - rx,
        w - rx,
        rx - w,
        -w,
        rx - w,
        -h,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_silhouette_is_one_closed_outline() {
        for &kind in NodeKind::ALL {
            for grown in [0.0, 8.0, -1.25] {
                let path = outline(kind, grown);
                assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
                assert!(!path.contains("NaN"), "{path}");
            }
        }
    }

    #[test]
    fn rims_stay_within_the_card() {
        for &kind in NodeKind::ALL {
            for step in -70..=70 {
                let dy = f64::from(step);
                assert!((0.0..=HEADLAND).contains(&left_inset(kind, dy)));
                assert!((0.0..=BARREL).contains(&right_inset(kind, dy)));
            }
        }
    }

    #[test]
    fn an_initiative_is_entered_at_its_notch() {
        assert!((left_inset(NodeKind::Initiative, 0.0) - NOTCH).abs() < 1e-9);
        assert!(left_inset(NodeKind::Initiative, 58.0).abs() < 1e-9);
    }
}
