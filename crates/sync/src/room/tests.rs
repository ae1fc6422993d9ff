use std::collections::VecDeque;

use automerge::sync::{Message, SyncDoc as _};
use automerge::{ActorId, AutoCommit, ROOT, ReadDoc as _, transaction::Transactable as _};
use proptest::prelude::*;

use super::*;
use crate::wire::{Letter, NoDocument};

/// One peer with its document, connected to others by their numbers.
struct Desk {
    name: PeerId,
    doc: AutoCommit,
    room: Room<usize>,
    heard: Vec<(String, Vec<u8>)>,
    unavailable: usize,
    closed: Vec<Rejected>,
    /// Commits whatever changes as soon as it is there.
    commits_at_once: bool,
}

/// Desks, and the frames under way between them in order.
#[derive(Default)]
struct Office {
    desks: Vec<Desk>,
    frames: VecDeque<(usize, usize, Frame)>,
}

fn peer(name: &str) -> PeerId {
    PeerId::new(name).unwrap()
}

fn payload(bytes: &[u8]) -> Payload {
    Payload::new(bytes.to_vec()).unwrap()
}

impl Office {
    fn seat(&mut self, name: &str) -> usize {
        let number = self.desks.len();
        let session = SessionId::new(name).unwrap();
        let id = DocumentId::from_bytes([7; 16]);
        let actor = ActorId::from([u8::try_from(number).unwrap() + 1].as_slice());
        self.desks.push(Desk {
            name: peer(name),
            doc: AutoCommit::new().with_actor(actor),
            room: Room::new(id, peer(name), session, Heads::default()),
            heard: Vec::new(),
            unavailable: 0,
            closed: Vec::new(),
            commits_at_once: true,
        });
        number
    }

    /// The client connects to the server: it asks, and the server answers.
    fn connect(&mut self, client: usize, server: usize) {
        for (at, other, direction) in
            [(server, client, Direction::Down), (client, server, Direction::Up)]
        {
            let remote = Remote { peer: self.desks[other].name.clone(), direction };
            let desk = &mut self.desks[at];
            let effects = desk.room.connect(other, remote, &mut desk.doc);
            self.carry_out(at, effects);
        }
    }

    /// The client connects to the server, which lets it read.
    fn connect_reader(&mut self, client: usize, server: usize, locks: ReaderLocks) {
        let name = self.desks[client].name.clone();
        self.desks[server].room.connect_reader(client, name, locks);
        let remote = Remote { peer: self.desks[server].name.clone(), direction: Direction::Up };
        let desk = &mut self.desks[client];
        let effects = desk.room.connect(server, remote, &mut desk.doc);
        self.carry_out(client, effects);
    }

    fn disconnect(&mut self, one: usize, other: usize) {
        self.frames
            .retain(|(from, to, _)| [*from, *to] != [one, other] && [*to, *from] != [one, other]);
        for (at, gone) in [(one, other), (other, one)] {
            let desk = &mut self.desks[at];
            let effects = desk.room.disconnect(&gone, &mut desk.doc);
            self.carry_out(at, effects);
        }
    }

    fn write(&mut self, at: usize, key: &str, value: i64) {
        let desk = &mut self.desks[at];
        desk.doc.put(ROOT, key, value).unwrap();
        desk.doc.commit();
        let effects = desk.room.local_change(&mut desk.doc);
        self.carry_out(at, effects);
    }

    fn commit(&mut self, at: usize) {
        let desk = &mut self.desks[at];
        let heads = Heads::of(&mut desk.doc);
        let effects = desk.room.committed(&heads, &mut desk.doc);
        self.carry_out(at, effects);
    }

    fn say(&mut self, at: usize, data: &[u8]) {
        let effects = self.desks[at].room.broadcast(&payload(data));
        self.carry_out(at, effects);
    }

    fn carry_out(&mut self, at: usize, effects: Vec<Effect<usize>>) {
        for effect in effects {
            match effect {
                Effect::Send { to, frame } => self.frames.push_back((at, to, frame)),
                Effect::Heard { author, data } => {
                    let heard = (author.as_str().to_owned(), data.into_bytes());
                    self.desks[at].heard.push(heard);
                }
                Effect::Unavailable => self.desks[at].unavailable += 1,
                Effect::Close { reason, .. } => self.desks[at].closed.push(reason),
                Effect::Changed { .. } if self.desks[at].commits_at_once => self.commit(at),
                Effect::Changed { .. } => {}
            }
        }
    }

    fn deliver(&mut self, from: usize, to: usize, frame: Frame) {
        let desk = &mut self.desks[to];
        let effects = desk.room.receive(&from, frame, &mut desk.doc);
        self.carry_out(to, effects);
    }

