//! What docks beside a screen.

pub mod inspector;
pub mod signals;
pub mod tie_popover;
