//! How safe the work is: what the one status of the app says, as facts for the views to word.

use crate::state::access::Shut;

/// Whether what was typed is stored on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveStatus {
    /// All of it.
    #[default]
    Saved,
    /// The rest is on its way: a matter of milliseconds.
    Saving,
    /// Some of it is in memory only, and writing it failed; it is tried again.
    Failing(StorageTrouble),
    /// All of it is in memory only: this browser keeps nothing for this page.
    MemoryOnly(StorageTrouble),
}

/// What keeps this device from storing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageTrouble {
    /// The disk, or this site's share of it, is full: export now.
    Full,
    /// The browser doesn't open its storage: a private window, or a broken profile.
    Closed,
    /// Something else went wrong.
    Broken,
}

/// Whether what was typed is at the relay as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncStatus {
    /// The workspace has no relay: it lives on this device only.
    #[default]
    Alone,
    /// The relay is being called for the first time since the workspace opened.
    Connecting,
    /// The relay is there, and what it has and what is here are being brought together.
    Syncing,
    /// The relay has all that is here.
    Synced,
    /// The relay can't be reached; this many changes will sync.
    Offline(usize),
    /// The relay refused, for a reason that trying again won't mend.
    Refused,
    /// The relay lets this device in no more.
    Shut(Shut),
}

/// Why work is at risk, worst first: what the banner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// What was typed can't be stored: it offers a download.
    NotStored(StorageTrouble),
    /// There is little room left for more.
    NearlyFull,
}

impl SaveStatus {
    /// The trouble that a banner must say, if any.
    pub fn alarm(self) -> Option<Alarm> {
        match self {
            Self::Failing(trouble) | Self::MemoryOnly(trouble) => Some(Alarm::NotStored(trouble)),
            Self::Saved | Self::Saving => None,
        }
    }
}
