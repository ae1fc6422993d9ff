//! On the way to a publication: read, verified, compared with what this device remembers, remembered.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use causeway_document::Document;
use causeway_model::Instant;
use causeway_publish::{Broken, Hash, Known, Latest, PublicKey, Verified, verify};
use chrono::TimeDelta;
use leptos::prelude::*;

use crate::platform::lifecycle::{self, Life};
use crate::platform::publication::{self, Form};
use crate::platform::{clock, task, timer};
use crate::state::published::memory::{Memory, Version};
use crate::state::published::{About, Archive, Before, Published, Warning};

/// An open page looks for a newer version so often, in milliseconds.
const LOOK_EVERY_MS: i32 = 5 * 60 * 1000;

/// A page that is seen again looks for one unless it has looked so lately, in milliseconds.
const LOOKED_LATELY_MS: u64 = 60 * 1000;

/// A publication that may be shown.
#[derive(Clone, Copy)]
pub struct Opened {
    /// What is said of it.
    pub published: Published,
    /// The document that it holds, until it is opened.
    pub document: StoredValue<Option<Document>, LocalStorage>,
}

/// Why there is nothing to show.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// Its files can't be had now.
    Unreached,
    /// It is not what was published.
    Broken(Arc<Broken>),
}

impl From<Broken> for Trouble {
    fn from(broken: Broken) -> Self {
        Self::Broken(Arc::new(broken))
    }
}

/// Reads the publication that this page is; `form` says where it lies. What is opened belongs to `owner`.
///
/// # Errors
/// When its files can't be had, or are not what was published.
pub async fn open(form: Form, owner: Owner) -> Result<Opened, Trouble> {
    let (latest, snapshot) = read(&form).await?;
    let publication = Latest::parse(&latest)?.publication;
    let archive = Archive::open(&publication.to_string(), publication::address(&form)).await;
    let remembered = match &archive {
        Some(archive) => (archive.memory().await, archive.known_here().await),
        None => (None, None),
    };
    let (memory, here) = remembered;
    let here = here.and_then(|text| Known::parse(&text));
    let known = match &memory {
        Some(memory) => known(publication, memory, here).or(here),
        None => here,
    };
    let verified = verify(&latest, &snapshot, known.as_ref(), clock::now())?;
    let version = version(&verified);
    let today = clock::today();
    let after = Memory::after(memory.clone(), &version, today);
    let mut before = None;
    if let (Some(archive), Some(after)) = (&archive, &after) {
        let is_kept = !version.is_odd;
        if let Some(look) = after.before().filter(|_| is_kept)
            && let Some(snapshot) = archive.snapshot(&look.sha256).await
        {
            let on = look.on().unwrap_or(today);
            before = Some(Before { sequence: look.sequence, on, snapshot });
        }
        let kept = is_kept.then_some(snapshot.as_slice());
        let here = verified.remember.print();
        archive.remember(memory.as_ref(), after, kept, Some(&here)).await;
    }
    let about = about(&verified, memory.as_ref());
    let sequence = verified.latest.sequence;
    Ok(owner.with(|| {
        let published = Published::new(about, before, settle(archive, after));
        if let Form::Folder(address) = form {
            look_for_newer(published, address, sequence);
        }
        Opened { published, document: StoredValue::new_local(Some(verified.document)) }
    }))
}

/// The bytes of a publication: its `latest.json`, and the snapshot.
async fn read(form: &Form) -> Result<(Vec<u8>, Vec<u8>), Trouble> {
    match form {
        Form::Single => {
            let (latest, snapshot) = publication::carried().ok_or(Trouble::Unreached)?;
            let snapshot: String = snapshot.split_ascii_whitespace().collect();
            // What isn't base64 is no snapshot, and is found out as one that differs.
            let snapshot = STANDARD.decode(snapshot).unwrap_or_default();
            Ok((latest.into_bytes(), snapshot))
        }
        Form::Folder(address) => {
            let latest = publication::latest(address).await.ok_or(Trouble::Unreached)?;
            let path = Latest::parse(&latest)?.snapshot();
            let snapshot = publication::beside(address, &path).await.ok_or(Trouble::Unreached)?;
            Ok((latest, snapshot))
        }
    }
}

