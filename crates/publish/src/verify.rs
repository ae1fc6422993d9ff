//! What a reader does before it shows anything.

use causeway_document::{ActorSeed, Document, OpenError, ReadOnly, Standing};
use causeway_model::Instant;
use chrono::TimeDelta;

use crate::hash::Hash;
use crate::known::Known;
use crate::latest::{FORMAT, Latest};

/// The name under which a publication is opened; nothing is ever written under it.
const READER: ActorSeed = ActorSeed(*b"causeway/reading");

/// Why a publication isn't shown.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// `latest.json` isn't JSON.
    #[error("the file that names the newest version is not JSON")]
    NotJson,
    /// It is of a format that this version doesn't read.
    #[error("the format is {}, not {FORMAT}", found.as_deref().unwrap_or("not said"))]
    OtherFormat {
        /// What it says it is.
        found: Option<String>,
    },
    /// Something that belongs there is absent, or can't be read.
    #[error("{key:?} is absent or can't be read")]
    Malformed {
        /// Its key.
        key: &'static str,
    },
    /// The snapshot is said to be larger than any that is published.
    #[error("the snapshot is said to have {size} bytes, more than any that is published")]
    TooLarge {
        /// As many as it is said to have.
        size: u64,
    },
    /// The snapshot has more or fewer bytes than was published.
    #[error("the snapshot has {found} bytes, not {expected}")]
    Size {
        /// As many as were published.
        expected: u64,
        /// As many as came.
        found: u64,
    },
    /// The snapshot has other bytes than what was published.
    #[error("the snapshot is not the one that was published")]
    Hash,
    /// The signature doesn't fit: something was changed after it was signed.
    #[error("the signature does not fit")]
    Signature,
    /// What was read here before was signed, and this is not.
    #[error("it is not signed any more")]
    Unsigned,
    /// What was read here before was signed by somebody else.
    #[error("it is signed with another key than before")]
    OtherKey,
    /// The snapshot can't be read.
    #[error("the snapshot can't be read: {0}")]
    Unreadable(OpenError),
    /// The snapshot holds no workspace.
    #[error("the snapshot holds no workspace")]
    Empty,
}

/// A publication that may be shown, with what must be said about it.
#[derive(Debug, Clone)]
pub struct Verified {
    /// What was published.
    pub latest: Latest,
    /// The workspace.
    pub document: Document,
    /// How long ago it was published; nothing where this device's clock is behind.
    pub age: TimeDelta,
    /// Whether it shall no longer count as the present state.
    pub is_expired: bool,
    /// Whether this device has seen a newer version.
    pub is_rolled_back: bool,
    /// Whether this device has seen another version under the same number.
    pub is_forked: bool,
    /// What this device should remember from now on.
    pub remember: Known,
}

/// Looks at what was fetched: `latest.json`, and the snapshot that it names.
///
/// `known` is what this device remembers of this address. If it was another publication's, it pins the
/// publisher's key and says nothing of numbers.
///
/// # Errors
/// When it must not be shown.
pub fn verify(
    latest: &[u8],
    snapshot: &[u8],
    known: Option<&Known>,
    now: Instant,
) -> Result<Verified, Broken> {
    let latest = Latest::parse(latest)?;
    check_signature(&latest, known)?;
    let found = snapshot.len() as u64;
    if found != latest.size {
        return Err(Broken::Size { expected: latest.size, found });
    }
    if Hash::of(snapshot) != latest.sha256 {
        return Err(Broken::Hash);
    }
    let document = Document::load(snapshot, READER).map_err(Broken::Unreadable)?;
    if document.standing() == Standing::ReadOnly(ReadOnly::Empty) {
        return Err(Broken::Empty);
    }
    let same = known.filter(|known| known.publication == latest.publication);
    let is_rolled_back = same.is_some_and(|known| latest.sequence < known.sequence);
    let is_forked = same
        .is_some_and(|known| latest.sequence == known.sequence && latest.sha256 != known.sha256);
    Ok(Verified {
        age: (now - latest.created).max(TimeDelta::zero()),
        is_expired: latest.expires.is_some_and(|expires| expires <= now),
        is_rolled_back,
        is_forked,
        remember: match same {
            // Whatever is shown now, what was once seen stays the measure.
            Some(known) if is_rolled_back || is_forked => {
                Known { key: known.key.or(latest.key), ..*known }
            }
            _ => Known {
                publication: latest.publication,
                sequence: latest.sequence,
                sha256: latest.sha256,
                key: latest.key,
            },
        },
        latest,
        document,
    })
}

fn check_signature(latest: &Latest, known: Option<&Known>) -> Result<(), Broken> {
    let pinned = known.and_then(|known| known.key);
    if pinned.is_some() && latest.key.is_none() {
        return Err(Broken::Unsigned);
    }
    if pinned.is_some() && pinned != latest.key {
        return Err(Broken::OtherKey);
    }
    latest.check_signature()
}

#[cfg(test)]
mod tests;
