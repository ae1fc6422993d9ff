//! What the model says: status, trend, influence and findings.

pub mod causality;
pub mod formula;
pub mod numeric;
