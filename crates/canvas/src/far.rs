//! The map from afar, where words can't be read: which part of it is painted, and how large.
//!
//! What is painted lies on a [`Plate`], larger than the view, that moves and grows with the camera as cards do.
//! So a pan paints nothing until the plate's edge comes into view, and a zoom shows the old plate, a little
//! blurred, until a new one is ready.

use crate::{Camera, MapPoint, MapRect, ScreenSize};

/// Farther out than this, cards are only shapes: their words couldn't be read.
pub const FAR: f64 = 0.4;

/// How much of the view's width and height is painted beyond it on every side.
const BEYOND: f64 = 0.35;

/// A plate has at most so many pixels: 48 MB of them.
const MOST_PIXELS: f64 = 12e6;

/// Around the cards, so much belongs to the map: links swing out, badges and rims stand over.
const MARGIN: f64 = 120.0;

/// A dash shorter than this, in pixels, is no longer seen as one.
const SHORTEST_DASH: f64 = 1.6;

/// A part of the map, painted at one zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plate {
    /// Which part.
    pub area: MapRect,
    /// Pixels of the plate for one map unit.
    pub scale: f64,
}

impl Plate {
    /// The plate for a camera: what is seen of `content`, and a little beyond; `None` where nothing of it is seen.
    ///
    /// `density` is how many pixels the screen has for one CSS pixel. Pixels of the plate are pixels of the
    /// screen, unless these are too many.
    pub fn under(camera: Camera, view: ScreenSize, content: MapRect, density: f64) -> Option<Self> {
        let seen = camera.visible(view);
        let content = content.grown(MARGIN);
        let wide = MapRect::around(
            seen.centre(),
            seen.width * (1.0 + 2.0 * BEYOND),
            seen.height * (1.0 + 2.0 * BEYOND),
        );
        let area = common(wide, content)?;
        let density = if density.is_finite() && density > 0.0 { density } else { 1.0 };
        let wanted = camera.zoom() * density;
        let pixels = area.width * area.height * wanted * wanted;
        let scale =
            if pixels > MOST_PIXELS { wanted * (MOST_PIXELS / pixels).sqrt() } else { wanted };
        // On whole pixels of the screen, or everything would be blurred by a part of one.
        let origin = camera.to_map(crate::ScreenPoint::default());
        let aligned = |edge: f64, origin: f64, round: fn(f64) -> f64| {
            origin + round((edge - origin) * scale) / scale
        };
        let left = aligned(area.left, origin.x, f64::floor);
        let top = aligned(area.top, origin.y, f64::floor);
        let right = aligned(area.right(), origin.x, f64::ceil);
        let bottom = aligned(area.bottom(), origin.y, f64::ceil);
        let corners = (MapPoint::new(left, top), MapPoint::new(right, bottom));
        Some(Self { area: MapRect::between(corners.0, corners.1), scale })
    }

    /// Whether it shows all of `content` that a camera sees, sharp or not.
    pub fn covers(self, camera: Camera, view: ScreenSize, content: MapRect) -> bool {
        let Some(seen) = common(camera.visible(view), content.grown(MARGIN)) else { return true };
        let slack = 1.0 / self.scale;
        self.area.left <= seen.left + slack
            && self.area.top <= seen.top + slack
            && self.area.right() + slack >= seen.right()
            && self.area.bottom() + slack >= seen.bottom()
    }

    /// Whether it is as sharp as the plate that would be made for this camera.
    pub fn is_sharp(
        self,
        camera: Camera,
        view: ScreenSize,
        content: MapRect,
        density: f64,
    ) -> bool {
        Self::under(camera, view, content, density)
            .is_none_or(|other| (0.98..1.02).contains(&(self.scale / other.scale)))
    }

    /// How many pixels wide and high it is; at least one of each.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the plate's pixels are few, and not negative"
    )]
    pub fn size(self) -> (u32, u32) {
        let pixels = |length: f64| (length * self.scale).round().clamp(1.0, 32_000.0) as u32;
        (pixels(self.area.width), pixels(self.area.height))
    }
}

