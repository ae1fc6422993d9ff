//! The id of a document, in the forms that automerge-repo gives it.

use std::{fmt, str::FromStr};

/// What an automerge-repo address begins with.
const SCHEME: &str = "automerge:";

/// Base58 decoding takes quadratic time; 20 bytes never need more characters than this.
const LONGEST_TEXT: usize = 32;

/// The id of one synced document: 16 random bytes, written as base58 with a checksum.
///
/// Everybody who knows the id can ask for the document, so it is drawn from a good source
/// of randomness and is not shown where it needn't be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId([u8; 16]);

/// A text that is no document id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadDocumentId {
    /// Not base58, or its checksum does not fit: usually a letter lost in copying.
    #[error("not a document id: the checksum does not fit")]
    Checksum,
    /// A valid checksum around something else than 16 bytes.
    #[error("not a document id: it does not hold 16 bytes")]
    Length,
}

impl DocumentId {
    /// The id made of these 16 bytes, random ones for a new document.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, for keys in stores.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The address `automerge:…` under which the whole ecosystem finds the document.
    pub fn url(&self) -> String {
        format!("{SCHEME}{self}")
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bs58::encode(self.0).with_check().into_string())
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

/// Reads the bare id, the `automerge:` address, and an address with heads behind `#`,
/// which are left out: we always open the newest state.
impl FromStr for DocumentId {
    type Err = BadDocumentId;

    fn from_str(text: &str) -> Result<Self, BadDocumentId> {
        let text = text.trim();
        let text = text.strip_prefix(SCHEME).unwrap_or(text);
        let text = text.split_once('#').map_or(text, |(id, _heads)| id);
        if text.len() > LONGEST_TEXT {
            return Err(BadDocumentId::Length);
        }
        let bytes = bs58::decode(text).with_check(None).into_vec();
        let bytes = bytes.map_err(|_| BadDocumentId::Checksum)?;
        bytes.try_into().map(Self).map_err(|_| BadDocumentId::Length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by automerge-repo 2.5.6 for the bytes 0 to 15.
    const OURS_AS_THEY_WRITE_IT: &str = "1Bhh3pU9gLXZiNDL6PEa1Gs9fh";

    fn counting() -> DocumentId {
        DocumentId::from_bytes(std::array::from_fn(|i| u8::try_from(i).unwrap()))
    }

    #[test]
    fn an_id_is_written_as_automerge_repo_writes_it() {
        assert_eq!(counting().to_string(), OURS_AS_THEY_WRITE_IT);
    }

    #[test]
    fn an_id_is_read_bare_as_an_address_and_with_heads() {
        for text in
            [counting().to_string(), counting().url(), format!("{}#abc|def", counting().url())]
        {
            assert_eq!(text.parse(), Ok(counting()), "{text}");
        }
    }

    #[test]
    fn a_mistyped_id_is_refused() {
        let typo = OURS_AS_THEY_WRITE_IT.replace("3p", "3q");
        assert_eq!(typo.parse::<DocumentId>(), Err(BadDocumentId::Checksum));
        assert_eq!("".parse::<DocumentId>(), Err(BadDocumentId::Checksum));
        assert_eq!("1".repeat(100_000).parse::<DocumentId>(), Err(BadDocumentId::Length));
        let short = bs58::encode([1, 2, 3]).with_check().into_string();
        assert_eq!(short.parse::<DocumentId>(), Err(BadDocumentId::Length));
    }
}
