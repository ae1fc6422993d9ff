//! Where the reader stands over the map, and how close.

use crate::{MapPoint, MapRect, ScreenPoint, ScreenSize, ScreenVector};

/// The farthest and the closest that a camera goes: pixels for one map unit.
pub const ZOOM_RANGE: std::ops::RangeInclusive<f64> = 0.04..=4.0;

/// Closest zoom that [`Camera::fitted`] chooses: a small map isn't blown up over a wall.
const CLOSEST_FIT: f64 = 1.0;

/// How the map lies in its view: what is moved by how many pixels, after being enlarged.
///
/// Every method gives a new camera that is finite and within [`ZOOM_RANGE`], whatever it is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    offset: ScreenVector,
    zoom: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { offset: ScreenVector::default(), zoom: 1.0 }
    }
}

impl Camera {
    /// The camera at `zoom` that shows `origin` of the map at the upper left of the view.
    pub fn looking_at(origin: MapPoint, zoom: f64) -> Self {
        let zoom = within_range(zoom);
        Self { offset: finite(ScreenVector::new(-origin.x * zoom, -origin.y * zoom)), zoom }
    }

    /// Pixels for one map unit.
    pub fn zoom(self) -> f64 {
        self.zoom
    }

    /// Where the map's origin lies in the view.
    pub fn offset(self) -> ScreenVector {
        self.offset
    }

    /// Where a point of the map is seen.
    pub fn to_screen(self, at: MapPoint) -> ScreenPoint {
        ScreenPoint::new(at.x * self.zoom + self.offset.x, at.y * self.zoom + self.offset.y)
    }

    /// Which point of the map is seen there.
    pub fn to_map(self, at: ScreenPoint) -> MapPoint {
        MapPoint::new((at.x - self.offset.x) / self.zoom, (at.y - self.offset.y) / self.zoom)
    }

    /// How many map units these pixels are at this zoom.
    pub fn map_length(self, pixels: f64) -> f64 {
        pixels / self.zoom
    }

    /// The map moved under the view, as a hand moves a chart.
    #[must_use]
    pub fn panned(self, by: ScreenVector) -> Self {
        Self {
            offset: finite_or(
                ScreenVector::new(self.offset.x + by.x, self.offset.y + by.y),
                self.offset,
            ),
            ..self
        }
    }

    /// Enlarged by `factor`; what is seen at `about` stays there.
    #[must_use]
    pub fn zoomed(self, about: ScreenPoint, factor: f64) -> Self {
        if !factor.is_finite() || factor <= 0.0 {
            return self;
        }
        let zoom = within_range(self.zoom * factor);
        let share = zoom / self.zoom;
        let offset = ScreenVector::new(
            about.x - (about.x - self.offset.x) * share,
            about.y - (about.y - self.offset.y) * share,
        );
        Self { offset: finite_or(offset, self.offset), zoom }
    }

    /// The camera that shows all of `content` in the middle of the view, with `margin` pixels around it.
    pub fn fitted(content: MapRect, view: ScreenSize, margin: f64) -> Self {
        let room = |whole: f64| (whole - 2.0 * margin).max(whole * 0.5).max(1.0);
        let wanted = (room(view.width) / content.width.max(1.0))
            .min(room(view.height) / content.height.max(1.0))
            .min(CLOSEST_FIT);
        Self::centred(content.centre(), view, wanted)
    }

    /// The camera that a map is opened with: at `zoom`, with `first` as far to the right as leaves it its `margin`
    /// pixels, since what drives it lies to its left, and in the middle of the view's height.
    ///
    /// A map that is narrower or lower than the view lies in its middle; of a larger one the view shows nothing but the
    /// map, with its margin. Where `first` is higher than the view, its upper end is shown.
    pub fn opening(
        content: MapRect,
        first: MapRect,
        view: ScreenSize,
        margin: f64,
        zoom: f64,
    ) -> Self {
        let camera = Self::centred(first.centre(), view, zoom);
        let near = camera.to_screen(MapPoint::new(first.left, first.top));
        let far = camera.to_screen(MapPoint::new(first.right(), first.bottom()));
        let camera = camera
            .panned(ScreenVector::new(view.width - margin - far.x, (margin - near.y).max(0.0)));
        let near = camera.to_screen(MapPoint::new(content.left, content.top));
        let far = camera.to_screen(MapPoint::new(content.right(), content.bottom()));
        camera.panned(ScreenVector::new(
            laid_over(near.x, far.x, view.width, margin),
            laid_over(near.y, far.y, view.height, margin),
        ))
    }

