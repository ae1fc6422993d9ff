//! Seeing what a colleague sees: the camera goes where theirs goes, until this person moves it.

use causeway_canvas::{Camera, MapPoint, ScreenSize};
use leptos::prelude::*;

use super::Atlas;
use crate::platform::frame::next_frame;
use crate::platform::timer::{self, Timer};
use crate::platform::{clock, locale};
use crate::state::company;
use crate::state::session::Session;

/// How quickly the camera closes up, in milliseconds: after each such time, a third of the way is left.
const CLOSING_MS: f64 = 90.0;

/// For those who want as little movement as possible, the camera goes there once the other's has rested for so
/// long, in milliseconds, and without a way in between.
const REST_MS: u32 = 400;

/// Where the camera was led, and where it is to be.
#[derive(Clone, Copy)]
struct Lead {
    session: Session,
    atlas: Atlas,
    /// Where it was last led: wherever else it is, this person has moved it.
    led: StoredValue<Option<Camera>>,
    aim: StoredValue<Option<Camera>>,
    stepped_ms: StoredValue<Option<u64>>,
}

/// Follows the camera of whom the session follows, and takes the camera where the person asked to be taken.
pub(super) fn keep(atlas: Atlas) {
    let session = atlas.session();
    let lead = Lead {
        session,
        atlas,
        led: StoredValue::default(),
        aim: StoredValue::default(),
        stepped_ms: StoredValue::default(),
    };
    let (followed, peers) = (session.company.followed(), session.peers());
    let seen = Memo::new(move |_| {
        let word = followed.get()?;
        peers.with(|peers| company::find(peers, &word)?.shows.view)
    });
    let waiting = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        let (seen, view) = (seen.get(), atlas.view().get());
        if !session.company.is_following() {
            lead.led.set_value(None);
        }
        let Some(seen) = seen.filter(|_| view.width > 0.0) else {
            waiting.set_value(None);
            return;
        };
        lead.aim.set_value(Some(Camera::showing(seen, view)));
        if locale::prefers_reduced_motion() {
            waiting.set_value(Some(timer::after(REST_MS, move || lead.jump())));
        } else if lead.stepped_ms.get_value().is_none() {
            lead.stepped_ms.set_value(Some(clock::now_ms()));
            lead.step_at_next_frame();
        }
    });
    Effect::new(move |_| {
        session.camera.track();
        lead.was_moved();
    });
    Effect::new(move |_| {
        let (asked, view) = (session.company.sight.get(), atlas.view().get());
        if let Some(part) = asked.filter(|_| view.width > 0.0) {
            session.company.sight.set(None);
            atlas.see(part);
        }
    });
}

impl Lead {
    /// Whether the person has moved the camera; then nobody is followed any more.
    fn was_moved(self) -> bool {
        let Some(led) = self.led.try_get_value().flatten() else { return false };
        let is_elsewhere = self.session.camera.try_get_untracked().is_some_and(|now| now != led);
        if is_elsewhere && self.session.company.is_following() {
            self.session.company.stop();
        }
        is_elsewhere
    }

    fn goes_on(self) -> bool {
        self.session.company.is_following() && !self.was_moved()
    }

    fn jump(self) {
        if self.goes_on()
            && let Some(to) = self.aim.try_get_value().flatten()
        {
            self.lead_to(to);
        }
    }

    fn lead_to(self, to: Camera) {
        self.led.set_value(Some(to));
        self.session.camera.try_set(to);
    }

    fn step_at_next_frame(self) {
        next_frame(move || {
            let Some(before) = self.stepped_ms.try_get_value().flatten() else { return };
            let (to, now) = (self.aim.try_get_value().flatten(), clock::now_ms());
            let from = self.session.camera.try_get_untracked();
            let (Some(to), Some(from), true) = (to, from, self.goes_on()) else {
                self.stepped_ms.try_set_value(None);
                return;
            };
            #[allow(clippy::cast_precision_loss, reason = "milliseconds of one frame")]
            let elapsed = now.saturating_sub(before) as f64;
            let next = closer(from, to, self.atlas.view().get_untracked(), elapsed);
            self.lead_to(next);
            self.stepped_ms.set_value((next != to).then_some(now));
            if next != to {
                self.step_at_next_frame();
            }
        });
    }
}

/// Where a camera is after so many milliseconds, on a way whose end may move on at any time.
fn closer(from: Camera, to: Camera, view: ScreenSize, elapsed: f64) -> Camera {
    let share = 1.0 - (-elapsed.max(1.0) / CLOSING_MS).exp();
    let between = |from: f64, to: f64| from + (to - from) * share;
    let middle = view.middle();
    let (here, there) = (from.to_map(middle), to.to_map(middle));
    let centre = MapPoint::new(between(here.x, there.x), between(here.y, there.y));
    let left = (there - centre).length() * to.zoom();
    let zoom = between(from.zoom(), to.zoom());
    if left < 0.5 && (zoom / to.zoom() - 1.0).abs() < 0.002 {
        return to;
    }
    Camera::centred(centre, view, zoom)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: ScreenSize = ScreenSize { width: 800.0, height: 600.0 };

    #[test]
    fn a_camera_closes_up_without_overshooting_and_arrives() {
        let to = Camera::centred(MapPoint::new(900.0, -200.0), VIEW, 0.4);
        let mut at = Camera::centred(MapPoint::new(0.0, 0.0), VIEW, 1.2);
        let mut frames = 0;
        while at != to {
            let next = closer(at, to, VIEW, 16.0);
            let middle = next.to_map(VIEW.middle());
            assert!((-200.0..=0.0).contains(&middle.y) && (0.4..=1.2).contains(&next.zoom()));
            at = next;
            frames += 1;
            assert!(frames < 100);
        }
        assert!(frames > 5);
    }

    #[test]
    fn slow_frames_arrive_no_later_than_quick_ones() {
        let to = Camera::centred(MapPoint::new(900.0, 0.0), VIEW, 1.0);
        let from = Camera::default();
        let quick = closer(closer(from, to, VIEW, 20.0), to, VIEW, 20.0);
        let slow = closer(from, to, VIEW, 40.0);
        let x = |camera: Camera| camera.to_map(VIEW.middle()).x;
        assert!((x(quick) - x(slow)).abs() < 1e-6);
    }
}
