//! One cubic curve of a route, measured along a chain of short straights.

use crate::{MapPoint, MapRect};

const STEPS: u32 = 14;

/// From `start` to `end`, drawn towards `a` first and coming from `b`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Curve {
    pub(super) start: MapPoint,
    pub(super) a: MapPoint,
    pub(super) b: MapPoint,
    pub(super) end: MapPoint,
}

impl Curve {
    /// A straight line.
    pub(super) fn straight(start: MapPoint, end: MapPoint) -> Self {
        Self { start, a: start.towards(end, 1.0 / 3.0), b: start.towards(end, 2.0 / 3.0), end }
    }

    pub(super) fn length(&self) -> f64 {
        self.straights().map(|(from, to)| from.distance(to)).sum()
    }

    /// The point that far along the curve, at most its end.
    pub(super) fn after(&self, mut distance: f64) -> MapPoint {
        for (from, to) in self.straights() {
            let length = from.distance(to);
            if distance <= length && length > 0.0 {
                return from.towards(to, distance / length);
            }
            distance -= length;
        }
        self.end
    }

    pub(super) fn distance(&self, point: MapPoint) -> f64 {
        self.straights()
            .map(|(from, to)| distance_to_straight(point, from, to))
            .fold(f64::INFINITY, f64::min)
    }

    /// The rectangle of the four points, which holds the curve.
    pub(super) fn bounds(&self) -> MapRect {
        MapRect::between(self.start, self.end).united(MapRect::between(self.a, self.b))
    }

    fn straights(&self) -> impl Iterator<Item = (MapPoint, MapPoint)> {
        (0..STEPS).map(|step| {
            let share = |step: u32| f64::from(step) / f64::from(STEPS);
            (self.point(share(step)), self.point(share(step + 1)))
        })
    }

    fn point(&self, share: f64) -> MapPoint {
        let ab = self.a.towards(self.b, share);
        let before = self.start.towards(self.a, share).towards(ab, share);
        let after = ab.towards(self.b.towards(self.end, share), share);
        before.towards(after, share)
    }
}

fn distance_to_straight(point: MapPoint, from: MapPoint, to: MapPoint) -> f64 {
    let (way, off) = (to - from, point - from);
    let squared = way.x * way.x + way.y * way.y;
    if squared == 0.0 {
        return from.distance(point);
    }
    let share = ((off.x * way.x + off.y * way.y) / squared).clamp(0.0, 1.0);
    from.towards(to, share).distance(point)
}