/// What is known of a publication by its id; what is known of this address counts as well: the key that
/// signed here, and a higher sequence.
fn known(
    publication: causeway_publish::PublicationId,
    memory: &Memory,
    here: Option<Known>,
) -> Option<Known> {
    let key = memory.key.as_deref().and_then(PublicKey::parse);
    let key = key.or(here.as_ref().and_then(|here| here.key));
    let higher = here
        .filter(|here| here.publication == publication && here.sequence > memory.sequence)
        .map(|here| (here.sequence, here.sha256));
    let of_memory = || Some((memory.sequence, Hash::parse(&memory.sha256)?));
    let (sequence, sha256) = higher.or_else(of_memory)?;
    Some(Known { publication, sequence, sha256, key })
}

fn version(verified: &Verified) -> Version {
    let latest = &verified.latest;
    Version {
        sequence: latest.sequence,
        sha256: latest.sha256.to_string(),
        key: latest.key.map(|key| key.to_string()),
        is_odd: verified.is_rolled_back || verified.is_forked,
    }
}

fn about(verified: &Verified, memory: Option<&Memory>) -> About {
    let latest = &verified.latest;
    let expired = latest.expires.filter(|_| verified.is_expired);
    let last_day = |expires: Instant| (expires - TimeDelta::milliseconds(1)).date_naive();
    let expired = expired.map(|expires| Warning::Expired(last_day(expires)));
    let highest = memory.map_or(verified.remember.sequence, |memory| memory.sequence);
    let rolled_back = verified.is_rolled_back.then_some(Warning::RolledBack(highest));
    let forked = verified.is_forked.then_some(Warning::Forked);
    About {
        created: latest.created,
        age_days: usize::try_from(verified.age.num_days()).unwrap_or_default(),
        sequence: latest.sequence,
        is_signed: latest.key.is_some(),
        has_history: latest.history,
        warnings: [rolled_back, forked, expired].into_iter().flatten().collect(),
    }
}

/// What is done once the reader has seen what changed.
fn settle(archive: Option<Archive>, memory: Option<Memory>) -> impl Fn() + 'static {
    move || {
        let (Some(archive), Some(shown)) = (archive.clone(), memory.clone()) else { return };
        task::spawn(async move {
            // Another tab may have seen a newer version meanwhile: what is remembered of that one stays.
            let Some(before) = archive.memory().await else { return };
            if !before.looks_at_what(&shown) {
                return;
            }
            let mut after = before.clone();
            after.settle();
            archive.remember(Some(&before), &after, None, None).await;
        });
    }
}

/// Looks for a newer version when the page is seen again, and now and then while it is seen.
fn look_for_newer(published: Published, address: String, sequence: u64) {
    let looked = StoredValue::new(clock::now_ms());
    let address = StoredValue::new(address);
    let look = move || {
        let Some(address) = address.try_get_value() else { return };
        looked.set_value(clock::now_ms());
        task::spawn(async move {
            let found = publication::latest(&address).await;
            let found = found.and_then(|bytes| Latest::parse(&bytes).ok());
            if found.is_some_and(|latest| latest.sequence > sequence) {
                published.note_newer();
            }
        });
    };
    let watch = lifecycle::watch(
        move |life| {
            let is_seen = matches!(life, Life::Shown | Life::Returned);
            let since = |looked: u64| clock::now_ms().saturating_sub(looked);
            if is_seen
                && looked.try_get_value().is_some_and(|looked| since(looked) >= LOOKED_LATELY_MS)
            {
                look();
            }
        },
        || false,
    );
    let held = StoredValue::new_local(watch);
    on_cleanup(move || held.set_value(None));
    task::spawn(async move {
        loop {
            timer::sleep(LOOK_EVERY_MS).await;
            if looked.try_get_value().is_none() {
                break;
            }
            if lifecycle::is_seen() {
                look();
            }
        }
    });
}
