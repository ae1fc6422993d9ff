//! One open workspace: what views read, and the only way in which they change it.
//!
//! Commands go in by [`Session::dispatch`]; what comes of them, and of what others do, comes out
//! as signals. Every signal belongs to the owner under which the session was opened: a view that
//! outlives it reads nothing.

mod acting;
mod core;
mod others;
mod reading;
mod safety;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::rc::Rc;

use causeway_canvas::{Camera, Selection};
use causeway_document::{Document, ReadOnly};
use causeway_model::{Instant, NodeId, PersonId};
use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

pub use self::core::Core;
use crate::state::access::{Keyring, Role};
use crate::state::company::Company;
use crate::state::crews::crews;
use crate::state::echoes::Echoes;
use crate::state::lens::Lens;
use crate::state::library::Sketch;
use crate::state::notice::Notices;
use crate::state::peers::{PresentPeer, Shows};
use crate::state::projection::{Overview, set_if_new};
use crate::state::relay_address::RelayAddress;
use crate::state::signals::Traced;
use crate::state::status::{SaveStatus, SyncStatus};

/// An open workspace.
#[derive(Clone, Copy)]
pub struct Session {
    document: DocumentId,
    core: StoredValue<Rc<RefCell<Core>>, LocalStorage>,
    clock: fn() -> Instant,
    /// What is selected here.
    pub selection: RwSignal<Selection>,
    /// Where this screen's map is looked at from.
    pub camera: RwSignal<Camera>,
    /// The node whose title is being typed here.
    pub editing: RwSignal<Option<NodeId>>,
    /// The finding that is being looked at, if one is: the map shows its path.
    pub traced: RwSignal<Option<Traced>>,
    /// How the workspace is looked at.
    pub lens: Lens,
    /// Whom this person goes along with.
    pub company: Company,
    /// What colleagues have just changed.
    pub echoes: Echoes,
    /// What the person must be told.
    pub notices: Notices,
    overview: Overview,
    person: RwSignal<Option<PersonId>>,
    can_undo: RwSignal<bool>,
    can_redo: RwSignal<bool>,
    standing: RwSignal<Option<ReadOnly>>,
    read_only: Memo<Option<ReadOnly>>,
    keyring: RwSignal<Keyring>,
    relay: RwSignal<Option<RelayAddress>>,
    role: Memo<Role>,
    peers: RwSignal<Vec<PresentPeer>>,
    shows: RwSignal<Shows>,
    own_key: StoredValue<String>,
    crews: Memo<Vec<(String, u8)>>,
    save: RwSignal<SaveStatus>,
    sync: RwSignal<SyncStatus>,
    nearly_full: RwSignal<bool>,
    unavailable: RwSignal<bool>,
    judged: RwSignal<u64>,
    has_edited: StoredValue<bool>,
    sketch: RwSignal<Option<Sketch>>,
    name: Signal<String>,
    is_published: bool,
}

impl Session {
    /// Opens a session on a document; its signals belong to the current owner.
    ///
    /// `name` is what the device's person is called until they say who they are in this workspace.
    pub fn open(
        id: DocumentId,
        document: Document,
        clock: fn() -> Instant,
        name: Signal<String>,
    ) -> Self {
        Self::begin(id, document, clock, name, false)
    }

    /// Opens a session on a publication: everybody is a reader there, and nothing stores or syncs it.
    pub fn open_published(id: DocumentId, document: Document, clock: fn() -> Instant) -> Self {
        Self::begin(id, document, clock, Signal::stored(String::new()), true)
    }