    /// Delivers everything, and what comes of it.
    fn settle(&mut self) -> usize {
        let mut delivered = 0;
        while let Some((from, to, frame)) = self.frames.pop_front() {
            self.deliver(from, to, frame);
            delivered += 1;
            assert!(delivered < 1_000, "the rooms never stop talking");
        }
        delivered
    }

    fn value(&self, at: usize, key: &str) -> Option<i64> {
        let found = self.desks[at].doc.get(ROOT, key).unwrap();
        found.and_then(|(value, _)| value.as_i64())
    }

    fn synced(&mut self, at: usize, with: usize) -> bool {
        let desk = &mut self.desks[at];
        desk.room.synced_with(&with, &mut desk.doc)
    }
}

/// A relay and two clients of it.
fn office() -> (Office, usize, usize, usize) {
    let mut office = Office::default();
    let (relay, ana, ben) = (office.seat("relay"), office.seat("ana"), office.seat("ben"));
    (office, relay, ana, ben)
}

#[test]
fn an_edit_reaches_everybody_through_the_relay() {
    let (mut office, relay, ana, ben) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.connect(ben, relay);
    office.settle();
    assert_eq!(office.value(ben, "x"), Some(1));
    office.write(ben, "y", 2);
    office.settle();
    assert_eq!(office.value(ana, "y"), Some(2));
    for (at, with) in [(ana, relay), (ben, relay), (relay, ana), (relay, ben)] {
        assert!(office.synced(at, with), "{at} with {with}");
    }
}

#[test]
fn edits_made_apart_meet_after_a_reconnect() {
    let (mut office, relay, ana, ben) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.connect(ben, relay);
    office.settle();
    office.disconnect(ana, relay);
    office.write(ana, "a", 1);
    office.write(ben, "b", 2);
    office.settle();
    office.connect(ana, relay);
    office.settle();
    assert_eq!((office.value(ana, "b"), office.value(ben, "a")), (Some(2), Some(1)));
}

#[test]
fn a_frame_lost_with_its_connection_is_made_good_by_the_next() {
    let (mut office, relay, ana, _) = office();
    office.connect(ana, relay);
    office.settle();
    office.write(ana, "x", 1);
    office.disconnect(ana, relay);
    office.connect(ana, relay);
    office.settle();
    assert_eq!(office.value(relay, "x"), Some(1));
    assert!(office.synced(ana, relay));
}

#[test]
fn a_frame_that_comes_twice_does_no_harm() {
    let (mut office, relay, ana, ben) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.connect(ben, relay);
    while let Some((from, to, frame)) = office.frames.pop_front() {
        office.deliver(from, to, frame.clone());
        office.deliver(from, to, frame);
    }
    assert_eq!(office.value(ben, "x"), Some(1));
    assert!(office.synced(ana, relay) && office.synced(ben, relay));
}

#[test]
fn the_author_hears_that_its_work_is_safe_only_after_the_commit() {
    let (mut office, relay, ana, ben) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.connect(ben, relay);
    office.settle();
    office.desks[relay].commits_at_once = false;

    office.write(ana, "x", 2);
    office.settle();
    assert_eq!(office.value(ben, "x"), Some(2), "others get it at once");
    assert!(!office.synced(ana, relay));

    office.commit(relay);
    office.settle();
    assert!(office.synced(ana, relay));
}

#[test]
fn the_work_of_others_comes_even_while_ones_own_is_not_safe_yet() {
    let (mut office, relay, ana, ben) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.connect(ben, relay);
    office.settle();
    office.desks[relay].commits_at_once = false;

    office.write(ana, "a", 1);
    office.settle();
    office.write(ben, "b", 2);
    office.settle();
    assert_eq!(office.value(ana, "b"), Some(2));
    assert!(!office.synced(ana, relay) && !office.synced(ben, relay));

    office.commit(relay);
    office.settle();
    assert!(office.synced(ana, relay) && office.synced(ben, relay));
}

#[test]
fn a_new_connection_does_not_take_for_safe_what_the_old_one_brought() {
    let (mut office, relay, ana, _) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.settle();
    office.desks[relay].commits_at_once = false;

    office.write(ana, "x", 2);
    office.settle();
    office.disconnect(ana, relay);
    office.connect(ana, relay);
    office.settle();
    assert!(!office.synced(ana, relay));
    office.commit(relay);
    office.settle();
    assert!(office.synced(ana, relay));
}

