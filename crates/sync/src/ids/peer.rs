//! The names of those who sync: one per open copy of the program.

use std::fmt;

/// One running copy of a program that syncs: a relay, a tab, a stock client.
///
/// It says nothing about the person; that is in the presence payload.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerId(Box<str>);

/// One run of a sender of ephemeral messages. Within it their count only rises.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(Box<str>);

/// Between the peer that holds the socket and the tab it speaks for.
const WITHIN: char = '/';

impl PeerId {
    /// The most bytes a peer's name may have; longer ones are not from an honest client.
    pub const LONGEST: usize = 256;

    /// Takes a name as it is; none if it is empty or longer than [`PeerId::LONGEST`].
    pub fn new(name: &str) -> Option<Self> {
        let fits = !name.is_empty() && name.len() <= Self::LONGEST;
        fits.then(|| Self(name.into()))
    }

    /// A new name from random bytes.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(format!("peer-{}", bs58::encode(bytes).into_string()).into())
    }

    /// The name under which this peer passes on what `other`, a tab behind it, has said.
    ///
    /// A relay lets a connection speak only in its own name, and names within it, so that
    /// nobody can wear another's cursor.
    #[must_use]
    pub fn speaking_for(&self, other: &PeerId) -> Self {
        let mut name = format!("{}{WITHIN}{}", self.0, other.0);
        let mut end = name.len().min(Self::LONGEST);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
        Self(name.into())
    }

    /// True if this is `other`, or a tab that `other` speaks for.
    pub fn is_within(&self, other: &PeerId) -> bool {
        self.0
            .strip_prefix(&*other.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(WITHIN))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SessionId {
    /// The most bytes a session's name may have.
    pub const LONGEST: usize = 128;

    /// Takes a name as it is; none if it is empty or longer than [`SessionId::LONGEST`].
    pub fn new(name: &str) -> Option<Self> {
        let fits = !name.is_empty() && name.len() <= Self::LONGEST;
        fits.then(|| Self(name.into()))
    }

    /// A new name from random bytes.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(bs58::encode(bytes).into_string().into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PeerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PeerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PeerId({})", self.0)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionId({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(name: &str) -> PeerId {
        PeerId::new(name).unwrap()
    }

    #[test]
    fn a_peer_speaks_for_the_tabs_behind_it_and_for_nobody_else() {
        let (leader, tab) = (peer("leader"), peer("tab"));
        assert!(leader.speaking_for(&tab).is_within(&leader));
        assert!(leader.is_within(&leader));
        assert!(!peer("leader2").is_within(&leader));
        assert!(!tab.is_within(&leader));
    }

    #[test]
    fn no_name_is_empty_or_endless() {
        assert_eq!(PeerId::new(""), None);
        assert_eq!(PeerId::new(&"x".repeat(PeerId::LONGEST + 1)), None);
        let long = peer(&"é".repeat(PeerId::LONGEST / 2));
        assert!(long.speaking_for(&long).as_str().len() <= PeerId::LONGEST);
    }
}
