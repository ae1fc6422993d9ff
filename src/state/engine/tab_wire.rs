//! What the tabs of one browser say to each other about one workspace.
//!
//! One tab leads: it holds the relay's socket, and the others sync with it as if it were the relay.
//! Where a browser has no locks every tab leads; then they all sync with each other as well, but
//! pass on nothing that is said in passing, which would go round in circles.

use causeway_sync::ids::PeerId;
use causeway_sync::wire::{self, Frame};

use crate::state::access::Shut;
use crate::state::status::SyncStatus;

/// A message between tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TabMessage {
    /// The sender leads from now on: join it.
    Leads {
        /// The sender.
        from: PeerId,
    },
    /// The sender would sync with whoever leads.
    Joins {
        /// The sender.
        from: PeerId,
        /// Whether it leads as well, as all do where there are no locks.
        leads: bool,
    },
    /// The sender leads, and syncs with the one that joined.
    Welcomes {
        /// The sender.
        from: PeerId,
        /// The one that joined.
        to: PeerId,
        /// Whether the one that joined leads as well.
        leads: bool,
    },
    /// The sender closes.
    Leaves {
        /// The sender.
        from: PeerId,
    },
    /// How the sender, which leads, stands with the relay.
    Stands {
        /// The sender.
        from: PeerId,
        /// How it stands.
        status: SyncStatus,
    },
    /// The keys of the workspace changed in the store.
    Keys {
        /// The sender.
        from: PeerId,
    },
    /// A frame of the sync protocol, which names its receiver.
    Says {
        /// The sender, which may pass on what another said first.
        from: PeerId,
        /// The frame.
        frame: Frame,
    },
}

const LEADS: u8 = 1;
const JOINS: u8 = 2;
const WELCOMES: u8 = 3;
const LEAVES: u8 = 4;
const STANDS: u8 = 5;
const SAYS: u8 = 6;
const KEYS: u8 = 7;

impl TabMessage {
    /// The message as bytes: a number for its kind, then its parts.
    pub(super) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Leads { from } => parts(LEADS, &[from.as_str()]),
            Self::Joins { from, leads } => parts(JOINS, &[from.as_str(), flag(*leads)]),
            Self::Welcomes { from, to, leads } => {
                parts(WELCOMES, &[from.as_str(), to.as_str(), flag(*leads)])
            }
            Self::Leaves { from } => parts(LEAVES, &[from.as_str()]),
            Self::Keys { from } => parts(KEYS, &[from.as_str()]),
            Self::Stands { from, status } => parts(STANDS, &[from.as_str(), &word(*status)]),
            Self::Says { from, frame } => {
                let mut bytes = parts(SAYS, &[from.as_str(), ""]);
                bytes.extend(wire::encode(frame));
                bytes
            }
        }
    }

    /// Reads a message; `None` for one of a newer app, or none of ours.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        if *kind == SAYS {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let from = PeerId::new(std::str::from_utf8(&rest[..end]).ok()?)?;
            return Some(Self::Says { from, frame: wire::decode(&rest[end + 1..]).ok()? });
        }
        let mut parts = std::str::from_utf8(rest).ok()?.split('\n');
        let from = PeerId::new(parts.next()?)?;
        Some(match *kind {
            LEADS => Self::Leads { from },
            JOINS => Self::Joins { from, leads: is_set(parts.next()?) },
            WELCOMES => {
                let to = PeerId::new(parts.next()?)?;
                Self::Welcomes { from, to, leads: is_set(parts.next()?) }
            }
            LEAVES => Self::Leaves { from },
            KEYS => Self::Keys { from },
            STANDS => Self::Stands { from, status: status(parts.next()?)? },
            _ => return None,
        })
    }
}

/// Our peers' names are drawn here, so no line break is in any.
fn parts(kind: u8, parts: &[&str]) -> Vec<u8> {
    let mut bytes = vec![kind];
    bytes.extend(parts.join("\n").bytes());
    bytes
}

fn flag(is_set: bool) -> &'static str {
    if is_set { "1" } else { "0" }
}

fn is_set(flag: &str) -> bool {
    flag == "1"
}

fn word(status: SyncStatus) -> String {
    match status {
        SyncStatus::Alone => "alone".to_owned(),
        SyncStatus::Connecting => "connecting".to_owned(),
        SyncStatus::Syncing => "syncing".to_owned(),
        SyncStatus::Synced => "synced".to_owned(),
        SyncStatus::Refused => "refused".to_owned(),
        SyncStatus::Shut(why) => why.word().to_owned(),
        SyncStatus::Offline(changes) => changes.to_string(),
    }
}

fn status(word: &str) -> Option<SyncStatus> {
    Some(match word {
        "alone" => SyncStatus::Alone,
        "connecting" => SyncStatus::Connecting,
        "syncing" => SyncStatus::Syncing,
        "synced" => SyncStatus::Synced,
        "refused" => SyncStatus::Refused,
        other => match Shut::parse(other) {
            Some(why) => SyncStatus::Shut(why),
            None => SyncStatus::Offline(other.parse().ok()?),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(name: &str) -> PeerId {
        PeerId::new(name).unwrap()
    }

    #[test]
    fn what_one_tab_says_another_hears() {
        let messages = [
            TabMessage::Leads { from: peer("a") },
            TabMessage::Joins { from: peer("a"), leads: true },
            TabMessage::Welcomes { from: peer("a"), to: peer("b"), leads: false },
            TabMessage::Leaves { from: peer("a") },
            TabMessage::Stands { from: peer("a"), status: SyncStatus::Offline(12) },
            TabMessage::Stands { from: peer("a"), status: SyncStatus::Synced },
            TabMessage::Stands { from: peer("a"), status: SyncStatus::Shut(Shut::KeyExpired) },
            TabMessage::Keys { from: peer("a") },
            TabMessage::Says { from: peer("a"), frame: Frame::Leave(peer("b")) },
        ];
        for message in messages {
            assert_eq!(TabMessage::decode(&message.encode()), Some(message));
        }
    }

    #[test]
    fn what_no_tab_says_is_passed_over() {
        for bytes in [
            &[][..],
            &[0],
            &[9, 97],
            &[JOINS],
            &[STANDS, 97, 10, 120],
            &[SAYS, 97, 10],
            &[LEADS, 255],
        ] {
            assert_eq!(TabMessage::decode(bytes), None, "{bytes:?}");
        }
    }
}
