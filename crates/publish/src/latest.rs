//! `latest.json`: which version of a publication is the newest.

use causeway_document::MOST_STORED;
use causeway_model::Instant;
use causeway_model::time::{parse_instant, print_instant};
use serde_json::{Value, json};

use crate::hash::Hash;
use crate::id::PublicationId;
use crate::inert;
use crate::key::{PublicKey, PublishingKey, Signature};
use crate::verify::Broken;

/// What the file says it is.
pub const FORMAT: &str = "causeway-publication/1";

/// Where snapshots lie, seen from `latest.json`.
pub const SNAPSHOTS: &str = "snapshots";

/// How the names of snapshots end.
const ENDING: &str = ".automerge";

/// Above this, JavaScript counts wrong.
const HIGHEST: u64 = 9_007_199_254_740_991;

/// The hash that the path of a snapshot names, as [`Latest::snapshot`] gives it; `None` for any other path.
pub fn snapshot_in(path: &str) -> Option<Hash> {
    let name = path.strip_prefix(SNAPSHOTS)?.strip_prefix('/')?;
    Hash::parse(name.strip_suffix(ENDING)?)
}

/// The newest version of a publication: what `latest.json` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Latest {
    /// Which publication.
    pub publication: PublicationId,
    /// The number of the version, from 1.
    pub sequence: u64,
    /// When it was published.
    pub created: Instant,
    /// From when on it shall no longer count as the present state.
    pub expires: Option<Instant>,
    /// The hash of the snapshot, which is its name as well.
    pub sha256: Hash,
    /// How many bytes the snapshot has.
    pub size: u64,
    /// What the workspace is called.
    pub title: String,
    /// Whether the snapshot holds the full history.
    pub history: bool,
    /// Who published it.
    pub key: Option<PublicKey>,
    /// The publisher's word for all of this.
    pub signature: Option<Signature>,
}

/// What the publisher says of a version; the rest follows from the snapshot and the version before.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What the workspace is called.
    pub title: String,
    /// Whether the snapshot holds the full history.
    pub history: bool,
    /// The moment of publishing.
    pub created: Instant,
    /// From when on it shall no longer count as the present state.
    pub expires: Option<Instant>,
}

impl Latest {
    /// The first version of a publication; its id is 16 random bytes.
    pub fn first(publication: PublicationId, draft: Draft, snapshot: &[u8]) -> Self {
        Self::of(publication, 1, draft, snapshot)
    }

    /// The version after this one. It is not signed, even where this one is.
    ///
    /// # Errors
    /// As with [`Latest::check`].
    pub fn next(&self, draft: Draft, snapshot: &[u8]) -> Result<Self, Broken> {
        self.check()?;
        Ok(Self::of(self.publication, self.sequence + 1, draft, snapshot))
    }

    /// Looks whether another version may follow this one.
    ///
    /// # Errors
    /// When it was changed after it was signed, or no number is left after its own: what was put there
    /// to mislead would be gone on with, under the key of who publishes next.
    pub fn check(&self) -> Result<(), Broken> {
        self.check_signature()?;
        if self.sequence < HIGHEST { Ok(()) } else { Err(Broken::Malformed { key: "sequence" }) }
    }

    /// Whether this is a later version of what is shown, from whoever published that: only then may it be
    /// offered. The snapshot is looked at once it is fetched.
    pub fn follows(&self, shown: &Self) -> bool {
        self.publication == shown.publication
            && self.sequence > shown.sequence
            && (shown.key.is_none() || self.key == shown.key)
            && self.check_signature().is_ok()
    }

    /// Looks at the signature, if there is one: it must be of the key that it comes with.
    pub(crate) fn check_signature(&self) -> Result<(), Broken> {
        match self.key.zip(self.signature) {
            Some((key, signature)) if !key.has_signed(&self.signed_bytes(), &signature) => {
                Err(Broken::Signature)
            }
            _ => Ok(()),
        }
    }

    fn of(publication: PublicationId, sequence: u64, draft: Draft, snapshot: &[u8]) -> Self {
        let Draft { title, history, created, expires } = draft;
        Self {
            publication,
            sequence,
            created,
            expires,
            sha256: Hash::of(snapshot),
            size: snapshot.len() as u64,
            title,
            history,
            key: None,
            signature: None,
        }
    }

    /// Signs it, in place of who signed it before.
    pub fn sign(&mut self, key: &PublishingKey) {
        self.key = Some(key.public());
        self.signature = Some(key.sign(&self.signed_bytes()));
    }

