use automerge::{ActorId, AutoCommit, ROOT, transaction::Transactable as _};
use proptest::prelude::*;

use super::*;
use crate::{
    guard::Allowance,
    heads::Heads,
    ids::DocumentId,
    store::{ChunkStore as _, Fault, MemoryStore, StoreError, load_intact},
};

const DOCUMENT: DocumentId = DocumentId::from_bytes([5; 16]);

/// Runs a future of the memory store, which never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the memory store waits"),
    }
}

/// A document, its saver and its store.
struct Desk {
    doc: AutoCommit,
    saver: Saver,
    store: MemoryStore,
    now_ms: u64,
}

impl Desk {
    fn open(store: &MemoryStore, actor: u8) -> Self {
        let (chunks, _) = now(load_intact(store, DOCUMENT)).unwrap();
        let mut doc = AutoCommit::new().with_actor(ActorId::from([actor].as_slice()));
        let loaded = load_into(&mut doc, &chunks, Allowance::ORDINARY);
        let saver = Saver::new(&loaded, &mut doc, 0, 1);
        Self { doc, saver, store: store.clone(), now_ms: 0 }
    }

    fn write(&mut self, key: &str, value: i64) {
        self.doc.put(ROOT, key, value).unwrap();
        self.doc.commit();
        self.saver.changed(self.now_ms);
    }

    /// Lets time pass until the next write has succeeded or failed.
    fn save(&mut self) -> Result<(), StoreError> {
        let Some(due) = self.saver.deadline() else { return Ok(()) };
        self.now_ms = self.now_ms.max(due);
        let Some(write) = self.saver.poll(&mut self.doc, self.now_ms) else { return Ok(()) };
        let result = match write {
            Write::Put(chunk) => now(self.store.put(DOCUMENT, chunk)),
            Write::Compact { snapshot, replaces } => {
                now(self.store.compact(DOCUMENT, snapshot, replaces))
            }
        };
        match &result {
            Ok(()) => drop(self.saver.confirmed(self.now_ms).clone()),
            Err(_) => self.saver.failed(self.now_ms),
        }
        result
    }

    fn stored(&self) -> Vec<Chunk> {
        now(self.store.load(DOCUMENT)).unwrap()
    }
}

fn heads_in(store: &MemoryStore) -> Heads {
    Heads::of(&mut Desk::open(store, 99).doc)
}

#[test]
fn what_was_saved_is_there_after_a_restart() {
    let store = MemoryStore::new();
    let mut desk = Desk::open(&store, 1);
    assert_eq!(desk.saver.state(), SaveState::Saved);
    for value in 0..3 {
        desk.write("x", value);
        assert_eq!(desk.saver.state(), SaveState::Saving);
        desk.save().unwrap();
        assert_eq!(desk.saver.state(), SaveState::Saved);
    }
    assert_eq!(heads_in(&store), Heads::of(&mut desk.doc));
    assert_eq!(desk.stored().len(), 3);
}

#[test]
fn changes_within_a_moment_are_saved_together() {
    let mut desk = Desk::open(&MemoryStore::new(), 1);
    desk.write("x", 1);
    desk.save().unwrap();
    for value in 0..10 {
        desk.now_ms += 10;
        desk.write("x", value);
        assert_eq!(desk.saver.poll(&mut desk.doc, desk.now_ms), None);
    }
    desk.save().unwrap();
    assert_eq!(desk.stored().len(), 2);
}

#[test]
fn many_chunks_become_one() {
    let store = MemoryStore::new();
    let mut desk = Desk::open(&store, 1);
    let mut most = 0;
    for value in 0..200 {
        desk.write("x", value);
        desk.save().unwrap();
        most = most.max(desk.stored().len());
    }
    assert!((10..=66).contains(&most), "{most}");
    assert_eq!(heads_in(&store), Heads::of(&mut desk.doc));
}

#[test]
fn a_chunk_of_a_writer_one_has_not_heard_of_is_never_deleted() {
    let store = MemoryStore::new();
    let (mut ana, mut ben) = (Desk::open(&store, 1), Desk::open(&store, 2));
    ben.write("ben", 1);
    ben.save().unwrap();
    for value in 0..200 {
        ana.write("x", value);
        ana.save().unwrap();
    }
    ana.doc.merge(&mut ben.doc).unwrap();
    assert_eq!(heads_in(&store), Heads::of(&mut ana.doc));
}

