//! The screens.

pub mod brief;
pub mod home;
pub mod map;
pub mod workspace;
