//! What a device remembers of a publication: the newest version it saw, and what its reader looked at.

use causeway_model::Date;
use causeway_model::time::{parse_date, print_date};
use serde::{Deserialize, Serialize};

/// One version of a publication, as far as remembering goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its place in the series.
    pub sequence: u64,
    /// The hash of its snapshot.
    pub sha256: String,
    /// The public key that signed it, if one did.
    pub key: Option<String>,
    /// Whether it comes before what this device has seen, or differs from it: then it is shown and
    /// not remembered.
    pub is_odd: bool,
}

/// What is remembered of one publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The highest sequence that was seen.
    pub sequence: u64,
    /// The hash of its snapshot.
    pub sha256: String,
    /// The key that signed the first signed version: no other may sign from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What was looked at last.
    looked: Look,
    /// What was looked at before that, until the reader has seen what changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Look>,
}

/// A version, and the last day on which it was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its place in the series.
    pub sequence: u64,
    /// The hash of its snapshot.
    pub sha256: String,
    /// The day, as a file writes it.
    on: String,
}

impl Look {
    fn at(version: &Version, today: Date) -> Self {
        let Version { sequence, sha256, .. } = version.clone();
        Self { sequence, sha256, on: print_date(today) }
    }

    /// The last day on which it was looked at.
    pub fn on(&self) -> Option<Date> {
        parse_date(&self.on)
    }
}

impl Memory {
    /// Whether the version that was looked at last is the same in both.
    pub fn looks_at_what(&self, other: &Self) -> bool {
        (self.looked.sequence, &self.looked.sha256) == (other.looked.sequence, &other.looked.sha256)
    }

    /// Reads what was kept; `None` where it can't be read.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// What is to be kept.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What is remembered once a version was looked at.
    #[must_use]
    pub fn after(memory: Option<Self>, version: &Version, today: Date) -> Option<Self> {
        if version.is_odd {
            return memory;
        }
        let look = Look::at(version, today);
        let Version { sequence, sha256, key, .. } = version.clone();
        let Some(before) = memory else {
            return Some(Self { sequence, sha256, key, looked: look, before: None });
        };
        let is_another = before.looked.sha256 != sha256;
        Some(Self {
            sequence,
            sha256,
            key: before.key.or(key),
            before: if is_another { Some(before.looked) } else { before.before },
            looked: look,
        })
    }

    /// What the reader looked at before the version that is shown.
    pub fn before(&self) -> Option<&Look> {
        self.before.as_ref()
    }

    /// The reader has seen what changed: from now on the version that is shown is what changes are told from.
    pub fn settle(&mut self) {
        self.before = None;
    }

    /// The snapshots that are still needed, by their hashes.
    pub fn snapshots(&self) -> impl Iterator<Item = &str> {
        [Some(&self.looked), self.before.as_ref()]
            .into_iter()
            .flatten()
            .map(|look| look.sha256.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    fn version(sequence: u64) -> Version {
        Version { sequence, sha256: format!("hash-{sequence}"), key: None, is_odd: false }
    }

    fn after(memory: Option<Memory>, version: &Version, today: &str) -> Memory {
        Memory::after(memory, version, day(today)).unwrap()
    }

    #[test]
    fn the_first_look_has_nothing_before_it() {
        let memory = after(None, &version(3), "2026-11-02");
        assert_eq!((memory.sequence, memory.before()), (3, None));
    }

    #[test]
    fn a_second_version_is_told_from_the_last_look_at_the_first() {
        let memory = after(None, &version(1), "2026-11-02");
        let memory = after(Some(memory), &version(1), "2026-11-09");
        let memory = after(Some(memory), &version(2), "2026-11-20");
        let before = memory.before().unwrap();
        assert_eq!((before.sequence, before.on()), (1, Some(day("2026-11-09"))));
        assert_eq!(memory.snapshots().collect::<Vec<_>>(), ["hash-2", "hash-1"]);
    }

    #[test]
    fn what_changed_is_told_again_after_a_reload_until_it_was_seen() {
        let memory = after(None, &version(1), "2026-11-02");
        let memory = after(Some(memory), &version(2), "2026-11-20");
        let mut memory = after(Some(memory), &version(2), "2026-11-21");
        assert_eq!(memory.before().unwrap().sequence, 1);
        memory.settle();
        assert_eq!(memory.before(), None);
        let memory = after(Some(memory), &version(3), "2026-11-22");
        assert_eq!(memory.before().unwrap().sequence, 2);
    }

    #[test]
    fn a_tab_that_shows_an_older_version_is_told_from_what_another_has_seen_since() {
        let shown = after(None, &version(1), "2026-11-02");
        let same = after(Some(shown.clone()), &version(1), "2026-11-03");
        assert!(same.looks_at_what(&shown));
        assert!(!after(Some(same), &version(2), "2026-11-03").looks_at_what(&shown));
    }

    #[test]
    fn an_old_or_forked_version_changes_nothing_that_is_remembered() {
        let memory = after(None, &version(4), "2026-11-02");
        let odd = Version { is_odd: true, ..version(2) };
        assert_eq!(after(Some(memory.clone()), &odd, "2026-11-03"), memory);
        assert_eq!(Memory::after(None, &odd, day("2026-11-03")), None);
    }

    #[test]
    fn the_first_key_that_signed_stays() {
        let signed = |sequence, key: &str| Version { key: Some(key.into()), ..version(sequence) };
        let memory = after(None, &version(1), "2026-11-02");
        let memory = after(Some(memory), &signed(2, "ana"), "2026-11-03");
        let memory = after(Some(memory), &signed(3, "ben"), "2026-11-04");
        assert_eq!(memory.key.as_deref(), Some("ana"));
    }

    #[test]
    fn what_is_written_reads_back_and_what_is_broken_is_nothing() {
        let memory = after(None, &version(1), "2026-11-02");
        assert_eq!(Memory::read(&memory.write()), Some(memory));
        assert_eq!(Memory::read(b"{\"sequence\": \"many\"}"), None);
    }
}
