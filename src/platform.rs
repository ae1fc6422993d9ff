//! The only code that touches the browser.
//!
//! Each file adapts one ability and says what happens where a browser, or a page that is no secure
//! context, lacks it. Nothing here knows the business: it moves bytes, text and events.

pub mod appearance;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod extent;
pub mod fetch;
pub mod files;
pub mod focus;
pub mod frame;
pub mod indexed_db;
pub mod keepsake;
pub mod keys;
pub mod lifecycle;
pub mod locale;
pub mod location;
pub mod network;
pub mod painter;
pub mod paper;
pub mod persistence;
pub mod pointer;
pub mod publication;
pub mod random;
pub mod secure;
pub mod service_worker;
pub mod socket;
pub mod system_share;
pub mod tabs;
pub mod task;
pub mod timer;
