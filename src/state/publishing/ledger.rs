//! What a device keeps of the publishing of one workspace: the last version, the key, what was chosen.

use causeway_publish::{Latest, PublicKey, PublishingKey, latest_in};
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
    /// Whether the next version begins a publication in the place of one that was signed: whoever has read that
    /// one would be refused it at the same address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_elsewhere: bool,
    /// What was chosen last: a name that was left out once isn't published by an oversight.
    #[serde(default)]
    pub choices: Choices,
}

/// Why a file is no earlier version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoVersion;

/// What is kept can't be read, so that it may not be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// An earlier version that a person brings from another device.
pub struct Earlier(Latest);

impl Earlier {
    /// Reads a `latest.json`, or a page in one file.
    ///
    /// # Errors
    /// When it is neither, or no version may follow it.
    pub fn read(bytes: &[u8]) -> Result<Self, NoVersion> {
        let in_page = || latest_in(std::str::from_utf8(bytes).ok()?)?.ok();
        let latest = Latest::parse(bytes).ok().or_else(in_page).ok_or(NoVersion)?;
        latest.check().map(|()| Self(latest)).map_err(|_| NoVersion)
    }
}

impl Ledger {
    /// Reads what was kept.
    ///
    /// # Errors
    /// When any of it can't be read: what would be left out would be lost with the next writing.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let ledger: Self = serde_json::from_str(text).map_err(|_| Unreadable)?;
        let is_whole = ledger.latest.is_some() == ledger.latest().is_some()
            && ledger.key.is_some() == ledger.key().is_some();
        if is_whole { Ok(ledger) } else { Err(Unreadable) }
    }

    /// What is kept once it was changed; `aside` is what could not be read and lies elsewhere by now.
    ///
    /// # Errors
    /// When what is kept can't be read, and isn't that.
    pub fn changed(
        kept: Option<&str>,
        aside: Option<&str>,
        change: impl FnOnce(&mut Self),
    ) -> Result<Self, Unreadable> {
        let kept = kept.filter(|kept| aside != Some(*kept));
        let mut ledger = kept.map(Self::read).transpose()?.unwrap_or_default();
        change(&mut ledger);
        Ok(ledger)
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
        self.is_elsewhere = false;
    }

    /// Goes on from what a person brought.
    pub fn go_on(&mut self, Earlier(latest): &Earlier) {
        self.choices.is_signed |= latest.key.is_some();
        self.follow(latest);
    }

    /// The next version begins another publication.
    pub fn begin_anew(&mut self) {
        self.is_elsewhere |= self.latest().is_some_and(|latest| latest.key.is_some());
        self.latest = None;
    }

    /// Whether the publication that begins must lie at another address than the one before it.
    pub fn is_elsewhere(&self) -> bool {
        self.is_elsewhere
    }

    /// Takes its place in the series for a version that goes on from `before` and was signed with `key`; says whether
    /// it could: another tab may have published, or brought another key.
    pub fn claim(
        &mut self,
        before: Option<&Latest>,
        key: Option<&PublishingKey>,
        version: &Latest,
    ) -> bool {
        let same_key = key.is_none_or(|key| self.public() == Some(key.public()));
        let is_free = self.latest().as_ref() == before && same_key;
        if is_free {
            self.follow(version);
        }
        is_free
    }

    /// Gives a claimed place back: nothing came of the version, and the series is where it was `before`.
    pub fn give_back(&mut self, before: &Self, version: &Latest) {
        if self.latest().as_ref() == Some(version) {
            self.latest.clone_from(&before.latest);
            self.is_elsewhere = before.is_elsewhere;
        }
    }

    fn public(&self) -> Option<PublicKey> {
        self.key().map(|key| key.public())
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
        let read = Ledger::read(&ledger.write()).unwrap();
        assert_eq!(read.latest().unwrap().sequence, 1);
        assert_eq!(read.key().unwrap().public(), key.public());
        assert!(!format!("{ledger:?}").contains("seed"));
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over_unless_it_lies_aside() {
        let key = r#"{"key": "{}"}"#;
        let latest = r#"{"latest": "{}"}"#;
        for kept in ["{", key, latest] {
            assert_eq!(Ledger::changed(Some(kept), None, |_| ()), Err(Unreadable), "{kept}");
            assert_eq!(Ledger::changed(Some(kept), Some("other"), |_| ()), Err(Unreadable));
            assert_eq!(Ledger::changed(Some(kept), Some(kept), |_| ()), Ok(Ledger::default()));
        }
    }

    #[test]
    fn a_key_that_another_tab_has_saved_meanwhile_is_kept() {
        let key = PublishingKey::from_seed([7; 32]);
        let mut theirs = Ledger::default();
        theirs.keep_key(&key);
        let choose = |ledger: &mut Ledger| ledger.choices.is_signed = true;
        let kept = Ledger::changed(Some(&theirs.write()), None, choose).unwrap();
        assert!(kept.choices.is_signed);
        assert_eq!(kept.public(), Some(key.public()));
    }

    #[test]
    fn two_tabs_publish_no_two_versions_under_one_number() {
        let key = PublishingKey::from_seed([7; 32]);
        let (mut ledger, version) = (Ledger::default(), latest(None));
        assert!(ledger.claim(None, None, &version));
        assert!(!ledger.claim(None, None, &version));
        let next = Latest { sequence: 2, ..version.clone() };
        assert!(!ledger.claim(Some(&version), Some(&key), &next));
        ledger.keep_key(&key);
        assert!(ledger.claim(Some(&version), Some(&key), &next));
    }

    #[test]
    fn a_place_that_is_given_back_leaves_the_series_as_it_was() {
        let mut ledger = Ledger::default();
        ledger.follow(&latest(Some(&PublishingKey::from_seed([7; 32]))));
        ledger.begin_anew();
        let (before, version) = (ledger.clone(), latest(None));
        assert!(ledger.claim(None, None, &version));
        assert!(!ledger.is_elsewhere());
        ledger.give_back(&before, &version);
        assert_eq!(ledger, before);
    }

    #[test]
    fn a_publication_in_the_place_of_a_signed_one_belongs_elsewhere() {
        let mut ledger = Ledger::default();
        ledger.follow(&latest(None));
        ledger.begin_anew();
        assert!(!ledger.is_elsewhere());
        ledger.follow(&latest(Some(&PublishingKey::from_seed([7; 32]))));
        ledger.begin_anew();
        ledger.begin_anew();
        assert!(Ledger::read(&ledger.write()).unwrap().is_elsewhere());
        ledger.follow(&latest(None));
        assert!(!ledger.is_elsewhere());
    }

    #[test]
    fn an_earlier_version_that_was_changed_after_signing_is_none() {
        let signed = latest(Some(&PublishingKey::from_seed([7; 32])));
        let changed = Latest { sequence: 9, ..signed };
        assert!(Earlier::read(changed.print().as_bytes()).is_err());
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
