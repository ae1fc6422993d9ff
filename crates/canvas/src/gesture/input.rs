//! What the browser tells the machine, without the browser.

use crate::{ScreenPoint, ScreenVector};

/// A mouse, a pen or one finger, for as long as it touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointerId(pub i32);

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    /// A mouse or a trackpad.
    Mouse,
    /// A pen.
    Pen,
    /// A finger.
    Touch,
}

/// Which button went down. A finger is the primary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Chooses and drags.
    Primary,
    /// Pans.
    Middle,
    /// Opens a menu; no gesture begins with it.
    Secondary,
}

/// The keys that are held.
#[allow(clippy::struct_excessive_bools, reason = "four keys, each held or not")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Adds to what is chosen.
    pub shift: bool,
    /// Control, or Command on a Mac: the wheel then zooms.
    pub control: bool,
    /// Alt.
    pub alt: bool,
    /// The space bar: dragging then pans.
    pub space: bool,
}

/// One thing that a person does. Points are measured from the upper left of the map's view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A button or a finger went down.
    Down {
        /// Which pointer.
        pointer: PointerId,
        /// What kind of pointer.
        kind: PointerKind,
        /// Which button.
        button: Button,
        /// Where.
        at: ScreenPoint,
        /// With which keys.
        keys: Keys,
    },
    /// A pointer moved, pressed or not.
    Move {
        /// Which pointer.
        pointer: PointerId,
        /// To where.
        at: ScreenPoint,
        /// With which keys.
        keys: Keys,
    },
    /// A button or a finger was released.
    Up {
        /// Which pointer.
        pointer: PointerId,
        /// Where.
        at: ScreenPoint,
        /// With which keys.
        keys: Keys,
    },
    /// Two clicks in a row, after their own downs and ups.
    DoubleClick {
        /// Where.
        at: ScreenPoint,
    },
    /// The wheel turned, or two fingers moved on a trackpad.
    Wheel {
        /// Where the pointer is.
        at: ScreenPoint,
        /// How far, in pixels: positive to the right and downwards.
        by: ScreenVector,
        /// Whether it moves in notches, as the wheel of a mouse does.
        is_notched: bool,
        /// With which keys; a pinch on a trackpad arrives with `control`.
        keys: Keys,
    },
    /// A finger has rested where it went down for a while: it asks for the menu.
    Rest,
    /// The Escape key.
    Escape,
    /// The browser took the pointer away.
    Cancel,
}
