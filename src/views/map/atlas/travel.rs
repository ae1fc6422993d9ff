//! The camera's own way from one place to another: short, and given up as soon as anything else moves it.

use causeway_canvas::{Camera, MapPoint, MapRect, ScreenSize};
use leptos::prelude::*;

use super::Atlas;
use crate::platform::frame::next_frame;
use crate::platform::{clock, locale};

/// How long the camera is on its way, in milliseconds.
const TRAVEL_MS: f64 = 240.0;

/// One way, and where the camera was last seen on it.
#[derive(Clone, Copy)]
struct Way {
    from: Camera,
    to: Camera,
    view: ScreenSize,
    began: u64,
    last: Camera,
}

impl Way {
    /// Where the camera is after so many milliseconds.
    fn at(self, elapsed: f64) -> Camera {
        if elapsed >= TRAVEL_MS {
            return self.to;
        }
        let rest = 1.0 - elapsed.max(0.0) / TRAVEL_MS;
        let share = 1.0 - rest * rest * rest;
        let between = |from: f64, to: f64| from + (to - from) * share;
        let middle = self.view.middle();
        let (from, to) = (self.from.to_map(middle), self.to.to_map(middle));
        let centre = MapPoint::new(between(from.x, to.x), between(from.y, to.y));
        Camera::centred(centre, self.view, between(self.from.zoom(), self.to.zoom()))
    }
}

impl Atlas {
    /// Brings the camera there, at once for those who want as little movement as possible.
    pub(super) fn travel(self, to: Camera) {
        let Some(from) = self.session.camera.try_get_untracked() else { return };
        if from == to {
            return;
        }
        if locale::prefers_reduced_motion() {
            self.session.camera.set(to);
            return;
        }
        let Some(view) = self.view.try_get_untracked() else { return };
        self.go_on(Way { from, to, view, began: clock::now_ms(), last: from });
    }

    /// Shows a part of the map that somebody else sees. A map that has just been opened isn't shown whole first.
    pub(in crate::views::map) fn see(self, part: MapRect) {
        self.is_fitted.set_value(true);
        self.travel(Camera::showing(part, self.view.get_untracked()));
    }

    fn go_on(self, way: Way) {
        next_frame(move || {
            if self.session.camera.try_get_untracked() != Some(way.last) {
                return;
            }
            #[allow(clippy::cast_precision_loss, reason = "milliseconds of one short way")]
            let elapsed = clock::now_ms().saturating_sub(way.began) as f64;
            let now = way.at(elapsed);
            self.session.camera.set(now);
            if now != way.to {
                self.go_on(Way { last: now, ..way });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_begins_where_the_camera_is_and_ends_where_it_is_to_be() {
        let view = ScreenSize::new(390.0, 400.0);
        let from = Camera::centred(MapPoint::new(0.0, 0.0), view, 0.2);
        let to = Camera::centred(MapPoint::new(900.0, 300.0), view, 0.7);
        let way = Way { from, to, view, began: 0, last: from };
        let begin = way.at(0.0);
        assert!((begin.zoom() - from.zoom()).abs() < 1e-9);
        assert!((begin.offset().x - from.offset().x).abs() < 1e-6);
        assert_eq!(way.at(TRAVEL_MS), to);
        assert!(way.at(TRAVEL_MS / 2.0).zoom() > 0.45);
    }
}
