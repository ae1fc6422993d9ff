//! On the way to a publication: read, verified, compared with what this device remembers, remembered.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use causeway_document::Document;
use causeway_publish::{Broken, Hash, Known, Latest, PublicKey, PublicationId, Verified, verify};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::platform::fetch::Refused;
use crate::platform::lifecycle::{self, Life};
use crate::platform::publication::{self, Form};
use crate::platform::{clock, task, timer};
use crate::state::published::archive::Unread;
use crate::state::published::memory::{Memory, Version};
use crate::state::published::{About, Archive, Before, Published, Warning};

/// An open page looks for a newer version so often, in milliseconds.
const LOOK_EVERY_MS: i32 = 5 * 60 * 1000;

/// So often what depends on the time is said anew, in milliseconds.
const MINUTE_MS: i32 = 60 * 1000;

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
    /// It can't be compared with what this device has seen before.
    Uncompared,
}

impl From<Unread> for Trouble {
    fn from(_: Unread) -> Self {
        Self::Uncompared
    }
}

impl From<Broken> for Trouble {
    fn from(broken: Broken) -> Self {
        Self::Broken(Arc::new(broken))
    }
}

/// Reads the publication that this page is; `form` says where it lies. What is opened belongs to `owner`.
///
/// With `all_the_same` it is opened even where it can't be compared with what was seen before: then nothing of
/// it is remembered.
///
/// # Errors
/// When its files can't be had, are not what was published, or can't be compared.
pub async fn open(form: Form, owner: Owner, all_the_same: bool) -> Result<Opened, Trouble> {
    let (latest, snapshot) = read(&form).await?;
    let publication = Latest::parse(&latest)?.publication;
    let recalled = Recalled::of(publication, publication::address(&form)).await;
    let is_uncompared = recalled.is_err();
    let recalled = if all_the_same { recalled.unwrap_or_default() } else { recalled? };
    let Recalled { archive, memory, here } = recalled;
    let known = match &memory {
        Some(memory) => known(publication, memory, here).or(here),
        None => here,
    };
    let now = clock::now();
    let verified = verify(&latest, &snapshot, known.as_ref(), now)?;
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
    let mut about = about(&verified, memory.as_ref());
    if is_uncompared {
        about.odd = Some(Warning::Uncompared);
    }
    let Verified { latest, document, .. } = verified;
    Ok(owner.with(|| {
        let published = Published::new(about, before, now, settle(archive, after));
        follow_clock(published);
        if let Form::Folder(address) = form {
            look_for_newer(published, address, latest);
        }
        Opened { published, document: StoredValue::new_local(Some(document)) }
    }))
}

/// What this device remembers.
#[derive(Default)]
struct Recalled {
    archive: Option<Archive>,
    memory: Option<Memory>,
    here: Option<Known>,
}

impl Recalled {
    async fn of(publication: PublicationId, address: Option<String>) -> Result<Self, Unread> {
        let Some(archive) = Archive::open(&publication.to_string(), address).await? else {
            return Ok(Self::default());
        };
        let (memory, here) = (archive.memory().await?, archive.known_here().await?);
        Ok(Self { archive: Some(archive), memory, here })
    }
}

/// The bytes of a publication: its `latest.json`, and the snapshot.
async fn read(form: &Form) -> Result<(Vec<u8>, Vec<u8>), Trouble> {
    match form {
        Form::Single => {
            let (latest, snapshot) = publication::carried().ok_or(Broken::NotJson)?;
            let expected = Latest::parse(latest.as_bytes())?.size;
            let snapshot: String = snapshot.split_ascii_whitespace().collect();
            let found = snapshot.len() as u64 / 4 * 3;
            // Three bytes are the least that base64 rounds up to.
            if found > expected + 3 {
                return Err(Broken::Size { expected, found }.into());
            }
            // What isn't base64 is no snapshot, and is found out as one that differs.
            let snapshot = STANDARD.decode(snapshot).unwrap_or_default();
            Ok((latest.into_bytes(), snapshot))
        }
        Form::Folder(address) => {
            let latest = publication::latest(address).await.map_err(|refused| match refused {
                Refused::Unreached => Trouble::Unreached,
                Refused::Larger(_) => Broken::NotJson.into(),
            })?;
            let said = Latest::parse(&latest)?;
            let (path, expected) = (said.snapshot(), said.size);
            let snapshot = publication::beside(address, &path, expected).await;
            let snapshot = snapshot.map_err(|refused| match refused {
                Refused::Unreached => Trouble::Unreached,
                Refused::Larger(found) => Broken::Size { expected, found }.into(),
            })?;
            Ok((latest, snapshot))
        }
    }
}

/// What is known of a publication by its id; what is known of this address counts as well: the key that
/// signed here, and a higher sequence.
fn known(publication: PublicationId, memory: &Memory, here: Option<Known>) -> Option<Known> {
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
    let highest = memory.map_or(verified.remember.sequence, |memory| memory.sequence);
    let rolled_back = verified.is_rolled_back.then_some(Warning::RolledBack(highest));
    let forked = verified.is_forked.then_some(Warning::Forked);
    About {
        created: latest.created,
        expires: latest.expires,
        sequence: latest.sequence,
        fingerprint: latest.key.map(|key| key.fingerprint()),
        has_history: latest.history,
        odd: rolled_back.or(forked),
    }
}

/// Keeps the age and the expiry true while the page stays open.
fn follow_clock(published: Published) {
    let watch = lifecycle::watch(
        move |life| {
            if matches!(life, Life::Shown | Life::Returned) {
                published.tick(clock::now());
            }
        },
        || false,
    );
    let held = StoredValue::new_local(watch);
    on_cleanup(move || held.set_value(None));
    task::spawn(async move {
        loop {
            timer::sleep(MINUTE_MS).await;
            if !published.tick(clock::now()) {
                break;
            }
        }
    });
}

/// What is done once the reader has seen what changed.
fn settle(
    archive: Option<Archive>,
    memory: Option<Memory>,
) -> impl Fn() -> LocalBoxFuture<'static, ()> {
    move || settled(archive.clone(), memory.clone()).boxed_local()
}

async fn settled(archive: Option<Archive>, memory: Option<Memory>) {
    let (Some(archive), Some(shown)) = (archive, memory) else { return };
    // Another tab may have seen a newer version meanwhile: what is remembered of that one stays.
    let Ok(Some(before)) = archive.memory().await else { return };
    if !before.looks_at_what(&shown) {
        return;
    }
    let mut after = before.clone();
    after.settle();
    archive.remember(Some(&before), &after, None, None).await;
}

/// Looks for a newer version when the page is seen again, and now and then while it is seen.
fn look_for_newer(published: Published, address: String, shown: Latest) {
    let looked = StoredValue::new(clock::now_ms());
    let watched = StoredValue::new((address, shown));
    let look = move || {
        let Some((address, shown)) = watched.try_get_value() else { return };
        looked.set_value(clock::now_ms());
        task::spawn(async move {
            let found = publication::latest(&address).await;
            let found = found.ok().and_then(|bytes| Latest::parse(&bytes).ok());
            // Anybody could make up a number: what isn't of this publisher is nothing to go to.
            if found.is_some_and(|latest| latest.follows(&shown)) {
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