    /// Where the snapshot lies, seen from `latest.json`: its name is its hash, so that it never changes.
    pub fn snapshot(&self) -> String {
        format!("{SNAPSHOTS}/{}{ENDING}", self.sha256)
    }

    /// The title of its page, as HTML.
    pub(crate) fn page_title(&self) -> String {
        let title = self.title.trim();
        inert::html(if title.is_empty() { "Causeway" } else { title })
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        format!("{:#}\n", self.to_json())
    }

    /// What the file says, as JSON.
    pub fn to_json(&self) -> Value {
        json!({
            "format": FORMAT,
            "publication": self.publication.to_string(),
            "sequence": self.sequence,
            "created": print_instant(self.created),
            "expires": self.expires.map(print_instant),
            "snapshot": self.snapshot(),
            "sha256": self.sha256.to_string(),
            "size": self.size,
            "title": self.title,
            "history": self.history,
            "key": self.key.map(|key| key.to_string()),
            "signature": self.signature.map(|signature| signature.to_string()),
        })
    }

    /// Reads the file, to know where the snapshot lies. It is believed only once [`crate::verify`] has
    /// looked at both. Unknown keys are ignored.
    ///
    /// # Errors
    /// When it isn't JSON, is of another format, lacks something, or names a snapshot that is larger than any
    /// that is published.
    pub fn parse(text: &[u8]) -> Result<Self, Broken> {
        let json: Value = serde_json::from_slice(text).map_err(|_| Broken::NotJson)?;
        if json["format"] != FORMAT {
            let found = json["format"].as_str().map(ToOwned::to_owned);
            return Err(Broken::OtherFormat { found });
        }
        let latest = Self {
            publication: must(&json, "publication", |value| value.as_str()?.parse().ok())?,
            sequence: must(&json, "sequence", |value| {
                value.as_u64().filter(|sequence| (1..=HIGHEST).contains(sequence))
            })?,
            created: must(&json, "created", instant)?,
            expires: may(&json, "expires", instant)?,
            sha256: must(&json, "sha256", |value| Hash::parse(value.as_str()?))?,
            size: must(&json, "size", Value::as_u64)?,
            title: must(&json, "title", |value| value.as_str().map(ToOwned::to_owned))?,
            history: must(&json, "history", Value::as_bool)?,
            key: may(&json, "key", |value| PublicKey::parse(value.as_str()?))?,
            signature: may(&json, "signature", |value| Signature::parse(value.as_str()?))?,
        };
        // An address of another form could lead elsewhere than into this publication.
        must(&json, "snapshot", |value| (*value == *latest.snapshot()).then_some(()))?;
        if latest.key.is_some() != latest.signature.is_some() {
            return Err(Broken::Malformed { key: "signature" });
        }
        // Said before anybody fetches that much.
        if latest.size > MOST_STORED as u64 {
            return Err(Broken::TooLarge { size: latest.size });
        }
        Ok(latest)
    }

    /// What is signed: the format, then every field but the signature, in the order of the file, each on a
    /// line as the number of its bytes, a colon, and its text; what is null is `-`.
    ///
    /// The numbers leave no two readings of one text, whatever stands in a title.
    pub fn signed_bytes(&self) -> Vec<u8> {
        let fields = [
            Some(self.publication.to_string()),
            Some(self.sequence.to_string()),
            Some(print_instant(self.created)),
            self.expires.map(print_instant),
            Some(self.snapshot()),
            Some(self.sha256.to_string()),
            Some(self.size.to_string()),
            Some(self.title.clone()),
            Some(self.history.to_string()),
            self.key.map(|key| key.to_string()),
        ];
        let mut text = format!("{FORMAT}\n");
        for field in fields {
            let line = field.map_or("-".to_owned(), |field| format!("{}:{field}", field.len()));
            text.push_str(&line);
            text.push('\n');
        }
        text.into_bytes()
    }
}

/// A moment written just as we write it: it is signed as it is written.
fn instant(value: &Value) -> Option<Instant> {
    let text = value.as_str()?;
    parse_instant(text).filter(|instant| print_instant(*instant) == text)
}

fn must<T>(
    json: &Value,
    key: &'static str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, Broken> {
    json.get(key).and_then(read).ok_or(Broken::Malformed { key })
}

