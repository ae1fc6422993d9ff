//! The relay: an axum server that keeps and passes on documents it cannot read.
