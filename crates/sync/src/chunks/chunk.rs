//! One chunk, and the name that its contents give it.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

/// Some changes of a document, saved by Automerge, under the hash of their bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Chunk {
    key: ChunkKey,
    bytes: Vec<u8>,
}

/// The name of a chunk: what kind it is of, and the SHA-256 of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChunkKey {
    kind: ChunkKind,
    hash: [u8; 32],
}

/// Whether a chunk holds a whole document or some changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChunkKind {
    /// All changes of a document up to some heads.
    Snapshot,
    /// The changes since other chunks.
    Incremental,
}

/// A text or bytes that name no chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a chunk")]
pub struct BadChunkKey;

impl Chunk {
    /// Names these bytes by what they are.
    pub fn new(kind: ChunkKind, bytes: Vec<u8>) -> Self {
        let hash = Sha256::digest(&bytes).into();
        Self { key: ChunkKey { kind, hash }, bytes }
    }

    /// What a store found under a name, not yet checked against it.
    pub fn stored(key: ChunkKey, bytes: Vec<u8>) -> Self {
        Self { key, bytes }
    }

    /// True if the bytes are what the name says.
    pub fn is_intact(&self) -> bool {
        let hash: [u8; 32] = Sha256::digest(&self.bytes).into();
        hash == self.key.hash
    }

    /// The name.
    pub fn key(&self) -> ChunkKey {
        self.key
    }

    /// The bytes, as Automerge saved them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, given away.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl ChunkKey {
    /// The length of a key's byte form.
    pub const BYTES: usize = 33;

    /// What kind of chunk it names.
    pub fn kind(&self) -> ChunkKind {
        self.kind
    }

    /// The key as bytes, the kind first, for stores whose keys are bytes.
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[0] = match self.kind {
            ChunkKind::Snapshot => b's',
            ChunkKind::Incremental => b'i',
        };
        bytes[1..].copy_from_slice(&self.hash);
        bytes
    }

    /// Reads what [`ChunkKey::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadChunkKey> {
        let (kind, hash) = bytes.split_first().ok_or(BadChunkKey)?;
        let kind = match kind {
            b's' => ChunkKind::Snapshot,
            b'i' => ChunkKind::Incremental,
            _ => return Err(BadChunkKey),
        };
        Ok(Self { kind, hash: hash.try_into().map_err(|_| BadChunkKey)? })
    }
}

/// A letter for the kind, and the hash in hexadecimal: for stores whose keys are texts.
impl fmt::Display for ChunkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ChunkKind::Snapshot => "s",
            ChunkKind::Incremental => "i",
        })?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ChunkKey {
    type Err = BadChunkKey;

    fn from_str(text: &str) -> Result<Self, BadChunkKey> {
        let text = text.as_bytes();
        if text.len() != 1 + 64 {
            return Err(BadChunkKey);
        }
        let mut bytes = [text[0]; Self::BYTES];
        for (byte, digits) in bytes[1..].iter_mut().zip(text[1..].chunks_exact(2)) {
            *byte = hex_digit(digits[0])? << 4 | hex_digit(digits[1])?;
        }
        Self::from_bytes(&bytes)
    }
}

fn hex_digit(digit: u8) -> Result<u8, BadChunkKey> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(BadChunkKey),
    }
}

impl fmt::Debug for ChunkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChunkKey({self})")
    }
}

impl fmt::Debug for Chunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chunk({}, {} bytes)", self.key, self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_both_of_its_forms() {
        for kind in [ChunkKind::Snapshot, ChunkKind::Incremental] {
            let key = Chunk::new(kind, b"abc".to_vec()).key();
            assert_eq!(key.to_string().parse(), Ok(key));
            assert_eq!(ChunkKey::from_bytes(&key.to_bytes()), Ok(key));
        }
    }

    #[test]
    fn other_texts_and_bytes_name_no_chunk() {
        for text in ["", "s", &"x".repeat(65), &"s".repeat(65), &"é".repeat(33)] {
            assert_eq!(text.parse::<ChunkKey>(), Err(BadChunkKey), "{text}");
        }
        assert_eq!(ChunkKey::from_bytes(&[0; 33]), Err(BadChunkKey));
        assert_eq!(ChunkKey::from_bytes(b"s"), Err(BadChunkKey));
    }

    #[test]
    fn a_turned_bit_shows() {
        let chunk = Chunk::new(ChunkKind::Snapshot, b"abc".to_vec());
        assert!(chunk.is_intact());
        assert!(!Chunk::stored(chunk.key(), b"abd".to_vec()).is_intact());
    }
}