/// How a dashed line is painted at a scale: with its dashes, or fainter where these would be too short to be seen.
///
/// Gives the share of the line's colour that is left.
pub fn dash_share(dash: &[f64], scale: f64) -> Option<f64> {
    let (first, whole) = (dash.first()?, dash.iter().sum::<f64>());
    (first * scale < SHORTEST_DASH).then(|| (first / whole).clamp(0.35, 1.0))
}

/// What two rectangles share, if they share more than an edge.
fn common(a: MapRect, b: MapRect) -> Option<MapRect> {
    a.overlaps(b).then(|| {
        let from = MapPoint::new(a.left.max(b.left), a.top.max(b.top));
        let to = MapPoint::new(a.right().min(b.right()), a.bottom().min(b.bottom()));
        MapRect::between(from, to)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ScreenVector;

    const VIEW: ScreenSize = ScreenSize::new(1280.0, 800.0);

    fn content() -> MapRect {
        MapRect { left: -4000.0, top: -3000.0, width: 30_000.0, height: 26_000.0 }
    }

    fn camera(x: f64, y: f64, zoom: f64) -> Camera {
        Camera::centred(MapPoint::new(x, y), VIEW, zoom)
    }

    #[test]
    fn a_pan_within_what_is_painted_needs_no_other_plate() {
        let camera = camera(8000.0, 6000.0, 0.2);
        let plate = Plate::under(camera, VIEW, content(), 1.0).unwrap();
        assert!(plate.covers(camera.panned(ScreenVector::new(400.0, -250.0)), VIEW, content()));
        assert!(!plate.covers(camera.panned(ScreenVector::new(600.0, 0.0)), VIEW, content()));
    }

    #[test]
    fn a_plate_of_the_whole_map_is_never_left() {
        let small = MapRect { left: 0.0, top: 0.0, width: 2000.0, height: 900.0 };
        let plate = Plate::under(camera(1000.0, 400.0, 0.3), VIEW, small, 1.0).unwrap();
        for x in [-9000.0, 0.0, 9000.0] {
            assert!(plate.covers(camera(x, 0.0, 0.1), VIEW, small));
        }
    }

    #[test]
    fn where_there_is_nothing_there_is_no_plate() {
        assert_eq!(Plate::under(camera(-9e4, 0.0, 0.2), VIEW, content(), 1.0), None);
    }

    #[test]
    fn a_zoom_blurs_and_a_dense_screen_has_more_pixels() {
        let near = camera(8000.0, 6000.0, 0.2);
        let plate = Plate::under(near, VIEW, content(), 1.0).unwrap();
        assert!(plate.is_sharp(near, VIEW, content(), 1.0));
        assert!(!plate.is_sharp(camera(8000.0, 6000.0, 0.3), VIEW, content(), 1.0));
        assert!(!plate.is_sharp(near, VIEW, content(), 2.0));
        let dense = Plate::under(near, VIEW, content(), 2.0).unwrap();
        assert!(dense.size().0 > plate.size().0 * 3 / 2);
    }

    #[test]
    fn a_wall_of_pixels_is_painted_with_fewer() {
        let wall = ScreenSize::new(7680.0, 4320.0);
        let camera = Camera::centred(MapPoint::new(8000.0, 6000.0), wall, 0.35);
        let plate = Plate::under(camera, wall, content(), 2.0).unwrap();
        let (width, height) = plate.size();
        assert!(f64::from(width) * f64::from(height) <= MOST_PIXELS * 1.01);
    }

    #[test]
    fn dashes_too_short_to_be_seen_make_a_line_fainter() {
        assert_eq!(dash_share(&[9.0, 7.0], 0.3), None);
        assert_eq!(dash_share(&[9.0, 7.0], 0.1), Some(9.0 / 16.0));
        assert_eq!(dash_share(&[], 0.1), None);
    }

    proptest! {
        #[test]
        fn a_plate_covers_the_camera_it_was_made_for(
            x in -2e4..4e4, y in -2e4..4e4, zoom in 0.04..0.4, density in 0.5..3.0,
        ) {
            let camera = camera(x, y, zoom);
            if let Some(plate) = Plate::under(camera, VIEW, content(), density) {
                prop_assert!(plate.covers(camera, VIEW, content()));
                prop_assert!(plate.is_sharp(camera, VIEW, content(), density));
            }
        }
    }
}
