//! Points, distances and rectangles, with the unit in the type.
//!
//! A map point doesn't change when someone pans or zooms; a screen point is measured in CSS pixels from the
//! upper left of the map's view. Only a [`crate::Camera`] turns one into the other.

use std::ops::{Add, Neg, Sub};

/// A place on the map, in map units: x grows to the right, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapPoint {
    /// Map units to the right.
    pub x: f64,
    /// Map units downwards.
    pub y: f64,
}

/// A distance with a direction, in map units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapVector {
    /// Map units to the right.
    pub x: f64,
    /// Map units downwards.
    pub y: f64,
}

/// A place in the map's view, in CSS pixels from its upper left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenPoint {
    /// Pixels to the right.
    pub x: f64,
    /// Pixels downwards.
    pub y: f64,
}

/// A distance with a direction, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenVector {
    /// Pixels to the right.
    pub x: f64,
    /// Pixels downwards.
    pub y: f64,
}

/// The size of the map's view, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenSize {
    /// Pixels from left to right.
    pub width: f64,
    /// Pixels from top to bottom.
    pub height: f64,
}

/// An upright rectangle on the map, in map units; its width and height are never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapRect {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl MapPoint {
    /// The point at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// How far `other` is, in map units.
    pub fn distance(self, other: Self) -> f64 {
        (other - self).length()
    }

    /// The point that lies `share` of the way to `other`.
    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }

    /// Whether both coordinates are ordinary numbers.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl MapVector {
    /// The distance `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The same direction, `by` times as long.
    #[must_use]
    pub fn scaled(self, by: f64) -> Self {
        Self::new(self.x * by, self.y * by)
    }

    /// The length, in map units.
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }
}

impl ScreenPoint {
    /// The point at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point half way to `other`.
    #[must_use]
    pub fn middle(self, other: Self) -> Self {
        Self::new(f64::midpoint(self.x, other.x), f64::midpoint(self.y, other.y))
    }
}

impl ScreenVector {
    /// The distance `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The length, in pixels.
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }
}

impl ScreenSize {
    /// The size `width` by `height`.
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }

    /// The middle of the view.
    pub fn middle(self) -> ScreenPoint {
        ScreenPoint::new(self.width / 2.0, self.height / 2.0)
    }
}

impl MapRect {
    /// The rectangle of this size around `centre`.
    pub fn around(centre: MapPoint, width: f64, height: f64) -> Self {
        Self { left: centre.x - width / 2.0, top: centre.y - height / 2.0, width, height }
    }

    /// The smallest rectangle that holds both points.
    pub fn between(a: MapPoint, b: MapPoint) -> Self {
        Self {
            left: a.x.min(b.x),
            top: a.y.min(b.y),
            width: (a.x - b.x).abs(),
            height: (a.y - b.y).abs(),
        }
    }

    /// The right edge.
    pub fn right(self) -> f64 {
        self.left + self.width
    }

    /// The lower edge.
    pub fn bottom(self) -> f64 {
        self.top + self.height
    }

    /// The middle.
    pub fn centre(self) -> MapPoint {
        MapPoint::new(self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// The rectangle that is larger by `by` on every side; smaller where `by` is negative, down to nothing.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        let width = (self.width + 2.0 * by).max(0.0);
        let height = (self.height + 2.0 * by).max(0.0);
        Self::around(self.centre(), width, height)
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn united(self, other: Self) -> Self {
        let left = self.left.min(other.left);
        let top = self.top.min(other.top);
        Self {
            left,
            top,
            width: self.right().max(other.right()) - left,
            height: self.bottom().max(other.bottom()) - top,
        }
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(self, point: MapPoint) -> bool {
        (self.left..=self.right()).contains(&point.x)
            && (self.top..=self.bottom()).contains(&point.y)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right()
            && other.left < self.right()
            && self.top < other.bottom()
            && other.top < self.bottom()
    }
}

impl Sub for MapPoint {
    type Output = MapVector;
    fn sub(self, from: Self) -> MapVector {
        MapVector::new(self.x - from.x, self.y - from.y)
    }
}

impl Add<MapVector> for MapPoint {
    type Output = Self;
    fn add(self, by: MapVector) -> Self {
        Self::new(self.x + by.x, self.y + by.y)
    }
}

impl Add for MapVector {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for ScreenPoint {
    type Output = ScreenVector;
    fn sub(self, from: Self) -> ScreenVector {
        ScreenVector::new(self.x - from.x, self.y - from.y)
    }
}

impl Add<ScreenVector> for ScreenPoint {
    type Output = Self;
    fn add(self, by: ScreenVector) -> Self {
        Self::new(self.x + by.x, self.y + by.y)
    }
}

impl Neg for ScreenVector {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(-self.x, -self.y)
    }
}
