//! A visit to one workspace: from its address to an open session, with what may come between.

use causeway_document::{ActorSeed, Document, ReadOnly};
use causeway_sync::chunks::{Loaded, load_into};
use causeway_sync::guard::Allowance;
use causeway_sync::ids::DocumentId;
use causeway_sync::store::load_intact;
use leptos::prelude::*;

use crate::platform::{clock, location, random, task};
use crate::state::access::{AccessKey, Keyring, Shut, may_be_reached};
use crate::state::engine::{Beginning, Engine, unfinished};
use crate::state::library::{Library, WorkspaceEntry};
use crate::state::notice::Notice;
use crate::state::prefs;
use crate::state::relay_address::RelayAddress;
use crate::state::route::Place;
use crate::state::session::Session;
use crate::state::status::SyncStatus;
use crate::state::vault::Vault;

/// How far a visit has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The workspace is being read from this device.
    Loading,
    /// The link names a relay that isn't the page's own: the person must agree to it first.
    AskRelay {
        /// The relay.
        relay: RelayAddress,
        /// Whether the workspace is on this device, and opens either way.
        is_here: bool,
    },
    /// The link names a relay that this page doesn't connect to.
    OtherRelay {
        /// The relay.
        relay: RelayAddress,
        /// Whether the workspace is on this device, and can be opened without it.
        is_here: bool,
    },
    /// The workspace isn't on this device, and is being asked for.
    Waiting {
        /// Whether the relay is on the line; otherwise it is being called, again and again.
        is_reached: bool,
    },
    /// Nobody who could be asked has the workspace.
    Unavailable,
    /// The relay lets this device in no more, and there is no copy here.
    Shut(Shut),
    /// What is stored on this device can't be read as a workspace.
    Unreadable,
    /// It is open.
    Open,
}

/// A visit to one workspace.
#[derive(Clone, Copy)]
pub struct Visit {
    document: DocumentId,
    step: RwSignal<Step>,
    session: RwSignal<Option<Session>, LocalStorage>,
    engine: StoredValue<Option<Engine>, LocalStorage>,
    library: Library,
    owner: StoredValue<Owner>,
    /// The key that came in the link, until it is known which relay it is for.
    key: StoredValue<Option<AccessKey>>,
}

/// What has been decided.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Loading,
    AskRelay { relay: RelayAddress, is_here: bool },
    OtherRelay { relay: RelayAddress, is_here: bool },
    Unreadable,
    Begun,
}

/// What was found on this device.
struct Found {
    vault: Vault,
    entry: WorkspaceEntry,
    document: Document,
    loaded: Loaded,
    damaged: usize,
    keyring: Keyring,
}

impl Visit {
    /// Begins to visit a workspace; it ends when the current owner is cleaned up.
    pub fn begin(place: &Place, key: Option<AccessKey>, library: Library) -> Self {
        let visit = Self {
            document: place.document,
            step: RwSignal::new(Step::Loading),
            session: RwSignal::new_local(None),
            engine: StoredValue::new_local(None),
            library,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            key: StoredValue::new(key),
        };
        on_cleanup(move || visit.end());
        let link = place.relay.clone();
        task::spawn(async move { visit.arrive(link).await });
        visit
    }

    /// How far it has come.
    pub fn stage(self) -> Signal<Stage> {
        Signal::derive(move || match self.step.get() {
            Step::Loading => Stage::Loading,
            Step::AskRelay { relay, is_here } => Stage::AskRelay { relay, is_here },
            Step::OtherRelay { relay, is_here } => Stage::OtherRelay { relay, is_here },
            Step::Unreadable => Stage::Unreadable,
            Step::Begun => self.session.get().map_or(Stage::Loading, stage_of),
        })
    }

    /// The session, once [`Stage::Open`] is reached; what is waited for has one too.
    pub fn session(self) -> Option<Session> {
        self.session.get()
    }

    /// The person's answer to [`Stage::AskRelay`]; to [`Stage::OtherRelay`] there is only one, to go
    /// on without.
    pub fn answer(self, agrees: bool) {
        let (relay, agrees) = match self.step.try_get_untracked() {
            Some(Step::AskRelay { relay, .. }) => (relay, agrees),
            Some(Step::OtherRelay { relay, .. }) => (relay, false),
            _ => return,
        };
        self.step.set(Step::Loading);
        task::spawn(async move {
            let own = RelayAddress::of_page(&location::origin());
            let mut found = self.find().await;
            if agrees {
                self.keep_key(&mut found, &relay).await;
                found.entry.relay = Some(relay);
            }
            let relay = found.entry.relay.clone().or(own);
            self.open(found, relay);
        });
    }

