//! The files of the app that were in the folder `dist` when this binary was built.
//!
//! A debug build reads the same folder when it starts, so that a rebuilt app shows after a restart.

use std::borrow::Cow;

use bytes::Bytes;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../dist"]
// Where the build puts together what it isn't done with.
#[exclude = ".*"]
struct Dist;

/// Every file of the app that was embedded when this binary was built, with its path below the root.
pub fn files() -> impl Iterator<Item = (String, Bytes)> {
    Dist::iter().filter_map(|path| {
        let bytes = match Dist::get(&path)?.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Some((path.into_owned(), bytes))
    })
}
