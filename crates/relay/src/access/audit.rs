//! The audit log: who was given what, and when, and what the operator did with the signing keys. One
//! JSON object a line, never a secret.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use causeway_sync::ids::DocumentId;
use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};

use crate::access::signing::SignerId;
use crate::access::{KeyId, Role};

/// Where the audit log is. It is opened for each line, so that it can be moved away at any time.
#[derive(Debug)]
pub(crate) struct Audit(PathBuf);

/// What was done with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// It was made.
    KeyMade,
    /// It is no longer good.
    KeyRevoked,
    /// A ticket was given for it.
    TicketIssued,
    /// Somebody has connected with it.
    Connected,
    /// The workspace was claimed, with this as the owner's key.
    Claimed,
    /// The workspace was deleted with it.
    Deleted,
}

/// What the operator did with a signing key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SigningWhat {
    /// It was made, and signs from then on.
    Rotated,
    /// It was forgotten, and with it all keys that it signed.
    Retired,
}

impl SigningWhat {
    fn word(self) -> &'static str {
        match self {
            Self::Rotated => "signing key rotated",
            Self::Retired => "signing key retired",
        }
    }
}

impl What {
    fn word(self) -> &'static str {
        match self {
            Self::KeyMade => "key made",
            Self::KeyRevoked => "key revoked",
            Self::TicketIssued => "ticket issued",
            Self::Connected => "connected",
            Self::Claimed => "workspace claimed",
            Self::Deleted => "workspace deleted",
        }
    }
}

impl Audit {
    pub(crate) fn at(file: &Path) -> Self {
        Self(file.to_owned())
    }

    /// Adds a line about a key. Blocks. A log that can't be written is said, and stops nobody.
    pub(crate) fn note(&self, what: What, document: DocumentId, key: (KeyId, Role), now: u64) {
        let (id, role) = key;
        self.add(&json!({
            "time": in_words(now),
            "what": what.word(),
            "document": document.to_string(),
            "key": id.to_string(),
            "role": role.word(),
        }));
    }

    /// Adds a line about a signing key: its name, not its secret. Blocks.
    pub(crate) fn note_signing(&self, what: SigningWhat, id: SignerId, now: u64) {
        self.add(&json!({
            "time": in_words(now),
            "what": what.word(),
            "signing_key": id.to_string(),
        }));
    }

    fn add(&self, line: &Value) {
        if let Err(error) = self.append(&format!("{line}\n")) {
            tracing::error!(%error, "the audit log could not be written");
        }
    }

    fn append(&self, line: &str) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.0)?.write_all(line.as_bytes())
    }
}

/// Seconds since 1970 as a time of RFC 3339, such as `2026-11-22T20:00:00Z`.
pub(crate) fn in_words(seconds: u64) -> Option<String> {
    let time = DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    Some(time.to_rfc3339_opts(SecondsFormat::Secs, true))
}
