//! Prints the digests of what the engine says natively; `cargo xtask test --only same-bytes` compares
//! them with those of a browser.
#![allow(clippy::print_stdout, reason = "printing is its purpose")]
#![allow(clippy::unwrap_used, reason = "a workspace that can't be read ends it")]
#![allow(clippy::cast_precision_loss, reason = "small numbers")]

#[path = "shared/digests.rs"]
mod digests;

fn main() {
    print!("{}", digests::lines());
}
