//! The Causeway app.
