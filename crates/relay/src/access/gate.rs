//! What a connection may do, and until when.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use causeway_sync::ids::DocumentId;

use crate::access::{Access, Grant, Keys, Role};

/// How long to sleep at most before a clock that may have been set is read again.
const LONGEST_SLEEP: Duration = Duration::from_secs(2);

/// How long to sleep at least, so that a clock which runs backwards costs nothing.
const SHORTEST_SLEEP: Duration = Duration::from_millis(5);

/// Decides who may open which document.
#[derive(Debug)]
pub(crate) enum Gate {
    /// Everybody may open all documents, except those that were claimed when the relay asked for
    /// keys: their ids stand in view links.
    Open { claimed: HashSet<DocumentId> },
    /// Only who holds a key.
    Keys(Arc<Keys>),
}

/// What a connection has shown at the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// Nothing, and nothing was asked for.
    Anyone,
    /// A key, or a ticket for it.
    Holder(Grant),
}

/// What a connection may do with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rights {
    Edit,
    View,
}

/// Why a pass is no longer good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Over {
    #[error("key revoked")]
    Revoked,
    #[error("key expired")]
    Expired,
    #[error("workspace deleted")]
    Deleted,
    /// The secret that has signed it is gone.
    #[error("key retired")]
    Retired,
}

impl Over {
    /// What it means, as a sentence for people.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Revoked => "The owner of this workspace has revoked this key.",
            Self::Expired => "This key has expired.",
            Self::Deleted => "The owner of this workspace has deleted it from this relay.",
            Self::Retired => "Whoever operates this relay has made this key worthless.",
        }
    }
}

impl Gate {
    pub(crate) fn access(&self) -> Access {
        match self {
            Self::Open { .. } => Access::Open,
            Self::Keys(_) => Access::Keys,
        }
    }

    /// The keys, if this relay asks for them.
    pub(crate) fn keys(&self) -> Option<&Arc<Keys>> {
        match self {
            Self::Open { .. } => None,
            Self::Keys(keys) => Some(keys),
        }
    }

    /// What a pass lets do with a document now; none if nothing.
    pub(crate) fn rights(&self, pass: &Pass, document: DocumentId) -> Option<Rights> {
        match (self, pass) {
            (Self::Open { claimed }, Pass::Anyone) => {
                (!claimed.contains(&document)).then_some(Rights::Edit)
            }
            (Self::Keys(keys), Pass::Holder(grant)) if grant.document == document => {
                keys.standing(grant).ok().map(Rights::of)
            }
            _ => None,
        }
    }

    /// Returns when a pass is no longer good.
    pub(crate) async fn over(&self, pass: &Pass) -> Over {
        let (Self::Keys(keys), Pass::Holder(grant)) = (self, pass) else {
            return std::future::pending().await;
        };
        let mut changes = keys.changes();
        loop {
            if let Err(over) = keys.standing(grant) {
                return over;
            }
            tokio::select! {
                // An error is not possible while the register is here.
                _ = changes.changed() => {}
                () = until(grant.expires) => {}
            }
        }
    }
}

impl Rights {
    pub(crate) fn of(role: Role) -> Self {
        match role {
            Role::Owner | Role::Edit => Self::Edit,
            Role::View => Self::View,
        }
    }
}

/// Returns at that time of the system's clock, or somewhat earlier; never, if there is none.
async fn until(seconds: Option<u64>) {
    match seconds {
        Some(seconds) => {
            let at = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
            let left = at.and_then(|at| at.duration_since(SystemTime::now()).ok());
            tokio::time::sleep(left.unwrap_or_default().clamp(SHORTEST_SLEEP, LONGEST_SLEEP)).await;
        }
        None => std::future::pending().await,
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}
