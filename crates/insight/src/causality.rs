//! Who moves whom: the causal graph, influence along it, and paths through it.
//!
//! Nodes are places 0, 1, 2, … in the order of their ids, so that every tie that goes to the
//! smaller id goes to the smaller place, and every sum has one fixed order.

mod graph;
mod influence;
mod loops;
mod path;

pub use graph::{Edge, Graph};
pub use influence::{Column, Sweeps, influence_on};
pub use loops::{components, shortest_loop};
pub use path::{Path, strongest_path, strongest_paths};

/// How many links a walk or a path may have.
pub const LONGEST: usize = 12;
