//! The only crate that maps the model to Automerge and back.
