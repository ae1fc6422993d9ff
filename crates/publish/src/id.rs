//! What a publication is called, in all its versions.

use std::fmt;
use std::str::FromStr;

/// Base58 decoding takes quadratic time; 20 bytes never need more characters than this.
const LONGEST: usize = 32;

/// The id of a publication: 16 random bytes, written as base58 with a checksum.
///
/// It is drawn for the publication, and says nothing of the workspace or the document in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicationId(pub [u8; 16]);

/// A text that is no id of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a publication")]
pub struct BadPublicationId;

impl fmt::Display for PublicationId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&bs58::encode(self.0).with_check().into_string())
    }
}

impl fmt::Debug for PublicationId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PublicationId({self})")
    }
}

impl FromStr for PublicationId {
    type Err = BadPublicationId;

    fn from_str(text: &str) -> Result<Self, BadPublicationId> {
        if text.len() > LONGEST {
            return Err(BadPublicationId);
        }
        let bytes = bs58::decode(text).with_check(None).into_vec().map_err(|_| BadPublicationId)?;
        bytes.try_into().map(Self).map_err(|_| BadPublicationId)
    }
}
