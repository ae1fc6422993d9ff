//! Making a version: what is left out, its place in the series, its signature, and the app around it.

use causeway_document::{ActorSeed, Document};
use causeway_model::{Date, Instant};
use causeway_publish::{
    Draft, Latest, People, PublicationId, PublishingKey, Redaction, Snapshot, Unpublishable,
    snapshot,
};
use serde::{Deserialize, Serialize};

use crate::platform::random;
use crate::state::publishing::Ledger;
use crate::state::session::Session;

/// What comes of publishing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A folder for a web server, packed for the way there.
    #[default]
    Folder,
    /// One page that carries everything.
    Single,
}

/// Whether people are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// By their names.
    #[default]
    Named,
    /// By numbers.
    Unnamed,
}

/// How much is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// What stands there now.
    #[default]
    Present,
    /// Every change that was ever made.
    History,
}

/// What the publisher chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// What comes of it.
    pub form: Form,
    /// Whether people are named.
    pub names: Names,
    /// How much is published.
    pub extent: Extent,
    /// Whether it is signed.
    pub is_signed: bool,
    /// The last day on which it counts as the present state; chosen anew for each version.
    #[serde(skip)]
    pub until: Option<Date>,
}

/// A version that is made, without the app around it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// What is said of it.
    pub latest: Latest,
    /// What it holds.
    pub snapshot: Snapshot,
}

/// Makes the next version of an open workspace; `None` once its session is closed.
///
/// `someone` is what a person without a name is called; `key` signs it.
pub fn prepare(
    session: Session,
    ledger: &Ledger,
    key: Option<&PublishingKey>,
    someone: &str,
    now: Instant,
) -> Option<Result<Prepared, Unpublishable>> {
    let core = session.core()?;
    let core = core.try_borrow().ok()?;
    Some(make(core.document(), ledger, key, someone, now))
}

fn make(
    document: &Document,
    ledger: &Ledger,
    key: Option<&PublishingKey>,
    someone: &str,
    now: Instant,
) -> Result<Prepared, Unpublishable> {
    let choices = ledger.choices.clone();
    let before = ledger.latest();
    let id = before.as_ref().map(|latest| latest.publication);
    let id = id.unwrap_or_else(|| PublicationId(random::bytes()));
    let redaction = match (choices.extent, choices.names) {
        (Extent::History, _) => Redaction::FullHistory,
        (Extent::Present, Names::Named) => Redaction::Present(People::Named),
        (Extent::Present, Names::Unnamed) => {
            Redaction::Present(People::Unnamed { someone: someone.to_owned() })
        }
    };
    let snapshot = snapshot(document, &redaction, id, ActorSeed(random::bytes()))?;
    let draft = Draft {
        title: snapshot.title.clone(),
        history: snapshot.history,
        created: now,
        expires: choices.until.and_then(day_after),
    };
    let mut latest = match before {
        Some(before) => before
            .next(draft, &snapshot.bytes)
            .map_err(|broken| Unpublishable::Before(Box::new(broken)))?,
        None => Latest::first(id, draft, &snapshot.bytes),
    };
    if let Some(key) = key {
        latest.sign(key);
    }
    Ok(Prepared { latest, snapshot })
}

/// The first moment after a day.
fn day_after(day: Date) -> Option<Instant> {
    Some(day.succ_opt()?.and_hms_opt(0, 0, 0)?.and_utc())
}
