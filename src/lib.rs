//! The Causeway app.

pub mod i18n;
pub mod platform;
pub mod state;
pub mod panels;
pub mod ui;
