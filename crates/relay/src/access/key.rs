//! What a key says, and the form in which people hold it.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use causeway_sync::ids::DocumentId;
use serde::{Deserialize, Serialize};

use crate::access::signing::{SIGNATURE_BYTES, SignerId, SigningKeys};

/// What every key begins with, so that people and scanners for leaked secrets know one.
const PREFIX: &str = "cwk-";

/// The first byte of a key: the form of the rest.
const FORM: u8 = 1;

/// Form, signer, document, role, expiry, id.
const CLAIM_BYTES: usize = 1 + 4 + 16 + 1 + 8 + 8;

/// What the holder of a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Edit, make and revoke keys, and delete the workspace from the relay.
    Owner,
    /// Read and edit.
    Edit,
    /// Read.
    View,
}

/// Names a key without giving it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct KeyId([u8; 8]);

/// What a key says, once its signature is known to be good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) document: DocumentId,
    pub(crate) role: Role,
    /// Seconds since 1970 from which it is no longer good; none if it is good for ever.
    pub(crate) expires: Option<u64>,
    pub(crate) id: KeyId,
    /// The secret that has signed it, or shall.
    pub(crate) signer: SignerId,
}

impl Role {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Edit => "edit",
            Self::View => "view",
        }
    }

    fn to_byte(self) -> u8 {
        match self {
            Self::Owner => 1,
            Self::Edit => 2,
            Self::View => 3,
        }
    }

    fn of_byte(byte: u8) -> Option<Self> {
        [Self::Owner, Self::Edit, Self::View].into_iter().find(|role| role.to_byte() == byte)
    }
}

impl KeyId {
    pub(crate) fn from_random(random: [u8; 8]) -> Self {
        Self(random)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", u64::from_be_bytes(self.0))
    }
}

impl FromStr for KeyId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(|number| Self(number.to_be_bytes()))
    }
}

impl Serialize for KeyId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for KeyId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Grant {
    /// The key that says this; one that is no good if its secret is retired.
    pub(crate) fn sealed(&self, signing: &SigningKeys) -> String {
        let mut bytes = Vec::with_capacity(CLAIM_BYTES + SIGNATURE_BYTES);
        bytes.push(FORM);
        bytes.extend(self.signer.to_bytes());
        bytes.extend(self.document.as_bytes());
        bytes.push(self.role.to_byte());
        bytes.extend(self.expires.unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend(self.id.0);
        let signature = signing.sign(self.signer, &bytes);
        bytes.extend(signature);
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What a key says; none unless one of the secrets has signed just that.
    pub(crate) fn opened(key: &str, signing: &SigningKeys) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(key.strip_prefix(PREFIX)?).ok()?;
        let (claim, signature) = bytes.split_at_checked(CLAIM_BYTES)?;
        let (form, rest) = claim.split_first()?;
        let (signer, rest) = rest.split_first_chunk()?;
        let signer = SignerId::from_bytes(*signer);
        if *form != FORM || !signing.verify(signer, claim, signature) {
            return None;
        }
        let (document, rest) = rest.split_first_chunk()?;
        let (role, rest) = rest.split_first()?;
        let (expires, id) = rest.split_first_chunk()?;
        let expires = u64::from_be_bytes(*expires);
        Some(Self {
            document: DocumentId::from_bytes(*document),
            role: Role::of_byte(*role)?,
            expires: (expires != u64::MAX).then_some(expires),
            id: KeyId(id.try_into().ok()?),
            signer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(signing: &SigningKeys) -> Grant {
        Grant {
            signer: signing.newest(),
            document: DocumentId::from_bytes([7; 16]),
            role: Role::View,
            expires: Some(1_800_000_000),
            id: KeyId([9; 8]),
        }
    }

    #[test]
    fn a_key_says_what_it_was_made_for() {
        let signing = SigningKeys::new_for_test();
        for expires in [None, Some(1_800_000_000)] {
            let grant = Grant { expires, ..grant(&signing) };
            assert_eq!(Grant::opened(&grant.sealed(&signing), &signing), Some(grant));
        }
    }

    #[test]
    fn a_key_can_stand_in_an_address_and_as_a_subprotocol() {
        let signing = SigningKeys::new_for_test();
        let key = grant(&signing).sealed(&signing);
        assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        assert!(key.len() < 110, "{}", key.len());
    }

    #[test]
    fn a_key_with_any_bit_flipped_is_no_key() {
        let signing = SigningKeys::new_for_test();
        let sealed = grant(&signing).sealed(&signing);
        let bytes = URL_SAFE_NO_PAD.decode(sealed.strip_prefix(PREFIX).unwrap()).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut forged = bytes.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            let forged = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(forged));
            assert_eq!(Grant::opened(&forged, &signing), None, "bit {bit}");
        }
    }

    #[test]
    fn what_is_cut_short_or_nonsense_is_no_key() {
        let signing = SigningKeys::new_for_test();
        let sealed = grant(&signing).sealed(&signing);
        for length in 0..sealed.len() {
            assert_eq!(Grant::opened(&sealed[..length], &signing), None);
        }
        assert_eq!(Grant::opened(&format!("{sealed}AAAA"), &signing), None);
        assert_eq!(Grant::opened("cwk-é", &signing), None);
    }
}
