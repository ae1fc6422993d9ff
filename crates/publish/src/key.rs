//! The key that says who published: Ed25519.
//!
//! Signing needs no randomness. Keys are made of seeds that come from outside.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};

use crate::hash::Hash;

/// What a file with a publishing key says it is.
const FORMAT: &str = "causeway-publishing-key/1";

/// The key of a publisher, to be kept from everybody else.
#[derive(Clone)]
pub struct PublishingKey(SigningKey);

/// Why a text is no publishing key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// It isn't JSON, or of another kind.
    #[error("it is no {FORMAT}")]
    Format,
    /// Its seed isn't 32 bytes in base64.
    #[error("its seed is not 32 bytes in base64")]
    Seed,
    /// Its public half belongs to another seed.
    #[error("its public key does not belong to its seed")]
    Public,
}

impl PublishingKey {
    /// The key that grows from 32 random bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// Its public half, which every signed version carries.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// The key as a small file, to be kept and carried to other devices.
    pub fn print(&self) -> String {
        let key = json!({
            "format": FORMAT,
            "seed": STANDARD.encode(self.0.to_bytes()),
            "public": self.public().to_string(),
        });
        format!("{key:#}\n")
    }

    /// Reads such a file; unknown keys are ignored.
    ///
    /// # Errors
    /// When it is none, or its halves don't belong together.
    pub fn parse(text: &[u8]) -> Result<Self, BadKey> {
        let json: Value = serde_json::from_slice(text).map_err(|_| BadKey::Format)?;
        if json["format"] != FORMAT {
            return Err(BadKey::Format);
        }
        let seed = json["seed"].as_str().and_then(|text| STANDARD.decode(text).ok());
        let seed = seed.and_then(|seed| seed.try_into().ok()).ok_or(BadKey::Seed)?;
        let key = Self::from_seed(seed);
        match json.get("public") {
            Some(public) if *public != key.public().to_string() => Err(BadKey::Public),
            _ => Ok(key),
        }
    }

    pub(crate) fn sign(&self, text: &[u8]) -> Signature {
        Signature(self.0.sign(text).to_bytes())
    }
}

/// Never shows the key.
impl fmt::Debug for PublishingKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PublishingKey(of {})", self.public())
    }
}

/// The public half of a publisher's key, written in base64.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// Reads 32 bytes in base64.
    pub fn parse(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// What people compare to know the key again: the first half of its hash, in groups of four digits.
    ///
    /// Half is enough: nobody makes another key with these 128 bits.
    pub fn fingerprint(&self) -> String {
        let digits = Hash::of(&self.0).to_string();
        let groups: Vec<&str> =
            (0..8).filter_map(|group| digits.get(4 * group..4 * group + 4)).collect();
        groups.join(" ")
    }

    /// Whether whoever holds the other half signed this text.
    pub(crate) fn has_signed(&self, text: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        // Strict: weak keys, under which one signature fits many texts, count as forged.
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(text, &signature).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PublicKey({self})")
    }
}

/// An Ed25519 signature, written in base64.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

impl Signature {
    /// Reads 64 bytes in base64.
    pub fn parse(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Signature({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_file_and_is_never_shown_otherwise() {
        let key = PublishingKey::from_seed([7; 32]);
        let read = PublishingKey::parse(key.print().as_bytes()).unwrap();
        assert_eq!(read.public(), key.public());
        assert!(!format!("{key:?}").contains(&STANDARD.encode([7; 32])));
    }

    #[test]
    fn a_file_that_is_no_key_says_why() {
        let good = PublishingKey::from_seed([7; 32]).print();
        let public = PublishingKey::from_seed([8; 32]).public().to_string();
        let other = good.replace(&PublishingKey::from_seed([7; 32]).public().to_string(), &public);
        let cases = [
            ("", BadKey::Format),
            (r#"{"format": "causeway-publishing-key/2"}"#, BadKey::Format),
            (r#"{"format": "causeway-publishing-key/1", "seed": "AAAA"}"#, BadKey::Seed),
            (other.as_str(), BadKey::Public),
        ];
        for (text, why) in cases {
            assert_eq!(PublishingKey::parse(text.as_bytes()).unwrap_err(), why, "{text}");
        }
    }

    #[test]
    fn a_key_is_known_by_the_first_half_of_its_hash() {
        // What `sha256sum` says of 32 zeros.
        let fingerprint = "6668 7aad f862 bd77 6c8f c18b 8e9f 8e20";
        assert_eq!(PublicKey([0; 32]).fingerprint(), fingerprint);
    }

    #[test]
    fn a_weak_key_signs_nothing() {
        // The neutral point: with it, some signatures fit every text.
        let mut weak = [0; 32];
        weak[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!PublicKey(weak).has_signed(b"anything", &Signature(signature)));
    }
}
