//! What docks beside a screen.

pub mod inspector;
pub mod legend;
pub mod minimap;
pub mod signals;
pub mod tie_popover;
pub mod tints;
pub mod tour;