#[test]
fn what_the_old_connection_still_brings_is_not_acknowledged_on_the_new_one() {
    let (mut office, relay, ana, _) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.settle();
    office.desks[relay].commits_at_once = false;
    office.write(ana, "x", 2);
    let (_, _, late) = office.frames.pop_front().unwrap();

    // Ana has noticed that the connection is gone, the relay hasn't; it delivers once more.
    let (old, new) = (ana, 77);
    let desk = &mut office.desks[ana];
    desk.room.disconnect(&relay, &mut desk.doc);
    let remote = Remote { peer: peer("ana"), direction: Direction::Down };
    let desk = &mut office.desks[relay];
    desk.room.connect(new, remote, &mut desk.doc);
    let hello = Letter { data: payload(&hello_of(&mut office.desks[ana].doc)), ..letter_of(&late) };
    let desk = &mut office.desks[relay];
    desk.room.receive(&new, Frame::Sync(hello), &mut desk.doc);
    let effects = desk.room.receive(&old, late, &mut desk.doc);
    let newest = Heads::of(&mut desk.doc);
    for effect in effects {
        if let Effect::Send { frame: Frame::Sync(letter), .. } = effect {
            let message = Message::decode(letter.data.as_bytes()).unwrap();
            assert_ne!(Heads::from(message.heads), newest);
        }
    }
}

fn letter_of(frame: &Frame) -> Letter {
    let Frame::Sync(letter) = frame else { panic!("no sync message") };
    letter.clone()
}

/// The first message of a new connection.
fn hello_of(doc: &mut AutoCommit) -> Vec<u8> {
    doc.sync().generate_sync_message(&mut automerge::sync::State::new()).unwrap().encode()
}

#[test]
fn a_client_whose_disk_is_full_still_syncs() {
    let (mut office, relay, ana, ben) = office();
    office.desks[ben].commits_at_once = false;
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.connect(ben, relay);
    office.settle();
    office.write(ben, "y", 2);
    office.settle();
    assert_eq!(office.value(ana, "y"), Some(2));
    assert!(office.synced(ben, relay) && office.synced(relay, ben));
}

#[test]
fn a_relay_whose_disk_is_full_still_passes_on() {
    let (mut office, relay, ana, ben) = office();
    office.desks[relay].commits_at_once = false;
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.connect(ben, relay);
    office.settle();
    office.write(ben, "y", 2);
    office.settle();
    office.write(ana, "z", 3);
    office.settle();
    assert_eq!((office.value(ana, "y"), office.value(ben, "z")), (Some(2), Some(3)));
    assert!(!office.synced(ana, relay) && !office.synced(ben, relay));
    office.commit(relay);
    office.settle();
    assert!(office.synced(ana, relay) && office.synced(ben, relay));
}

#[test]
fn a_commit_of_less_acknowledges_nothing_newer() {
    let (mut office, relay, ana, _) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.settle();
    office.desks[relay].commits_at_once = false;

    office.write(ana, "x", 2);
    office.settle();
    let saved = Heads::of(&mut office.desks[relay].doc);
    office.write(ana, "x", 3);
    office.settle();
    let desk = &mut office.desks[relay];
    let effects = desk.room.committed(&saved, &mut desk.doc);
    office.carry_out(relay, effects);
    office.settle();
    assert!(!office.synced(ana, relay));
    office.commit(relay);
    office.settle();
    assert!(office.synced(ana, relay));
}

#[test]
fn a_document_that_nobody_has_is_unavailable_until_somebody_brings_it() {
    let (mut office, relay, ana, ben) = office();
    office.connect(ben, relay);
    let Some((_, _, Frame::Request(_))) = office.frames.front() else { panic!("not asked for") };
    office.settle();
    assert_eq!(office.desks[ben].unavailable, 1);
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    office.settle();
    assert_eq!(office.value(ben, "x"), Some(1));
    assert_eq!(office.desks[ben].unavailable, 1);
}

#[test]
fn a_tab_that_asks_the_leader_waits_for_what_the_relay_says() {
    let mut office = Office::default();
    let (relay, leader, tab) = (office.seat("relay"), office.seat("leader"), office.seat("tab"));
    office.connect(leader, relay);
    office.connect(tab, leader);
    // The tab's question arrives at the leader before the relay's answer.
    let asked = office.frames.pop_back().unwrap();
    office.deliver(asked.0, asked.1, asked.2);
    assert_eq!(office.desks[tab].unavailable, 0);
    office.settle();
    assert_eq!(office.desks[tab].unavailable, 1);
}

