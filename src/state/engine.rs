//! What keeps an open workspace safe and in step: stores it, syncs it with the relay and with this
//! browser's other tabs, and shows who is here.
//!
//! The deciding is done by the state machines of `causeway-sync`. The engine owns them, tells them
//! what happens, and carries out what they ask for; views see it only through the session's signals.

mod door;
mod keeping_keys;
mod presenting;
mod relay_link;
mod relaying;
mod saving;
mod standing;
mod tab_roles;
mod tab_wire;
mod tabbing;
mod watching;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use causeway_document::Heads;
use causeway_model::Instant;
use causeway_sync::chunks::{Loaded, Saver};
use causeway_sync::ids::{DocumentId, PeerId, SessionId};
use causeway_sync::presence::{Portrait, Presence};
use causeway_sync::room::{Effect, Room};
use causeway_sync::wire::Frame;

use crate::platform::tabs::{Candidacy, TabChannel};
use crate::platform::timer::Timer;
use crate::platform::{clock, random};
use crate::state::engine::relay_link::RelayLink;
use crate::state::engine::relaying::Line;
use crate::state::engine::tab_roles::TabRoles;
use crate::state::engine::watching::Watches;
use crate::state::library::{Library, WorkspaceEntry};
use crate::state::relay_address::RelayAddress;
use crate::state::session::{Core, Session};
use crate::state::status::{StorageTrouble, SyncStatus};
use crate::state::vault::Vault;

pub(super) use saving::unfinished;

/// The engine of one open workspace; dropping the last clone stops it, [`Engine::close`] ends it well.
#[derive(Clone)]
pub(super) struct Engine(Rc<Inner>);

/// What an engine begins with.
pub(super) struct Beginning {
    /// The session that it serves.
    pub(super) session: Session,
    /// Where the workspace is stored.
    pub(super) vault: Vault,
    /// Where it is listed.
    pub(super) library: Library,
    /// What is known of it there.
    pub(super) entry: WorkspaceEntry,
    /// The relay it syncs with.
    pub(super) relay: Option<RelayAddress>,
    /// What was loaded from the store.
    pub(super) loaded: Loaded,
}

/// Whom the document is synced with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Neighbour {
    /// The relay.
    Relay,
    /// Another tab of this browser.
    Tab(PeerId),
}

struct Inner {
    session: Session,
    core: Rc<RefCell<Core>>,
    document: DocumentId,
    me: PeerId,
    vault: Vault,
    library: Library,
    entry: RefCell<WorkspaceEntry>,
    room: RefCell<Room<Neighbour>>,

    saver: RefCell<Saver>,
    save_timer: RefCell<Option<Timer>>,
    trouble: Cell<Option<StorageTrouble>>,

    line: RefCell<Option<RelayLink>>,
    line_state: Cell<Line>,
    relay_peer: RefCell<Option<PeerId>>,

    roles: RefCell<TabRoles>,
    channel: RefCell<Option<TabChannel>>,
    candidacy: RefCell<Option<Candidacy>>,
    quiet: RefCell<BTreeSet<PeerId>>,
    leader_stands: Cell<Option<SyncStatus>>,

    presence: RefCell<Presence>,
    presence_timer: RefCell<Option<Timer>>,

    synced_at: RefCell<Heads>,
    stands: Cell<SyncStatus>,
    note_timer: RefCell<Option<Timer>>,
    /// When the workspace was last changed, until that is noted.
    edited: Cell<Option<Instant>>,
    count_timer: RefCell<Option<Timer>>,

    status_timer: RefCell<Option<Timer>>,
    status_cost_ms: Cell<u64>,
    watches: RefCell<Watches>,
}

