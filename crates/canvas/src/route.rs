//! The way of a link: out of the top or the right rim of one card, into the left rim of another.
//!
//! Most links run with the flow and are one curve. One that leads back goes over or between the cards, so that
//! it can be told from the one that leads forth.

use std::fmt::Write;

use causeway_model::NodeKind;

use crate::card::{card_rect, left_inset, right_inset};
use crate::{MapPoint, MapRect};

mod curve;
mod way;

use curve::Curve;

/// The head's length, in map units.
const HEAD: f64 = 13.0;

/// Half of the head's width, in map units.
const HEAD_HALF: f64 = 8.0;

/// Between the tip of the head and the rim, in map units.
pub const TIP_GAP: f64 = 3.0;

/// How far before the tip the sign sits, in map units.
const SIGN_BEFORE: f64 = 46.0;

/// A card where it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// What it is, and so what shape it has.
    pub kind: NodeKind,
    /// Its middle.
    pub centre: MapPoint,
}

impl Placed {
    /// The rectangle that it takes up.
    pub fn rect(self) -> MapRect {
        card_rect(self.kind, self.centre)
    }
}

/// Where along the rims a link leaves and enters, in map units from their middles: several links to one card
/// enter beside each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ports {
    /// To the right of the top rim's middle, or below the right rim's.
    pub leave: f64,
    /// Below the middle of the left rim.
    pub enter: f64,
}

/// The rim by which a link leaves a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rim {
    /// Upwards.
    Top,
    /// With the flow.
    Right,
}

/// The way of one link.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    curves: Vec<Curve>,
    tip: MapPoint,
}

/// The rim by which a link from one card to the other leaves.
pub fn leaving_rim(from: Placed, to: Placed) -> Rim {
    way::choose(from.rect(), from.centre.x, to.rect()).rim()
}

/// The way from a card to another.
pub fn route(from: Placed, to: Placed, ports: Ports) -> Route {
    let target = to.rect();
    let tip = MapPoint::new(
        target.left + left_inset(to.kind, ports.enter) - TIP_GAP,
        to.centre.y + ports.enter,
    );
    along(from, target, tip, ports.leave)
}

/// The way from a card to a loose end, as while a link is being drawn.
pub fn route_to_point(from: Placed, to: MapPoint) -> Route {
    along(from, MapRect { left: to.x, top: to.y, width: 0.0, height: 0.0 }, to, 0.0)
}

/// The way from a loose end to a card, as while a link's source is sought.
pub fn route_from_point(from: MapPoint, to: Placed) -> Route {
    let target = to.rect();
    let tip = MapPoint::new(target.left + left_inset(to.kind, 0.0) - TIP_GAP, to.centre.y);
    let end = MapPoint::new(tip.x - HEAD + 3.0, tip.y);
    let source = MapRect { left: from.x, top: from.y, width: 0.0, height: 0.0 };
    Route { curves: way::choose(source, from.x, target).curves(from, end, 0.0), tip }
}

fn along(from: Placed, target: MapRect, tip: MapPoint, leave: f64) -> Route {
    let source = from.rect();
    let end = MapPoint::new(tip.x - HEAD + 3.0, tip.y);
    let way = way::choose(source, from.centre.x, target);
    let start = match way.rim() {
        Rim::Top => MapPoint::new(from.centre.x + leave, source.top),
        Rim::Right => {
            let inset = right_inset(from.kind, leave);
            MapPoint::new(source.right() - inset, from.centre.y + leave)
        }
    };
    Route { curves: way.curves(start, end, leave.abs()), tip }
}

impl Route {
    /// Where it leaves its card.
    pub fn start(&self) -> MapPoint {
        self.curves.first().map_or(self.tip, |curve| curve.start)
    }

    /// Where its head ends.
    pub fn tip(&self) -> MapPoint {
        self.tip
    }

    /// The line, from the rim to the base of the head, as SVG path data.
    pub fn path(&self) -> String {
        let start = self.start();
        let mut path = String::with_capacity(40 * self.curves.len() + 16);
        // Writing to a string can't fail.
        let _ = write!(path, "M{:.1} {:.1}", start.x, start.y);
        for curve in &self.curves {
            let (a, b, end) = (curve.a, curve.b, curve.end);
            let _ = write!(
                path,
                "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                a.x, a.y, b.x, b.y, end.x, end.y
            );
        }
        path
    }

    /// The head, which points to the right, as SVG path data.
    pub fn head(&self) -> String {
        format!(
            "M{:.1} {:.1}l{HEAD} {HEAD_HALF}-{HEAD} {HEAD_HALF}Z",
            self.tip.x - HEAD,
            self.tip.y - HEAD_HALF
        )
    }

    /// Where the badge with the sign sits: on the line, a little before the head.
    pub fn sign(&self) -> MapPoint {
        let length = self.length();
        self.at((length - (SIGN_BEFORE - HEAD)).max(length * 0.5))
    }

    /// Where the lag is written: on the line, clear of the sign.
    pub fn label(&self) -> MapPoint {
        let length = self.length();
        self.at((length * 0.45).min((length - 96.0).max(length * 0.25)))
    }

    /// The line as cubic curves, each with its end and the two points that draw it there: for painters.
    pub fn curves(&self) -> impl Iterator<Item = [MapPoint; 3]> {
        self.curves.iter().map(|curve| [curve.a, curve.b, curve.end])
    }

    /// The corners of the head: the tip last.
    pub fn head_corners(&self) -> [MapPoint; 3] {
        let back = self.tip.x - HEAD;
        [
            MapPoint::new(back, self.tip.y - HEAD_HALF),
            MapPoint::new(back, self.tip.y + HEAD_HALF),
            self.tip,
        ]
    }

    /// How far a point is from the line, in map units.
    pub fn distance(&self, point: MapPoint) -> f64 {
        self.curves.iter().map(|curve| curve.distance(point)).fold(f64::INFINITY, f64::min)
    }

    /// A rectangle that holds all of it, head and sign included.
    pub fn bounds(&self) -> MapRect {
        let whole = MapRect::between(self.start(), self.tip);
        self.curves.iter().map(Curve::bounds).fold(whole, MapRect::united).grown(12.0)
    }

    fn length(&self) -> f64 {
        self.curves.iter().map(Curve::length).sum()
    }

    /// The point that far along the line.
    fn at(&self, mut distance: f64) -> MapPoint {
        for curve in &self.curves {
            let length = curve.length();
            if distance <= length {
                return curve.after(distance);
            }
            distance -= length;
        }
        self.tip
    }
}

#[cfg(test)]
mod tests;