    fn begin(
        id: DocumentId,
        document: Document,
        clock: fn() -> Instant,
        name: Signal<String>,
        is_published: bool,
    ) -> Self {
        let core = Core::new(document);
        let standing = RwSignal::new(core.read_only());
        let overview = core.overview();
        let keyring = RwSignal::new(Keyring::default());
        let relay = RwSignal::new(None::<RelayAddress>);
        let role = Memo::new(move |_| {
            if is_published {
                return Role::View;
            }
            relay.with(|relay| {
                let relay = relay.as_ref();
                relay.map_or(Role::Edit, |relay| keyring.with(|keyring| keyring.role(relay)))
            })
        });
        let read_only = Memo::new(move |_| {
            standing.get().or_else(|| (!role.get().may_edit()).then_some(ReadOnly::Viewing))
        });
        let (person, own_key) = (RwSignal::default(), StoredValue::new(String::new()));
        let peers = RwSignal::<Vec<PresentPeer>>::default();
        // Who only reads is not among those who work here, and the others don't know of them.
        let crews = Memo::new(move |_| {
            let me = person.with(|me: &Option<PersonId>| me.as_ref().map(ToString::to_string));
            let me = role.get().may_edit().then(|| me.unwrap_or_else(|| own_key.get_value()));
            let others = peers
                .with(|peers| peers.iter().map(|peer| peer.word().to_owned()).collect::<Vec<_>>());
            crews(others.into_iter().chain(me).collect())
        });
        Self {
            document: id,
            core: StoredValue::new_local(Rc::new(RefCell::new(core))),
            clock,
            selection: RwSignal::default(),
            camera: RwSignal::default(),
            editing: RwSignal::default(),
            traced: RwSignal::default(),
            lens: Lens::new(),
            company: Company::new(),
            echoes: Echoes::new(),
            notices: Notices::new(),
            overview,
            person,
            can_undo: RwSignal::default(),
            can_redo: RwSignal::default(),
            standing,
            read_only,
            keyring,
            relay,
            role,
            peers,
            shows: RwSignal::default(),
            own_key,
            crews,
            save: RwSignal::default(),
            sync: RwSignal::default(),
            nearly_full: RwSignal::default(),
            unavailable: RwSignal::default(),
            judged: RwSignal::default(),
            has_edited: StoredValue::new(false),
            sketch: RwSignal::default(),
            name,
            is_published,
        }
    }

    /// The document's id.
    pub fn document(self) -> DocumentId {
        self.document
    }

    /// Why the workspace can only be read, if so: nothing that edits should be offered.
    pub fn read_only(self) -> Signal<Option<ReadOnly>> {
        self.read_only.into()
    }

    /// Whether the workspace can be changed; whoever reads it follows it.
    pub fn can_edit(self) -> bool {
        self.read_only.with(Option::is_none)
    }

    /// Whether it is a publication: nobody else is here, and there is nothing to save, sync or share.
    pub fn is_published(self) -> bool {
        self.is_published
    }

    /// Judges every node as it stands now, where no engine does.
    pub fn judge(self) {
        let today = (self.clock)().date_naive();
        if self.read(|core| core.show_statuses(today)).is_some() {
            self.note_judged();
        }
    }

    /// What the keys of this device let its person do here.
    pub fn role(self) -> Signal<Role> {
        self.role.into()
    }

    /// Whether the keys of this device let its person edit; read once.
    pub(super) fn may_edit(self) -> bool {
        self.role.try_get_untracked().is_none_or(Role::may_edit)
    }

    /// The keys of this device for this workspace.
    pub fn keyring(self) -> Signal<Keyring> {
        self.keyring.into()
    }

    /// Changes the keys of this device for this workspace; they are kept, and shown to the relay.
    pub fn change_keyring(self, change: impl FnOnce(&mut Keyring)) {
        let Some(mut keyring) = self.keyring.try_get_untracked() else { return };
        change(&mut keyring);
        set_if_new(self.keyring, keyring);
    }

    /// The relay that the workspace syncs with.
    pub fn relay(self) -> Signal<Option<RelayAddress>> {
        self.relay.into()
    }

    /// Says which relay it syncs with, and the keys that this device has for it.
    pub(super) fn attach(self, relay: Option<RelayAddress>, keyring: Keyring) {
        set_if_new(self.keyring, keyring);
        set_if_new(self.relay, relay);
    }

    /// The map looks so now; Home shows it.
    pub fn set_sketch(self, sketch: Sketch) {
        set_if_new(self.sketch, Some(sketch));
    }

    pub(super) fn sketch(self) -> Signal<Option<Sketch>> {
        self.sketch.into()
    }

    pub(super) fn core(self) -> Option<Rc<RefCell<Core>>> {
        self.core.try_get_value()
    }

    pub(super) fn note_judged(self) {
        self.judged.try_update(|judged| *judged += 1);
    }
}

/// The session of the views below the one that opened it.
pub fn use_session() -> Option<Session> {
    use_context()
}
