//! The Causeway app.
#![allow(
    unreachable_pub,
    reason = "every component's macro makes a `pub` function of its own beside it"
)]
#![allow(
    clippy::large_types_passed_by_value,
    clippy::needless_pass_by_value,
    reason = "a component owns its properties; the largest are handles of signals, which debug builds swell"
)]

pub mod actions;
pub mod app;
pub mod dialogs;
pub mod i18n;
pub mod panels;
pub mod parts;
pub mod platform;
pub mod state;
pub mod ui;
pub mod views;
