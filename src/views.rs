//! The screens.

pub mod action_menu;
pub mod brief;
pub mod home;
pub mod map;
pub mod outline;
pub mod published;
pub mod workspace;