#[test]
fn who_asks_while_the_only_bearer_leaves_is_told() {
    let (mut office, relay, ana, ben) = office();
    office.write(ana, "x", 1);
    office.connect(ana, relay);
    let announced = office.frames.pop_front().unwrap();
    office.deliver(announced.0, announced.1, announced.2);
    office.frames.clear();
    office.connect(ben, relay);
    office.settle();
    assert_eq!(office.desks[ben].unavailable, 0, "ana has it");
    office.disconnect(ana, relay);
    office.settle();
    assert_eq!(office.desks[ben].unavailable, 1);
}

#[test]
fn what_is_said_reaches_all_others_once() {
    let (mut office, relay, ana, ben) = office();
    office.connect(ana, relay);
    office.connect(ben, relay);
    office.settle();
    office.say(ana, b"hello");
    while let Some((from, to, frame)) = office.frames.pop_front() {
        office.deliver(from, to, frame.clone());
        office.deliver(from, to, frame);
    }
    let hello = ("ana".to_owned(), b"hello".to_vec());
    assert_eq!(office.desks[ben].heard, vec![hello.clone()]);
    assert_eq!(office.desks[relay].heard, [hello]);
    assert_eq!(office.desks[ana].heard, []);
}

#[test]
fn a_tab_speaks_through_the_leader_in_a_name_the_relay_accepts() {
    let (mut office, relay, leader, ben) = office();
    let tab = office.seat("tab");
    for (client, server) in [(leader, relay), (ben, relay), (tab, leader)] {
        office.connect(client, server);
    }
    office.settle();
    office.say(tab, b"hello");
    office.settle();
    assert_eq!(office.desks[leader].heard[0].0, "tab");
    assert_eq!(office.desks[ben].heard[0].0, "ana/tab");
    assert_eq!(office.desks[tab].heard, []);
}

#[test]
fn bytes_that_are_no_sync_message_close_the_connection() {
    let (mut office, relay, ana, _) = office();
    office.connect(ana, relay);
    office.settle();
    let letter = Letter {
        sender: peer("ana"),
        target: peer("relay"),
        document: DocumentId::from_bytes([7; 16]),
        data: payload(b"nonsense"),
    };
    office.deliver(ana, relay, Frame::Sync(letter));
    assert_eq!(office.desks[relay].closed, [Rejected::Malformed]);
    assert!(office.desks[relay].room.is_empty());
}

#[test]
fn two_histories_of_one_actor_are_not_merged() {
    let (mut office, relay, ana, ben) = office();
    // A copied profile: both write as the same actor.
    let actor = ActorId::from([9].as_slice());
    for (at, value) in [(ana, 1), (ben, 2)] {
        office.desks[at].doc = AutoCommit::new().with_actor(actor.clone());
        office.write(at, "x", value);
    }
    office.connect(ana, relay);
    office.settle();
    office.connect(ben, relay);
    office.settle();
    let rejected = office.desks.iter().flat_map(|desk| &desk.closed);
    assert!(rejected.clone().count() > 0);
    assert!(rejected.clone().all(|reason| matches!(reason, Rejected::Unmergeable(_))));
    assert_eq!(office.value(relay, "x"), Some(1));
}

#[test]
fn frames_of_other_documents_are_passed_over() {
    let (mut office, relay, ana, _) = office();
    office.connect(ana, relay);
    office.settle();
    let none = NoDocument {
        sender: peer("ana"),
        target: peer("relay"),
        document: DocumentId::from_bytes([8; 16]),
    };
    office.deliver(ana, relay, Frame::DocUnavailable(none));
    assert_eq!(office.settle(), 0);
}

proptest! {
    #[test]
    fn damaged_messages_are_refused_or_do_no_harm(
        blows in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of(any::<prop::sample::Index>()),
        which in any::<prop::sample::Index>(),
    ) {
        let (mut office, relay, ana, ben) = office();
        office.write(ana, "x", 1);
        office.write(ben, "y", 2);
        office.connect(ana, relay);
        office.connect(ben, relay);
        // Some way into the exchange, one message is damaged.
        for _ in 0..which.index(6) {
            let Some((from, to, frame)) = office.frames.pop_front() else { break };
            office.deliver(from, to, frame);
        }
        if let Some((from, to, Frame::Sync(letter))) = office.frames.pop_front() {
            let mut bytes = letter.data.as_bytes().to_vec();
            for (at, byte) in blows {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len()) + 1));
            office.deliver(from, to, Frame::Sync(Letter { data: payload(&bytes), ..letter }));
        }
        // A new connection puts everything right again.
        for client in [ana, ben] {
            office.disconnect(client, relay);
            office.connect(client, relay);
        }
        office.settle();
        for at in [relay, ana, ben] {
            prop_assert_eq!((office.value(at, "x"), office.value(at, "y")), (Some(1), Some(2)));
        }
    }
}

