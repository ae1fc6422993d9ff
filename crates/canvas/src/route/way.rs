//! The choice between the ways that a link may take.

use super::Rim;
use super::curve::Curve;
use crate::{MapPoint, MapRect};

/// With less room than this between two cards, in map units, a link doesn't run straight across.
const ROOM: f64 = 30.0;

/// How far a link that leads back swings out, in map units.
const SWING: f64 = 58.0;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// Out of the right rim, across, and in.
    Across,
    /// Out of the top, then in from the left.
    Up,
    /// Out of the top, back at this height, then in.
    BackOver(f64),
    /// Out of the right rim, back at this height below the card, then in.
    BackUnder(f64),
}

/// Chooses the way between two cards; `middle` is the middle of the source's top rim.
pub(super) fn choose(source: MapRect, middle: f64, target: MapRect) -> Way {
    let is_above = target.centre().y < source.top - ROOM;
    if target.left >= source.right() + ROOM {
        Way::Across
    } else if is_above && target.left > middle + ROOM {
        Way::Up
    } else if target.bottom() + ROOM < source.top {
        Way::BackOver(f64::midpoint(target.bottom(), source.top))
    } else if target.top > source.bottom() + ROOM {
        Way::BackUnder(f64::midpoint(source.bottom(), target.top))
    } else {
        Way::BackOver(source.top.min(target.top) - ROOM)
    }
}

impl Way {
    pub(super) fn rim(self) -> Rim {
        match self {
            Self::Across | Self::BackUnder(_) => Rim::Right,
            Self::Up | Self::BackOver(_) => Rim::Top,
        }
    }

    /// The curves from rim to head. Links that run back at one height are kept `apart`.
    pub(super) fn curves(self, start: MapPoint, end: MapPoint, apart: f64) -> Vec<Curve> {
        match self {
            Self::Across => {
                let reach = ((end.x - start.x) * 0.5).max(24.0);
                vec![Curve {
                    start,
                    a: MapPoint::new(start.x + reach, start.y),
                    b: MapPoint::new(end.x - reach, end.y),
                    end,
                }]
            }
            Self::Up => vec![Curve {
                start,
                a: MapPoint::new(start.x, start.y + (end.y - start.y) * 0.75),
                b: MapPoint::new(end.x - (end.x - start.x) * 0.75, end.y),
                end,
            }],
            Self::BackOver(level) => {
                let level = level - apart;
                let turn = MapPoint::new(start.x - SWING, level);
                let bend = Curve {
                    start,
                    a: MapPoint::new(start.x, f64::midpoint(start.y, level)),
                    b: MapPoint::new(start.x, level),
                    end: turn,
                };
                back(bend, turn, end)
            }
            Self::BackUnder(level) => {
                let level = level + apart;
                let turn = MapPoint::new(start.x - SWING, level);
                let out = start.x + SWING;
                let bend = Curve {
                    start,
                    a: MapPoint::new(out, start.y),
                    b: MapPoint::new(out, level),
                    end: turn,
                };
                back(bend, turn, end)
            }
        }
    }
}

/// From where a link has turned, back along its height and round into the left rim.
fn back(bend: Curve, turn: MapPoint, end: MapPoint) -> Vec<Curve> {
    let last = MapPoint::new(turn.x.min(end.x), turn.y);
    let left = end.x - SWING;
    let hook = Curve {
        start: last,
        a: MapPoint::new(left.min(last.x), turn.y),
        b: MapPoint::new(left.min(last.x), end.y),
        end,
    };
    vec![bend, Curve::straight(turn, last), hook]
}
