//! The name under which one opening of a document writes.

use automerge::ActorId;

/// Sixteen random bytes, fresh for every opening of a document.
///
/// Never stored and never derived from anything: two openings that reuse one (two tabs, a
/// copied profile) write different changes under one number, and break sync for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorSeed(pub [u8; 16]);

impl ActorSeed {
    pub(crate) fn actor(self) -> ActorId {
        ActorId::from(self.0)
    }
}

/// As the model's `actors` writes it: hexadecimal digits.
impl std::fmt::Display for ActorSeed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}