const STATE: ReaderLocks = ReaderLocks { state: true, filter: false };
const FILTER: ReaderLocks = ReaderLocks { state: false, filter: true };
const NEITHER: ReaderLocks = ReaderLocks { state: false, filter: false };

impl Office {
    /// Delivers the next frames. With the filter alone, relay and reader never tire: it offers what
    /// it has, and it is asked for it. With the state as well, it isn't asked.
    fn settle_some(&mut self) {
        for _ in 0..200 {
            let Some((from, to, frame)) = self.frames.pop_front() else { break };
            self.deliver(from, to, frame);
        }
    }
}

/// A relay, an editor and a reader, each of the clients having written; what the relay and the
/// editor have of the reader, and the reader of them; and how many of its changes were dropped.
fn what_a_reader_writes(locks: ReaderLocks) -> ([Option<i64>; 2], Option<i64>, u64) {
    let mut office = Office::default();
    let [relay, ana, vic] = ["relay", "ana", "vic"].map(|name| office.seat(name));
    office.connect(ana, relay);
    office.write(ana, "first", 1);
    office.settle_some();
    office.connect_reader(vic, relay, locks);
    office.settle_some();
    assert_eq!(office.value(vic, "first"), Some(1));
    office.write(vic, "mine", 2);
    office.settle_some();
    office.write(ana, "second", 3);
    office.settle_some();
    assert!(office.desks[relay].closed.is_empty());
    let dropped = office.desks[relay].room.dropped_changes();
    let taken = [relay, ana].map(|at| office.value(at, "mine"));
    (taken, office.value(vic, "second"), dropped)
}

#[test]
fn without_locks_what_a_reader_writes_would_be_taken() {
    assert_eq!(what_a_reader_writes(NEITHER), ([Some(2); 2], Some(3), 0));
}

#[test]
fn the_state_alone_keeps_a_reader_from_writing_and_it_goes_on_reading() {
    assert_eq!(what_a_reader_writes(STATE), ([None; 2], Some(3), 0));
}

#[test]
fn the_filter_alone_keeps_a_reader_from_writing_and_it_goes_on_reading() {
    let (taken, read, dropped) = what_a_reader_writes(FILTER);
    assert_eq!((taken, read), ([None; 2], Some(3)));
    assert!(dropped > 0);
}

#[test]
fn both_locks_keep_a_reader_from_writing_even_if_it_forces_its_changes_on_us() {
    let mut office = Office::default();
    let [relay, vic] = ["relay", "vic"].map(|name| office.seat(name));
    office.desks[relay].doc.put(ROOT, "first", 1).unwrap();
    office.connect_reader(vic, relay, ReaderLocks::ALL);
    office.settle();
    for value in 0..10 {
        office.desks[vic].doc.put(ROOT, "mine", value).unwrap();
        let desk = &mut office.desks[vic];
        let changes = desk.doc.get_changes(&[]);
        let letter = Letter {
            sender: peer("vic"),
            target: peer("relay"),
            document: DocumentId::from_bytes([7; 16]),
            data: payload(&raw_message(changes.iter().map(automerge::Change::raw_bytes))),
        };
        office.deliver(vic, relay, Frame::Sync(letter));
    }
    assert_eq!(office.value(relay, "mine"), None);
    assert!(office.desks[relay].room.dropped_changes() >= 10);
    assert!(office.desks[relay].closed.is_empty());
}

#[test]
fn a_message_that_brings_more_than_there_is_space_for_is_refused() {
    let mut office = Office::default();
    let [relay, ana] = ["relay", "ana"].map(|name| office.seat(name));
    office.connect(ana, relay);
    office.settle();
    office.desks[relay].room.set_space(Space { changes: 10, document: 10 });
    office.write(ana, "first", 1);
    office.settle();
    assert_eq!(office.desks[relay].closed, [Rejected::Full]);
    assert_eq!(office.value(relay, "first"), None);
}

/// A sync message with nothing but these changes, as nobody honest sends it.
fn raw_message<'a>(changes: impl ExactSizeIterator<Item = &'a [u8]>) -> Vec<u8> {
    let number = |mut rest: usize| {
        let mut bytes = Vec::new();
        while rest >= 0x80 {
            bytes.push(u8::try_from(rest & 0x7f).unwrap() | 0x80);
            rest >>= 7;
        }
        bytes.push(u8::try_from(rest).unwrap());
        bytes
    };
    let mut message = vec![0x42, 0, 0, 0];
    message.extend(number(changes.len()));
    for change in changes {
        message.extend(number(change.len()));
        message.extend(change);
    }
    message
}