#[test]
fn a_failed_write_stays_unsaved_and_is_tried_again() {
    let store = MemoryStore::new();
    let mut desk = Desk::open(&store, 1);
    desk.write("x", 1);
    for failures in 1..=3 {
        store.inject(Fault::Refuse(StoreError::Full));
        assert_eq!(desk.save(), Err(StoreError::Full));
        assert_eq!(desk.saver.state(), SaveState::Failing { failures });
        assert_eq!(*desk.saver.durable(), Heads::default());
    }
    desk.save().unwrap();
    assert_eq!(desk.saver.state(), SaveState::Saved);
    assert_eq!(heads_in(&store), Heads::of(&mut desk.doc));
}

#[test]
fn what_changes_during_a_write_is_not_taken_for_saved() {
    let mut desk = Desk::open(&MemoryStore::new(), 1);
    desk.write("x", 1);
    desk.now_ms += 1_000;
    assert!(desk.saver.poll(&mut desk.doc, desk.now_ms).is_some());
    desk.write("x", 2);
    assert_eq!(desk.saver.poll(&mut desk.doc, desk.now_ms + 1_000), None, "one at a time");
    desk.saver.confirmed(desk.now_ms);
    assert_eq!(desk.saver.state(), SaveState::Saving);
}

#[test]
fn a_refused_snapshot_is_followed_by_the_changes_alone() {
    let mut desk = Desk::open(&MemoryStore::new(), 1);
    desk.write("x", 1);
    desk.now_ms += 1_000;
    let first = desk.saver.poll(&mut desk.doc, desk.now_ms);
    assert!(matches!(first, Some(Write::Compact { .. })));
    desk.saver.failed(desk.now_ms);
    let second = desk.saver.poll(&mut desk.doc, desk.now_ms + 1_000);
    assert!(matches!(second, Some(Write::Put(_))));
}

#[test]
fn a_crash_loses_nothing_that_was_confirmed_and_repeats_nothing_harmful() {
    for fault in [Fault::CrashBefore, Fault::CrashAfter] {
        let store = MemoryStore::new();
        let mut desk = Desk::open(&store, 1);
        for value in 0..70 {
            desk.write("x", value);
            desk.save().unwrap();
        }
        let confirmed = desk.saver.durable().clone();
        desk.write("y", 1);
        store.inject(fault.clone());
        assert_eq!(desk.save(), Err(StoreError::Closed));
        store.reopen();
        let mut reopened = Desk::open(&store, 2);
        let missing = reopened.doc.get_missing_deps(confirmed.as_slice());
        assert_eq!(missing, [], "{fault:?}");
        // The one that went on in memory saves what it has again.
        desk.save().unwrap();
        assert_eq!(heads_in(&store), Heads::of(&mut desk.doc), "{fault:?}");
    }
}

#[test]
fn a_damaged_chunk_is_set_aside_and_the_rest_loaded() {
    let store = MemoryStore::new();
    let mut desk = Desk::open(&store, 1);
    for value in 0..3 {
        desk.write("x", value);
        desk.save().unwrap();
    }
    let damaged = desk
        .stored()
        .iter()
        .map(Chunk::key)
        .find(|key| key.kind() == ChunkKind::Incremental && store.damage(DOCUMENT, *key));
    let (chunks, aside) = now(load_intact(&store, DOCUMENT)).unwrap();
    assert_eq!(Some(aside[0]), damaged);
    assert_eq!(chunks.len(), 2);
    let mut doc = AutoCommit::new();
    assert_eq!(load_into(&mut doc, &chunks, Allowance::ORDINARY).refused, []);
    assert!(!Heads::of(&mut doc).is_empty());
    assert_eq!(now(load_intact(&store, DOCUMENT)).unwrap().1, [], "only once");
}

