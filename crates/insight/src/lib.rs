//! What the model says: status, trend, influence and findings.