    /// Asks for the workspace once more.
    pub fn retry(self) {
        self.engine.try_with_value(|engine| {
            if let Some(engine) = engine {
                engine.ask_again();
            }
        });
    }

    async fn arrive(self, link: Option<RelayAddress>) {
        let own = RelayAddress::of_page(&location::origin());
        let mut found = self.find().await;
        let known = found.entry.relay.clone().or(own.clone());
        // A link that names no relay is for the page's own.
        let of_link = link.clone().or(own.clone());
        let foreign =
            link.filter(|link| Some(link) != known.as_ref() && Some(link) != own.as_ref());
        if let Some(relay) = foreign {
            let is_here = !found.loaded.contained.is_empty();
            let may_be_reached = match &own {
                Some(own) => may_be_reached(&relay, own).await,
                None => false,
            };
            self.step.try_set(if may_be_reached {
                Step::AskRelay { relay, is_here }
            } else {
                Step::OtherRelay { relay, is_here }
            });
            return;
        }
        if let Some(relay) = of_link {
            self.keep_key(&mut found, &relay).await;
        }
        self.open(found, known);
    }

    /// Puts the key that came in the link on the ring, for this relay and no other.
    async fn keep_key(self, found: &mut Found, relay: &RelayAddress) {
        let Some(key) = self.key.try_update_value(Option::take).flatten() else { return };
        found.keyring.add(relay, key);
        // Where nothing can be kept the banner says so, and the key holds for as long as the page.
        let _ = found.vault.keep_keyring(self.document, &found.keyring).await;
    }

    /// Reads what is stored on this device.
    async fn find(self) -> Found {
        let vault = self.library.vault().await;
        let entry = self.library.entry(self.document).await;
        let keyring = vault.keyring(self.document).await;
        let read = load_intact(&vault, self.document).await;
        let (chunks, damaged) = read.unwrap_or_default();
        // Random, and never used again: two openings that shared one would break sync for good.
        let mut document = Document::empty(ActorSeed(random::bytes()));
        let loaded = load_into(document.automerge_mut(), &chunks, Allowance::ORDINARY);
        let damaged = damaged.len() + loaded.refused.len();
        Found { vault, entry, document, loaded, damaged, keyring }
    }

    /// Opens the session, unless the visit has ended meanwhile.
    fn open(self, found: Found, relay: Option<RelayAddress>) {
        let Found { vault, entry, document, loaded, damaged, keyring } = found;
        let is_lost = loaded.contained.is_empty() && damaged > 0 && relay.is_none();
        if is_lost {
            self.step.try_set(Step::Unreadable);
            return;
        }
        let Some(owner) = self.owner.try_get_value() else { return };
        let library = self.library;
        owner.with(|| {
            let name = prefs::use_prefs().map(prefs::Prefs::name);
            let name = name.unwrap_or_else(|| Signal::stored(String::new()));
            let session = Session::open(self.document, document, clock::now, name);
            session.attach(relay.clone(), keyring);
            let beginning = Beginning { session, vault, library, entry, relay, loaded };
            let Some(engine) = Engine::begin(beginning) else { return };
            if let Some(bytes) = unfinished(self.document) {
                engine.take_in(&bytes);
            }
            if damaged > 0 {
                session.notices.say(Notice::Damaged(damaged));
            }
            self.engine.try_set_value(Some(engine));
            self.session.try_set(Some(session));
            self.step.try_set(Step::Begun);
        });
    }

    fn end(self) {
        let engine = self.engine.try_update_value(Option::take).flatten();
        if let Some(engine) = engine {
            engine.close();
        }
    }
}

fn stage_of(session: Session) -> Stage {
    if session.read_only().get() != Some(ReadOnly::Empty) {
        return Stage::Open;
    }
    let sync = session.sync_status().get();
    if session.is_unavailable().get() || sync == SyncStatus::Alone {
        return Stage::Unavailable;
    }
    if let SyncStatus::Shut(why) = sync {
        return Stage::Shut(why);
    }
    let is_reached = matches!(sync, SyncStatus::Syncing | SyncStatus::Synced);
    Stage::Waiting { is_reached }
}