#[test]
fn a_chunk_that_waits_for_a_lost_one_is_not_thrown_away() {
    let store = MemoryStore::new();
    let mut desk = Desk::open(&store, 1);
    for value in 0..3 {
        desk.write("x", value);
        desk.save().unwrap();
    }
    // The chunks of the first and third write are there, the second's comes later, from a relay.
    let mut chunks = desk.stored();
    let second = desk.doc.get_changes(&[])[1].clone();
    chunks.retain(|chunk| {
        chunk.key().kind() == ChunkKind::Snapshot || {
            let mut alone = AutoCommit::new();
            load_into(&mut alone, std::slice::from_ref(chunk), Allowance::ORDINARY);
            !alone.get_missing_deps(&[]).contains(&desk.doc.get_changes(&[])[0].hash())
        }
    });
    assert_eq!(chunks.len(), 2);
    let mut doc = AutoCommit::new();
    load_into(&mut doc, &chunks, Allowance::ORDINARY);
    let snapshot = Chunk::new(ChunkKind::Snapshot, doc.save());
    let mut later = AutoCommit::new();
    load_into(&mut later, &[snapshot], Allowance::ORDINARY);
    later.apply_changes([second]).unwrap();
    assert_eq!(Heads::of(&mut later), Heads::of(&mut desk.doc));
}

#[test]
fn a_chunk_that_automerge_cannot_read_is_refused_and_kept() {
    let bad = Chunk::new(ChunkKind::Incremental, b"not automerge".to_vec());
    let mut doc = AutoCommit::new();
    let loaded = load_into(&mut doc, std::slice::from_ref(&bad), Allowance::ORDINARY);
    assert_eq!(loaded, Loaded { contained: Vec::new(), refused: vec![bad.key()] });
}

#[test]
fn a_snapshot_that_could_not_be_loaded_replaces_nothing() {
    // Senseless changes with a sound checksum, which Automerge merges and saves, and then can't load.
    let hex = "856f4a839e359c69036f000108000000000000000e090102030213032303330245025003530260020200020\
               17e01037e0301020000028000017f0002000a01040304150a210234014205560457017002b3010500037f00\
               00037f017c016c016d0174026b310400047c0200040103007f1400040002017e7e03";
    let senseless: Vec<u8> = (0..hex.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap())
        .collect();
    let store = MemoryStore::new();
    let mut desk = Desk::open(&store, 1);
    desk.doc.load_incremental(&senseless).unwrap();
    assert!(AutoCommit::load(&desk.doc.save()).is_err());
    for value in 0..70 {
        desk.write("x", value);
        desk.save().unwrap();
    }
    assert_eq!(desk.saver.state(), SaveState::Saved);
    assert_eq!(heads_in(&store), Heads::of(&mut desk.doc));
}

/// The chunks of some writers, who sometimes merge what the others have and sometimes compact.
fn chunks_of(steps: &[(u8, u8)]) -> (Vec<Chunk>, Heads) {
    let mut docs: Vec<_> = (1..=3)
        .map(|actor| AutoCommit::new().with_actor(ActorId::from([actor].as_slice())))
        .collect();
    let mut chunks = Vec::new();
    for (at, step) in steps {
        let at = usize::from(*at % 3);
        let before = docs[at].get_heads();
        if *step % 4 == 0 {
            let mut other = docs[(at + 1) % 3].clone();
            docs[at].merge(&mut other).unwrap();
        }
        docs[at].put(ROOT, "x", i64::from(*step)).unwrap();
        docs[at].commit();
        chunks.push(if *step % 5 == 0 {
            Chunk::new(ChunkKind::Snapshot, docs[at].save())
        } else {
            Chunk::new(ChunkKind::Incremental, docs[at].save_after(&before))
        });
    }
    let [mut all, mut second, mut third] = <[AutoCommit; 3]>::try_from(docs).unwrap();
    all.merge(&mut second).unwrap();
    all.merge(&mut third).unwrap();
    (chunks, Heads::of(&mut all))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn chunks_load_in_any_order_and_any_number_of_times(
        steps in proptest::collection::vec((any::<u8>(), any::<u8>()), 1..12),
        order in proptest::collection::vec(any::<prop::sample::Index>(), 0..30),
    ) {
        let (chunks, heads) = chunks_of(&steps);
        let mut shuffled: Vec<_> = order.iter().map(|at| at.get(&chunks).clone()).collect();
        shuffled.extend(chunks.iter().rev().cloned());
        for chunk in shuffled.chunks(5).chain([shuffled.as_slice()]) {
            prop_assert_eq!(load_into(&mut AutoCommit::new(), chunk, Allowance::ORDINARY).refused, []);
        }
        let mut doc = AutoCommit::new();
        load_into(&mut doc, &shuffled, Allowance::ORDINARY);
        prop_assert_eq!(&Heads::of(&mut doc), &heads);
        load_into(&mut doc, &chunks, Allowance::ORDINARY);
        prop_assert_eq!(&Heads::of(&mut doc), &heads);
    }
}
