//! The small pieces that every screen shares: icons, fields, menus, dialogs, marks.
//!
//! They know the look and the language, and nothing of documents.

pub mod conflict;
pub mod cross_button;
pub mod dialog;
pub mod fault;
pub mod field;
pub mod icon;
pub mod menu;
pub mod person;
pub mod reading;
pub mod skip_link;
pub mod status_mark;
pub mod typing;

pub use conflict::Conflict;
pub use cross_button::CrossButton;
pub use dialog::Dialog;
pub use fault::Fault;
pub use field::{
    Choice, ChoiceField, DateField, Echoed, Labelled, LineField, NumberField, NumberRule,
    SegmentField, TextField,
};
pub use icon::{Glyph, Icon, Logo, Sprite};
pub use menu::{FaceMenu, Menu, MenuChoice};
pub use person::{Avatar, CREWS, crew_of, initials};
pub use reading::{MayEdit, Reading, may_edit};
pub use skip_link::SkipLink;
pub use status_mark::{Mark, StatusMark};
