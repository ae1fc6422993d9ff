//! What a device remembers of a publication.

use serde_json::{Value, json};

use crate::hash::Hash;
use crate::id::PublicationId;
use crate::key::PublicKey;

/// What a device remembers of a publication that it has read, kept under the page's address.
///
/// It is what makes an old version recognisable as old, and a change of publishers as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Which publication it was.
    pub publication: PublicationId,
    /// The highest number of a version seen.
    pub sequence: u64,
    /// The hash of that version's snapshot.
    pub sha256: Hash,
    /// The key that signed it, if it was signed: from then on nothing else is believed at this address.
    pub key: Option<PublicKey>,
}

impl Known {
    /// As a text to be kept.
    pub fn print(&self) -> String {
        let known = json!({
            "publication": self.publication.to_string(),
            "sequence": self.sequence,
            "sha256": self.sha256.to_string(),
            "key": self.key.map(|key| key.to_string()),
        });
        known.to_string()
    }

    /// Reads what was kept; nothing where it isn't that.
    pub fn parse(text: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(text).ok()?;
        let key = match json.get("key")? {
            Value::Null => None,
            key => Some(PublicKey::parse(key.as_str()?)?),
        };
        Some(Self {
            publication: json.get("publication")?.as_str()?.parse().ok()?,
            sequence: json.get("sequence")?.as_u64()?,
            sha256: Hash::parse(json.get("sha256")?.as_str()?)?,
            key,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back() {
        for key in [None, Some(PublicKey([3; 32]))] {
            let known = Known {
                publication: PublicationId([5; 16]),
                sequence: 12,
                sha256: Hash::of(b"snapshot"),
                key,
            };
            assert_eq!(Known::parse(&known.print()), Some(known));
        }
        assert_eq!(Known::parse("{}"), None);
    }
}