    /// The camera as close as shows all of `part`, in the middle of the view: what someone with another
    /// window sees, seen here.
    pub fn showing(part: MapRect, view: ScreenSize) -> Self {
        let wanted = (view.width.max(1.0) / part.width.max(1.0))
            .min(view.height.max(1.0) / part.height.max(1.0));
        Self::centred(part.centre(), view, wanted)
    }

    /// The camera at `zoom` with `centre` in the middle of the view.
    pub fn centred(centre: MapPoint, view: ScreenSize, zoom: f64) -> Self {
        let zoom = within_range(zoom);
        let middle = view.middle();
        let offset = ScreenVector::new(middle.x - centre.x * zoom, middle.y - centre.y * zoom);
        Self { offset: finite(offset), zoom }
    }

    /// Kept from losing the map: at least `margin` pixels of `content` stay in view.
    #[must_use]
    pub fn kept_over(self, content: MapRect, view: ScreenSize, margin: f64) -> Self {
        let near = self.to_screen(MapPoint::new(content.left, content.top));
        let far = self.to_screen(MapPoint::new(content.right(), content.bottom()));
        let by = ScreenVector::new(
            pushed_into(near.x, far.x, view.width, margin),
            pushed_into(near.y, far.y, view.height, margin),
        );
        self.panned(by)
    }

    /// Panned as little as brings `part` into view, with `margin` pixels around it.
    ///
    /// A part larger than the view is aligned to its upper left.
    #[must_use]
    pub fn revealing(self, part: MapRect, view: ScreenSize, margin: f64) -> Self {
        let near = self.to_screen(MapPoint::new(part.left, part.top));
        let far = self.to_screen(MapPoint::new(part.right(), part.bottom()));
        let by = ScreenVector::new(
            brought_in(near.x - margin, far.x + margin, view.width),
            brought_in(near.y - margin, far.y + margin, view.height),
        );
        self.panned(by)
    }

    /// The part of the map that is in view.
    pub fn visible(self, view: ScreenSize) -> MapRect {
        MapRect::between(
            self.to_map(ScreenPoint::default()),
            self.to_map(ScreenPoint::new(view.width, view.height)),
        )
    }

    /// The camera as the value of an SVG `transform` attribute.
    pub fn transform(self) -> String {
        format!("translate({:.2} {:.2}) scale({:.5})", self.offset.x, self.offset.y, self.zoom)
    }
}

/// By how much a map from `near` to `far` is moved so that it fills the view but for its margin, or lies in its middle.
fn laid_over(near: f64, far: f64, whole: f64, margin: f64) -> f64 {
    if far - near <= whole - 2.0 * margin {
        return (whole - far - near) / 2.0;
    }
    (margin - near).min(0.0) + (whole - margin - far).max(0.0)
}

fn within_range(zoom: f64) -> f64 {
    if zoom.is_finite() { zoom.clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end()) } else { 1.0 }
}

fn finite(offset: ScreenVector) -> ScreenVector {
    finite_or(offset, ScreenVector::default())
}

fn finite_or(offset: ScreenVector, otherwise: ScreenVector) -> ScreenVector {
    if offset.x.is_finite() && offset.y.is_finite() { offset } else { otherwise }
}

/// How far a span must move so that `margin` of it, or all of it, stays within the view.
fn pushed_into(near: f64, far: f64, view: f64, margin: f64) -> f64 {
    let margin = margin.min(far - near).min(view).max(0.0);
    if far < margin {
        margin - far
    } else if near > view - margin {
        view - margin - near
    } else {
        0.0
    }
}

fn brought_in(near: f64, far: f64, view: f64) -> f64 {
    if near < 0.0 || far - near > view {
        -near
    } else if far > view {
        view - far
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests;
