//! What a device keeps of the publishing of one workspace: the last version, the key, what was chosen.

use causeway_publish::{Latest, PublishingKey, latest_in};
use serde::{Deserialize, Serialize};

use crate::state::publishing::Choices;

/// What is kept of the publishing of one workspace. The key in it is a secret: it is never printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The last version, as its `latest.json` says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
    /// The key, as its file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// What was chosen last: a name that was left out once isn't published by an oversight.
    #[serde(default)]
    pub choices: Choices,
}

/// Why a file is no earlier version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoVersion;

/// An earlier version that a person brings from another device.
pub struct Earlier(Latest);

impl Earlier {
    /// Reads a `latest.json`, or a page in one file.
    ///
    /// # Errors
    /// When it is neither.
    pub fn read(bytes: &[u8]) -> Result<Self, NoVersion> {
        let in_page = || latest_in(std::str::from_utf8(bytes).ok()?)?.ok();
        Latest::parse(bytes).ok().or_else(in_page).map(Self).ok_or(NoVersion)
    }
}

impl Ledger {
    /// Reads what was kept; an empty one where that can't be read.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// What is to be kept.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The last version of the publication.
    pub fn latest(&self) -> Option<Latest> {
        Latest::parse(self.latest.as_ref()?.as_bytes()).ok()
    }

    /// A version was published, or brought from another device.
    pub fn follow(&mut self, latest: &Latest) {
        self.latest = Some(latest.print());
    }

    /// Goes on from what a person brought.
    pub fn go_on(&mut self, Earlier(latest): &Earlier) {
        self.choices.is_signed |= latest.key.is_some();
        self.follow(latest);
    }

    /// The next version begins another publication.
    pub fn begin_anew(&mut self) {
        self.latest = None;
    }

    /// The key, if there is one.
    pub fn key(&self) -> Option<PublishingKey> {
        PublishingKey::parse(self.key.as_ref()?.as_bytes()).ok()
    }

    /// Keeps a key.
    pub fn keep_key(&mut self, key: &PublishingKey) {
        self.key = Some(key.print());
    }

    /// Whether readers who saw the last version would refuse the next one: it was signed with another key,
    /// or would not be signed any more.
    pub fn would_be_refused(&self) -> bool {
        let Some(before) = self.latest().and_then(|latest| latest.key) else { return false };
        let key = self.key().filter(|_| self.choices.is_signed);
        // A key that isn't there yet is made anew, and is another.
        key.is_none_or(|key| key.public() != before)
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger").field("choices", &self.choices).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use causeway_publish::{Draft, PublicationId};

    use super::*;

    fn latest(key: Option<&PublishingKey>) -> Latest {
        let created = "2026-11-30T12:00:00Z".parse().unwrap();
        let draft = Draft { title: "Growth".to_owned(), history: false, created, expires: None };
        let mut latest = Latest::first(PublicationId([1; 16]), draft, b"snapshot");
        if let Some(key) = key {
            latest.sign(key);
        }
        latest
    }

    #[test]
    fn what_is_kept_reads_back_and_never_prints_the_key() {
        let key = PublishingKey::from_seed([7; 32]);
        let mut ledger = Ledger::default();
        ledger.follow(&latest(None));
        ledger.keep_key(&key);
        let read = Ledger::read(&ledger.write());
        assert_eq!(read.latest().unwrap().sequence, 1);
        assert_eq!(read.key().unwrap().public(), key.public());
        assert!(!format!("{ledger:?}").contains("seed"));
        assert_eq!(Ledger::read("{"), Ledger::default());
    }

    #[test]
    fn an_earlier_version_is_gone_on_with_and_stays_signed() {
        let key = PublishingKey::from_seed([7; 32]);
        let earlier = Earlier::read(latest(Some(&key)).print().as_bytes()).ok().unwrap();
        let mut ledger = Ledger::default();
        ledger.go_on(&earlier);
        assert!(ledger.choices.is_signed);
        assert!(ledger.would_be_refused());
        ledger.keep_key(&key);
        assert!(!ledger.would_be_refused());
        assert!(Earlier::read(b"<p>hello</p>").is_err());
    }

    #[test]
    fn leaving_the_signature_out_would_be_refused() {
        let key = PublishingKey::from_seed([7; 32]);
        let mut ledger = Ledger::default();
        ledger.keep_key(&key);
        ledger.follow(&latest(Some(&key)));
        assert!(ledger.would_be_refused());
        ledger.choices.is_signed = true;
        assert!(!ledger.would_be_refused());
        ledger.begin_anew();
        ledger.choices.is_signed = false;
        assert!(!ledger.would_be_refused());
    }
}
