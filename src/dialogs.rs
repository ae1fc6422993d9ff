//! What blocks until it is answered.

pub mod delete_workspace;
pub mod faulty_file;
pub mod join;
pub mod keys;
pub mod palette;
pub mod problems;
pub mod publish;
pub mod share;
pub mod who;
