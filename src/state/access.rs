//! What this device may do with a workspace, and the keys that say so.

mod api;
mod keyring;
mod others;

pub use api::{KeyEntry, Mode, NoAnswer, OwnKeys, RelayApi};
pub use keyring::Keyring;
pub use others::may_be_reached;

use serde::{Deserialize, Serialize};

use crate::i18n::Key;

/// What a key lets its holder do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Read: nothing that edits is offered.
    View,
    /// Read and edit.
    Edit,
    /// Edit, and give out and revoke keys.
    Owner,
}

impl Role {
    /// Whether the document may be changed.
    pub fn may_edit(self) -> bool {
        self != Self::View
    }

    /// The word of the relay's answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Edit => "edit",
            Self::Owner => "owner",
        }
    }

    /// What it is called.
    pub fn label(self) -> Key {
        match self {
            Self::View => Key::RoleView,
            Self::Edit => Key::RoleEdit,
            Self::Owner => Key::RoleOwner,
        }
    }
}

/// Why a relay lets this device in no more; trying again won't mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shut {
    /// The owner took the key back.
    KeyRevoked,
    /// The key's time is over.
    KeyExpired,
    /// The owner deleted the workspace from the relay.
    WorkspaceDeleted,
    /// The relay has never given out this key.
    NoKey,
}

impl Shut {
    /// Every reason.
    pub const ALL: [Self; 4] =
        [Self::KeyRevoked, Self::KeyExpired, Self::WorkspaceDeleted, Self::NoKey];

    /// The relay's code for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::KeyRevoked => "key-revoked",
            Self::KeyExpired => "key-expired",
            Self::WorkspaceDeleted => "workspace-deleted",
            Self::NoKey => "no-key",
        }
    }

    /// The reason that a relay gives, as a code or in the words of a closing socket.
    pub fn parse(said: &str) -> Option<Self> {
        let code = said.trim().to_ascii_lowercase().replace(' ', "-");
        Self::ALL.into_iter().find(|shut| shut.word() == code)
    }
}

/// A key as it stands in a link. It is a secret: it is never shown where it wasn't asked for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccessKey(String);

impl AccessKey {
    /// Reads a key; `None` for what can't be one.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        let is_key = (8..=600).contains(&text.len()) && text.bytes().all(is_plain);
        is_key.then(|| Self(text.to_owned()))
    }

    /// The key as text, for a link or for the relay that gave it out.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_letters_and_never_printed() {
        let key = AccessKey::parse("cwk-AQAAAAB_x-9").unwrap();
        assert_eq!(format!("{key:?}"), "AccessKey(…)");
        for text in ["", "short", "with space in it", "cwk-é9999999", "a&b=cccccccc"] {
            assert!(AccessKey::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_reason_is_known_by_its_code_and_by_the_words_of_a_closing_socket() {
        for shut in Shut::ALL {
            assert_eq!(Shut::parse(shut.word()), Some(shut));
        }
        assert_eq!(Shut::parse("key revoked"), Some(Shut::KeyRevoked));
        assert_eq!(Shut::parse("going away"), None);
    }
}
