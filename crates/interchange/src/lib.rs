//! Other file formats, in and out: what people paste from spreadsheets and outlines, and what they copy.
//!
//! Everything here is pure. What comes in is untrusted: a text that makes no sense is answered by a fault, never
//! by a panic.
//!
//! ```
//! use causeway_interchange::clip::{Clip, Habits, read};
//!
//! let Ok(Clip::Sketch(sketch)) = read("Retention\n\tOnboarding\n\tSupport", Habits::default()) else {
//!     return Err("an indented list is a tree");
//! };
//! assert_eq!(sketch.nodes.len(), 3);
//! assert_eq!(sketch.links, [(1, 0), (2, 0)]);
//! # Ok::<(), &str>(())
//! ```

pub mod clip;
pub mod fragment;
pub mod outline;
pub mod sketch;

mod day;
mod figure;
