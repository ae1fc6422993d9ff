//! The screens.

pub mod home;
pub mod map;
pub mod workspace;