impl Engine {
    /// Begins to store and to sync. Must be called under the owner of the session's signals.
    pub(super) fn begin(beginning: Beginning) -> Option<Self> {
        let Beginning { session, vault, library, entry, relay, loaded } = beginning;
        let core = session.core()?;
        let document = session.document();
        let me = PeerId::from_random(random::bytes());
        let mut borrowed = core.borrow_mut();
        let now = clock::now_ms();
        let seed = u64::from_le_bytes(random::bytes());
        let auto = borrowed.document_mut().automerge_mut();
        let mut saver = Saver::new(&loaded, auto, now, seed);
        // Until it is known that this tab leads, another may be compacting.
        saver.set_compacts(false);
        let run = SessionId::from_random(random::bytes());
        let room = Room::new(document, me.clone(), run, saver.durable().clone());
        let synced_at = entry.synced_at.clone().unwrap_or_default();
        drop(borrowed);
        let (roles, hello) = TabRoles::begin(me.clone());
        session.set_own_key(me.to_string());
        let inner = Rc::new(Inner {
            session,
            core,
            document,
            me,
            vault,
            library,
            entry: RefCell::new(entry),
            room: RefCell::new(room),
            saver: RefCell::new(saver),
            save_timer: RefCell::default(),
            trouble: Cell::default(),
            line: RefCell::default(),
            line_state: Cell::default(),
            relay_peer: RefCell::default(),
            roles: RefCell::new(roles),
            channel: RefCell::default(),
            candidacy: RefCell::default(),
            quiet: RefCell::default(),
            leader_stands: Cell::default(),
            presence: RefCell::new(Presence::new(Portrait::default())),
            presence_timer: RefCell::default(),
            synced_at: RefCell::new(synced_at),
            stands: Cell::default(),
            note_timer: RefCell::default(),
            edited: Cell::default(),
            count_timer: RefCell::default(),
            status_timer: RefCell::default(),
            status_cost_ms: Cell::default(),
            watches: RefCell::default(),
        });
        inner.listen_to_session();
        inner.watch();
        inner.listen_to_keys();
        inner.prepare_line(relay);
        inner.join_tabs(&hello);
        inner.show_statuses();
        inner.note_opened();
        inner.schedule_save();
        inner.show_save_status();
        inner.show_sync_status();
        Some(Self(inner))
    }

    /// Takes in what an earlier session of this page has not been able to store yet.
    pub(super) fn take_in(&self, bytes: &[u8]) {
        let taken = self.0.core.borrow_mut().document_mut().load_incremental(bytes);
        if taken.is_ok() {
            self.0.document_changed();
            self.0.local_change();
        }
    }

    /// Asks for the document again, and calls the relay if it isn't on the line.
    pub(super) fn ask_again(&self) {
        self.0.ask_again();
    }

    /// Says goodbye, and stores what isn't stored yet; the work is kept until it is.
    pub(super) fn close(self) {
        self.0.leave();
        self.0.finish_saving();
    }
}

impl Inner {
    /// Hears of every change that the person makes.
    fn listen_to_session(self: &Rc<Self>) {
        let engine = Rc::downgrade(self);
        self.core.borrow_mut().on_change(Rc::new(move || {
            if let Some(engine) = engine.upgrade() {
                engine.local_change();
            }
        }));
        self.listen_to_shows();
        self.listen_to_sketch();
    }

    /// The person changed the document: stores and sends it.
    fn local_change(self: &Rc<Self>) {
        self.edited.set(Some(clock::now()));
        self.saver.borrow_mut().changed(clock::now_ms());
        self.in_room(|room, core| room.local_change(core.document_mut().automerge_mut()));
        self.schedule_save();
        self.show_save_status();
        self.schedule_statuses();
        self.show_sync_status_soon();
    }

    /// The document changed by another's hand, and is to be shown and stored.
    fn document_changed(self: &Rc<Self>) {
        self.edited.set(Some(clock::now()));
        let (read_only, deeds) = {
            let mut core = self.core.borrow_mut();
            core.follow();
            (core.read_only(), core.take_deeds())
        };
        self.session.set_read_only(read_only);
        self.echo(deeds);
        self.saver.borrow_mut().changed(clock::now_ms());
        self.schedule_save();
        self.show_save_status();
        self.schedule_statuses();
    }

    /// Does something in the room, and what the room asks for after that.
    fn in_room(
        self: &Rc<Self>,
        act: impl FnOnce(&mut Room<Neighbour>, &mut Core) -> Vec<Effect<Neighbour>>,
    ) {
        let effects = act(&mut self.room.borrow_mut(), &mut self.core.borrow_mut());
        let mut has_changed = false;
        for effect in effects {
            match effect {
                Effect::Send { to, frame } => self.send(&to, frame),
                Effect::Changed { .. } => has_changed = true,
                Effect::Heard { author, data } => self.heard(&author, &data),
                Effect::Unavailable => self.session.set_unavailable(true),
                Effect::Close { to: Neighbour::Relay, .. } => self.lose_line(),
                Effect::Close { to: Neighbour::Tab(_), .. } => {}
            }
        }
        if has_changed {
            self.session.set_unavailable(false);
            self.document_changed();
        }
    }

    fn send(&self, to: &Neighbour, frame: Frame) {
        match to {
            Neighbour::Relay => {
                if let Some(line) = &*self.line.borrow() {
                    line.say(&frame);
                }
            }
            Neighbour::Tab(peer) => self.send_to_tab(peer, frame),
        }
    }
}