fn may<T>(
    json: &Value,
    key: &'static str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Result<Option<T>, Broken> {
    match json.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => read(value).map(Some).ok_or(Broken::Malformed { key }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_is_what_the_documentation_says() {
        let latest = Latest {
            publication: PublicationId([1; 16]),
            sequence: 2,
            created: parse_instant("2026-11-30T12:00:00Z").unwrap(),
            expires: None,
            sha256: Hash([0xab; 32]),
            size: 3,
            title: "Zwölf\n12:".to_owned(),
            history: false,
            key: None,
            signature: None,
        };
        let hash = "ab".repeat(32);
        let expected = format!(
            "causeway-publication/1\n{}:{}\n1:2\n20:2026-11-30T12:00:00Z\n-\n84:snapshots/{hash}.automerge\n\
             64:{hash}\n1:3\n10:Zwölf\n12:\n5:false\n-\n",
            latest.publication.to_string().len(),
            latest.publication
        );
        assert_eq!(String::from_utf8(latest.signed_bytes()).unwrap(), expected);
    }

    #[test]
    fn the_number_goes_up_and_the_publication_stays() {
        let created = parse_instant("2026-11-30T12:00:00Z").unwrap();
        let draft = Draft { title: String::new(), history: false, created, expires: None };
        let first = Latest::first(PublicationId([1; 16]), draft.clone(), b"one");
        let second = first.next(draft, b"two").unwrap();
        assert_eq!((second.publication, second.sequence), (first.publication, 2));
        assert_eq!(second.sha256, Hash::of(b"two"));
    }

    fn first(seed: Option<u8>) -> Latest {
        let created = parse_instant("2026-11-30T12:00:00Z").unwrap();
        let draft = Draft { title: String::new(), history: false, created, expires: None };
        let mut latest = Latest::first(PublicationId([1; 16]), draft, b"one");
        if let Some(seed) = seed {
            latest.sign(&PublishingKey::from_seed([seed; 32]));
        }
        latest
    }

    fn later(of: &Latest, seed: Option<u8>) -> Latest {
        let mut latest = Latest { sequence: of.sequence + 1, ..first(None) };
        if let Some(seed) = seed {
            latest.sign(&PublishingKey::from_seed([seed; 32]));
        }
        latest
    }

    #[test]
    fn nothing_goes_on_from_what_was_changed_after_signing_or_has_the_last_number() {
        let draft = || {
            let Latest { title, created, .. } = first(None);
            Draft { title, history: false, created, expires: None }
        };
        let changed = Latest { sequence: 7, ..first(Some(4)) };
        assert!(matches!(changed.next(draft(), b"two"), Err(Broken::Signature)));
        let last = Latest { sequence: HIGHEST, ..first(None) };
        let refused = last.next(draft(), b"two");
        assert!(matches!(refused, Err(Broken::Malformed { key: "sequence" })));
    }

    #[test]
    fn only_a_later_version_of_the_same_publisher_is_offered() {
        let (plain, signed) = (first(None), first(Some(4)));
        assert!(later(&plain, None).follows(&plain));
        assert!(later(&plain, Some(4)).follows(&plain));
        assert!(later(&signed, Some(4)).follows(&signed));
        let elsewhere = Latest { publication: PublicationId([2; 16]), ..later(&plain, None) };
        let changed = Latest { title: "Other".to_owned(), ..later(&signed, Some(4)) };
        let refused = [
            (&plain, plain.clone()),
            (&plain, elsewhere),
            (&signed, later(&signed, None)),
            (&signed, later(&signed, Some(5))),
            (&signed, changed.clone()),
            (&plain, changed),
        ];
        for (shown, found) in refused {
            assert!(!found.follows(shown), "{found:?}");
        }
    }

    #[test]
    fn a_snapshot_larger_than_any_that_is_published_is_refused_before_it_is_fetched() {
        let mut json = first(None).to_json();
        json["size"] = (MOST_STORED + 1).into();
        let refused = Latest::parse(json.to_string().as_bytes());
        assert!(matches!(refused, Err(Broken::TooLarge { .. })), "{refused:?}");
    }

    #[test]
    fn keys_of_a_newer_writer_are_ignored() {
        let created = parse_instant("2026-11-30T12:00:00.250Z").unwrap();
        let draft = Draft {
            title: "\u{2028}<b>".to_owned(),
            history: true,
            created,
            expires: Some(created),
        };
        let mut latest = Latest::first(PublicationId([1; 16]), draft, b"one");
        latest.sign(&PublishingKey::from_seed([4; 32]));
        let mut json = latest.to_json();
        json["mirror"] = "https://example.org".into();
        assert_eq!(Latest::parse(json.to_string().as_bytes()).unwrap(), latest);
    }
}
