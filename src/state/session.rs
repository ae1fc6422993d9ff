//! One open workspace: what views read, and the only way in which they change it.
//!
//! Commands go in by [`Session::dispatch`]; what comes of them, and of what others do, comes out
//! as signals. Every signal belongs to the owner under which the session was opened: a view that
//! outlives it reads nothing.

mod core;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use causeway_canvas::{Camera, MapPoint, Selection};
use causeway_document::{Command, Document, Edit, Group, ReadOnly, Refusal, Skipped, Stamp};
use causeway_insight::status::NodeStatus;
use causeway_model::{
    Deletable as _, Function, FunctionId, Instant, Json, Link, LinkId, Node, NodeId, Path, Person,
    PersonId, Problem, Reading, Text, Workspace,
};
use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

pub use self::core::Core;
use crate::i18n::{Key, say};
use crate::state::access::{Keyring, Role};
use crate::state::company::{self, Company};
use crate::state::crews::crews;
use crate::state::echoes::Echoes;
use crate::state::lens::Lens;
use crate::state::library::{Form, Sketch};
use crate::state::notice::{Notice, Notices};
use crate::state::peers::{PresentPeer, Shows};
use crate::state::projection::{Overview, Settings, Touched, set_if_new};
use crate::state::relay_address::RelayAddress;
use crate::state::signals::Traced;
use crate::state::status::{Alarm, SaveStatus, SyncStatus};
use crate::ui::crew_of;

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

    // Acting

    /// Takes a step. A refusal is shown to the person as well.
    ///
    /// # Errors
    /// If the step can't be taken; then nothing has changed.
    pub fn dispatch(self, command: Command) -> Result<(), Refusal> {
        self.dispatch_in(Group::Alone, command)
    }

    /// Takes a step that is taken back together with others of its group, such as the letters of a word.
    ///
    /// # Errors
    /// If the step can't be taken; then nothing has changed.
    pub fn dispatch_in(self, group: Group, command: Command) -> Result<(), Refusal> {
        self.step(|core, stamp| core.apply(command, stamp, group)).unwrap_or(Ok(()))
    }

    /// Takes the person's last step back. What a colleague changed since is left alone, and said.
    pub fn undo(self) {
        self.revert(Core::undo);
    }

    /// Takes the person's last undone step again. What a colleague changed since is left alone, and said.
    pub fn redo(self) {
        self.revert(Core::redo);
    }

    /// Whether there is a step to take back.
    pub fn can_undo(self) -> Signal<bool> {
        self.can_undo.into()
    }

    /// Whether there is a step to take again.
    pub fn can_redo(self) -> Signal<bool> {
        self.can_redo.into()
    }

    fn revert(self, step: fn(&mut Core, &Stamp) -> Result<Vec<Skipped>, Refusal>) {
        if let Some(Ok(skipped)) = self.step(step)
            && !skipped.is_empty()
        {
            self.notices.say(Notice::Skipped(skipped));
        }
    }

    /// Does something to the document in the person's name; `None` once the session is closed.
    fn step<T>(
        self,
        step: impl FnOnce(&mut Core, &Stamp) -> Result<T, Refusal>,
    ) -> Option<Result<T, Refusal>> {
        let core = self.core.try_get_value()?;
        let stamp = Stamp { now: (self.clock)(), person: self.person.try_get_untracked()? };
        let mut borrowed = core.try_borrow_mut().ok()?;
        // The last of the locks: whatever asks for it, a reader writes nothing.
        let outcome = match self.read_only.try_get_untracked().flatten() {
            Some(why @ ReadOnly::Viewing) => Err(Refusal::ReadOnly(why)),
            _ => step(&mut borrowed, &stamp),
        };
        if outcome.is_ok() {
            borrowed.claim(&stamp);
        }
        let changed = borrowed.changed();
        drop(borrowed);
        match &outcome {
            Ok(_) => {
                self.has_edited.set_value(true);
                changed();
            }
            Err(refusal) => self.notices.say(Notice::Refused(refusal.clone())),
        }
        self.show_undo_state(&core.borrow());
        Some(outcome)
    }

    fn show_undo_state(self, core: &Core) {
        let (can_undo, can_redo) = core.undo_state();
        set_if_new(self.can_undo, can_undo);
        set_if_new(self.can_redo, can_redo);
    }

    // The person

    /// Who this device's person is in this workspace, once they have said so.
    pub fn person(self) -> Signal<Option<PersonId>> {
        self.person.into()
    }

    /// Says who this device's person is: what they write from now on is known as theirs.
    ///
    /// The document hears of it with their first step: looking around writes nothing.
    ///
    /// # Errors
    /// If the workspace can only be read.
    pub fn choose_person(self, person: PersonId) -> Result<(), Refusal> {
        if let Some(why) = self.read_only.try_get_untracked().flatten() {
            return Err(Refusal::ReadOnly(why));
        }
        set_if_new(self.person, Some(person));
        Ok(())
    }

    /// Adds this device's person to the workspace's people, and says that it is them.
    ///
    /// # Errors
    /// If the id is taken, the name is refused, or the workspace can only be read.
    pub fn add_myself(self, person: PersonId, name: String) -> Result<(), Refusal> {
        let add = Command::AddPerson { person: person.clone(), name };
        self.step(|core, stamp| core.apply_beside(add, stamp)).unwrap_or(Ok(()))?;
        self.choose_person(person)
    }

    /// Writes down what else this device's person says of themselves; undo passes over it.
    ///
    /// # Errors
    /// If one of the commands is refused; then none is carried out.
    pub fn describe_myself(self, details: Vec<Command>) -> Result<(), Refusal> {
        let all = Command::All(details);
        self.step(|core, stamp| core.apply_beside(all, stamp)).unwrap_or(Ok(()))
    }

    // Reading

    /// The nodes that are there, ordered by id. Archived ones are not.
    pub fn node_ids(self) -> Signal<Vec<NodeId>> {
        self.overview.node_ids.into()
    }

    /// The nodes that were archived: left out of everything, and kept.
    pub fn archived_ids(self) -> Signal<Vec<NodeId>> {
        self.overview.archived_ids.into()
    }

    /// The links between nodes that are there, ordered by id.
    pub fn link_ids(self) -> Signal<Vec<LinkId>> {
        self.overview.link_ids.into()
    }

    /// One node, archived or not; `None` if it is not there. It wakes when the node changes, and only then.
    pub fn node(self, id: &NodeId) -> Option<ArcReadSignal<Arc<Node>>> {
        self.read(|core| core.projection().node(id))?
    }

    /// One link; `None` if it is not there. It wakes when the link changes, and only then.
    pub fn link(self, id: &LinkId) -> Option<ArcReadSignal<Arc<Link>>> {
        self.read(|core| core.projection().link(id))?
    }

    /// Rises whenever a node or a link came or went: whoever holds the signal of one asks for it again.
    pub fn comings(self) -> Signal<u64> {
        self.overview.comings.into()
    }

    /// A node that was deleted, as it was; it can be restored.
    pub fn deleted_node(self, id: &NodeId) -> Option<Node> {
        let node = self.read(|core| core.document().node(id))??.value;
        node.tombstone().is_some().then_some(node)
    }

    /// A link that was deleted, as it was; it can be restored.
    pub fn deleted_link(self, id: &LinkId) -> Option<Link> {
        let link = self.read(|core| core.document().link(id))??.value;
        link.tombstone().is_some().then_some(link)
    }

    /// Why a node's title can't be typed now: two titles stand there until someone chooses.
    pub fn title_dispute(self, id: &NodeId) -> Option<Refusal> {
        let node = self.node(id)?;
        let path = || Path::of(["nodes", id.as_str(), "title"]);
        node.with(|node| node.title.values().len() > 1)
            .then(|| Refusal::InConflict { path: path() })
    }

    /// The links that begin or end at a node, as they are now.
    pub fn links_of(self, id: &NodeId) -> Vec<LinkId> {
        self.read(|core| core.projection().links_of(id)).unwrap_or_default()
    }

    /// How a node is doing.
    pub fn status_of(self, id: &NodeId) -> Signal<NodeStatus> {
        self.read(|core| core.projection().status_of(id))
            .flatten()
            .map_or_else(|| Signal::stored(NodeStatus::NOTHING), Into::into)
    }

    /// How a node is doing now; nothing wakes when that changes.
    pub fn status_now(self, id: &NodeId) -> NodeStatus {
        self.read(|core| core.projection().status_now(id)).unwrap_or(NodeStatus::NOTHING)
    }

    /// Where the changes of all nodes and links are written down from now on, for as long as it is held.
    pub fn touched(self) -> Option<Rc<RefCell<Touched>>> {
        self.read(|core| core.projection().touched())
    }

    /// Rises whenever something was written down there.
    pub fn touches(self) -> Signal<u64> {
        self.overview.touched.into()
    }

    /// Rises soon after any change, however small, once the nodes have been judged anew.
    pub fn judged(self) -> Signal<u64> {
        self.judged.into()
    }

    /// The workspace's title.
    pub fn title(self) -> Signal<Text> {
        self.overview.title.into()
    }

    /// What the workspace says of itself besides.
    pub fn settings(self) -> Signal<Settings> {
        self.overview.settings.into()
    }

    /// The people of the workspace.
    pub fn people(self) -> Signal<Arc<BTreeMap<PersonId, Person>>> {
        self.overview.people.into()
    }

    /// The functions of the workspace.
    pub fn functions(self) -> Signal<Arc<BTreeMap<FunctionId, Function>>> {
        self.overview.functions.into()
    }

    /// Rises whenever an action, a decision, a comment or another record besides changed.
    pub fn records(self) -> Signal<u64> {
        self.overview.records.into()
    }

    /// The whole workspace as it is now, for what must see all of it, such as a layout.
    pub fn with_workspace<T>(self, read: impl FnOnce(&Workspace) -> T) -> Option<T> {
        self.read(|core| read(core.projection().workspace()))
    }

    /// What stands at a place, in the form of the file.
    pub fn record(self, path: &Path) -> Option<Json> {
        self.read(|core| core.document().read(path))?
    }

    /// All values that stand at a place: more than one where people set it at once.
    pub fn values_at(self, path: &Path) -> Vec<Json> {
        self.read(|core| core.document().values_at(path)).unwrap_or_default()
    }

    /// Who wrote what in a record and below it, the latest first, at most so many edits. Reads every change.
    pub fn edits(self, path: &Path, most: usize) -> Vec<Edit> {
        let Some(core) = self.core.try_get_value() else { return Vec::new() };
        let Ok(mut core) = core.try_borrow_mut() else { return Vec::new() };
        core.document_mut().edits(path, most)
    }

    /// The workspace as it is now, to be kept for a while, with the parts of the document that break the
    /// model: left out of everything, and kept.
    pub fn reading(self) -> Option<Reading<Rc<Workspace>>> {
        self.read(|core| core.projection().reading())
    }

    /// The parts of the document that break the model.
    pub fn problems(self) -> Vec<Problem> {
        self.reading().map(|read| read.problems).unwrap_or_default()
    }

    fn read<T>(self, read: impl FnOnce(&Core) -> T) -> Option<T> {
        let core = self.core.try_get_value()?;
        let core = core.try_borrow().ok()?;
        Some(read(&core))
    }

    // Others

    /// Who else is here.
    pub fn peers(self) -> Signal<Vec<PresentPeer>> {
        self.peers.into()
    }

    /// Changes what the others see of what this person does; they see it a few times a second.
    pub fn show(self, change: impl FnOnce(&mut Shows)) {
        self.shows.try_update(change);
    }

    /// Shows the others where the pointer is on the map, or that it isn't there.
    pub fn show_cursor(self, cursor: Option<MapPoint>) {
        self.show(|shows| shows.cursor = cursor);
    }

    /// What this person shows, with what is selected and being edited.
    pub(super) fn showing(self) -> Shows {
        let mut shows = self.shows.get();
        let selection = self.selection.get();
        shows.nodes = selection.nodes.into_iter().collect();
        shows.links = selection.links.into_iter().collect();
        shows.editing = self.editing.get();
        shows.following = self.company.followed().get();
        if let Some(word) = &shows.following {
            shows.view = self.peers.with(|peers| company::find(peers, word)?.shows.view);
        }
        shows
    }

    /// The words by which the others may know this person: who they are, and this tab.
    pub fn own_words(self) -> Vec<String> {
        let person = self.person.get().map(|person| person.to_string());
        person.into_iter().chain(self.own_key.try_get_value()).collect()
    }

    pub(super) fn set_own_key(self, key: String) {
        self.own_key.try_set_value(key);
    }

    /// What the others call this device's person.
    pub(super) fn own_name(self) -> String {
        let chosen = self.person.get();
        chosen.and_then(|person| self.person_name(&person)).unwrap_or_else(|| self.name.get())
    }

    /// What a person is called here, if they are known by a name; whoever reads it follows it.
    pub fn person_name(self, person: &PersonId) -> Option<String> {
        self.overview.people.with(|people| people.get(person)?.name.clone())
    }

    /// What a colleague is called: as the workspace's people say, or as they said themselves.
    pub fn peer_name(self, peer: &PresentPeer) -> String {
        let known = peer.person.as_ref().and_then(|person| self.person_name(person));
        let name = known.unwrap_or_else(|| peer.name.clone());
        if name.is_empty() { say(Key::CrewGuest).to_owned() } else { name }
    }

    /// What whoever wrote something is called, and their colour; a guest where that isn't known.
    pub fn author(self, by: Option<&PersonId>) -> (String, u8) {
        let name = by.and_then(|person| self.person_name(person));
        let name = name.unwrap_or_else(|| say(Key::CrewGuest).to_owned());
        (name, self.crew_of(by.map_or("", PersonId::as_str)))
    }

    /// The colours of those who are here, by [`PresentPeer::word`].
    pub fn crews(self) -> Signal<Vec<(String, u8)>> {
        self.crews.into()
    }

    /// The colour of someone, by [`PresentPeer::word`]: among those who are here, nobody else's; whoever reads it
    /// follows it.
    pub fn crew_of(self, word: &str) -> u8 {
        let here = self.crews.with(|crews| {
            let found = crews.iter().find(|(other, _)| other == word);
            found.map(|(_, crew)| *crew)
        });
        here.unwrap_or_else(|| crew_of(word))
    }

    pub(crate) fn set_peers(self, peers: Vec<PresentPeer>) {
        set_if_new(self.peers, peers);
    }

    // Safety

    /// Whether what was typed is stored on this device.
    pub fn save_status(self) -> Signal<SaveStatus> {
        self.save.into()
    }

    /// Whether what was typed is at the relay as well.
    pub fn sync_status(self) -> Signal<SyncStatus> {
        self.sync.into()
    }

    /// Whether the room for this site on this device is nearly used up.
    pub fn is_nearly_full(self) -> Signal<bool> {
        self.nearly_full.into()
    }

    /// What a banner must say, if anything.
    pub fn alarm(self) -> Signal<Option<Alarm>> {
        let nearly_full = move || self.nearly_full.get().then_some(Alarm::NearlyFull);
        Signal::derive(move || self.save.get().alarm().or_else(nearly_full))
    }

    /// The workspace as a file, as it is now: stored or not.
    pub fn export(self, form: Form) -> Option<Vec<u8>> {
        let core = self.core.try_get_value()?;
        let mut core = core.try_borrow_mut().ok()?;
        Some(form.write(core.document_mut()))
    }

    /// Whether the workspace was asked for, and nobody who could be asked has it.
    pub(super) fn is_unavailable(self) -> Signal<bool> {
        self.unavailable.into()
    }

    /// Whether this person changed anything since the session opened.
    pub(super) fn has_edited(self) -> bool {
        self.has_edited.try_get_value().unwrap_or_default()
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

    pub(super) fn set_read_only(self, why: Option<ReadOnly>) {
        set_if_new(self.standing, why);
    }

    pub(super) fn set_unavailable(self, is_unavailable: bool) {
        set_if_new(self.unavailable, is_unavailable);
    }

    pub(super) fn set_save_status(self, status: SaveStatus) {
        set_if_new(self.save, status);
    }

    pub(super) fn set_sync_status(self, status: SyncStatus) {
        set_if_new(self.sync, status);
    }

    pub(super) fn set_nearly_full(self, is_nearly_full: bool) {
        set_if_new(self.nearly_full, is_nearly_full);
    }
}

/// The session of the views below the one that opened it.
pub fn use_session() -> Option<Session> {
    use_context()
}
