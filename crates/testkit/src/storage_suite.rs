//! What must hold of every store of chunks, as one suite that every store runs.
//!
//! It needs no runtime of its own and builds for browsers: the caller awaits [`run`] in its own
//! kind of test. A failed check panics with its name.

use std::future::Future;

use causeway_sync::{
    chunks::{Chunk, ChunkKey, ChunkKind},
    ids::DocumentId,
    store::{ChunkStore, Holding, load_intact},
};

/// Opens stores of one kind for the suite.
pub trait Bench {
    /// The kind of store.
    type Store: ChunkStore;

    /// A new store with nothing in it.
    fn fresh(&self) -> impl Future<Output = Self::Store>;

    /// Another handle on what this store holds, as a second task or tab has.
    fn beside(&self, store: &Self::Store) -> impl Future<Output = Self::Store>;

    /// Closes a store, as at the end of the program, and opens it again.
    fn reopen(&self, store: Self::Store) -> impl Future<Output = Self::Store>;
}

const ANAS: DocumentId = DocumentId::from_bytes([1; 16]);
const BENS: DocumentId = DocumentId::from_bytes([2; 16]);

/// Runs all checks, each on a fresh store.
pub async fn run(bench: &impl Bench) {
    an_unknown_document_has_no_chunks(bench).await;
    what_was_put_is_loaded_byte_for_byte(bench).await;
    putting_twice_is_putting_once(bench).await;
    documents_are_kept_apart(bench).await;
    a_snapshot_replaces_the_chunks_it_names_and_no_others(bench).await;
    a_snapshot_does_not_replace_itself(bench).await;
    the_list_counts_what_is_held(bench).await;
    a_removed_document_is_gone_and_the_others_stay(bench).await;
    a_chunk_set_aside_is_not_loaded_until_it_comes_again(bench).await;
    a_damaged_chunk_is_set_aside_by_loading(bench).await;
    everything_survives_reopening(bench).await;
    two_writers_lose_nothing_of_each_other(bench).await;
}

async fn an_unknown_document_has_no_chunks(bench: &impl Bench) {
    let store = bench.fresh().await;
    assert_eq!(loaded(&store, ANAS).await, [], "an_unknown_document_has_no_chunks");
    assert_eq!(store.list().await, Ok(Vec::new()), "an_unknown_document_has_no_chunks");
    assert_eq!(store.remove(ANAS).await, Ok(()), "an_unknown_document_has_no_chunks");
}

async fn what_was_put_is_loaded_byte_for_byte(bench: &impl Bench) {
    let store = bench.fresh().await;
    let all_bytes: Vec<u8> = (0..=u8::MAX).collect();
    let chunks = [
        Chunk::new(ChunkKind::Incremental, all_bytes.clone()),
        Chunk::new(ChunkKind::Snapshot, all_bytes.repeat(4 << 10)),
        Chunk::new(ChunkKind::Incremental, vec![0]),
    ];
    for chunk in &chunks {
        assert_eq!(store.put(ANAS, chunk.clone()).await, Ok(()), "what_was_put_is_loaded");
    }
    assert_eq!(loaded(&store, ANAS).await, sorted(chunks.to_vec()), "what_was_put_is_loaded");
}

async fn putting_twice_is_putting_once(bench: &impl Bench) {
    let store = bench.fresh().await;
    for _ in 0..2 {
        assert_eq!(store.put(ANAS, increment(b"a")).await, Ok(()), "putting_twice");
    }
    assert_eq!(loaded(&store, ANAS).await, [increment(b"a")], "putting_twice");
    // The same bytes as another kind of chunk are another chunk.
    assert_eq!(store.put(ANAS, snapshot(b"a")).await, Ok(()), "putting_twice");
    assert_eq!(loaded(&store, ANAS).await.len(), 2, "putting_twice");
}

async fn documents_are_kept_apart(bench: &impl Bench) {
    let store = bench.fresh().await;
    assert_eq!(store.put(ANAS, increment(b"a")).await, Ok(()), "documents_are_kept_apart");
    assert_eq!(store.put(BENS, increment(b"b")).await, Ok(()), "documents_are_kept_apart");
    assert_eq!(loaded(&store, ANAS).await, [increment(b"a")], "documents_are_kept_apart");
    assert_eq!(loaded(&store, BENS).await, [increment(b"b")], "documents_are_kept_apart");
}

async fn a_snapshot_replaces_the_chunks_it_names_and_no_others(bench: &impl Bench) {
    let store = bench.fresh().await;
    for bytes in [b"a", b"b", b"c"] {
        assert_eq!(store.put(ANAS, increment(bytes)).await, Ok(()), "a_snapshot_replaces");
    }
    assert_eq!(store.put(BENS, increment(b"a")).await, Ok(()), "a_snapshot_replaces");
    let replaces = keys(&[increment(b"a"), increment(b"b"), increment(b"never there")]);
    let done = store.compact(ANAS, snapshot(b"ab"), replaces).await;
    assert_eq!(done, Ok(()), "a_snapshot_replaces");
    let left = sorted(vec![snapshot(b"ab"), increment(b"c")]);
    assert_eq!(loaded(&store, ANAS).await, left, "a_snapshot_replaces");
    assert_eq!(loaded(&store, BENS).await, [increment(b"a")], "a_snapshot_replaces");
}

async fn a_snapshot_does_not_replace_itself(bench: &impl Bench) {
    let store = bench.fresh().await;
    for _ in 0..2 {
        let replaces = keys(&[snapshot(b"a")]);
        let done = store.compact(ANAS, snapshot(b"a"), replaces).await;
        assert_eq!(done, Ok(()), "a_snapshot_does_not_replace_itself");
    }
    let left = [snapshot(b"a")];
    assert_eq!(loaded(&store, ANAS).await, left, "a_snapshot_does_not_replace_itself");
}

async fn the_list_counts_what_is_held(bench: &impl Bench) {
    let store = bench.fresh().await;
    for chunk in [increment(b"12345"), increment(b"678"), increment(b"678")] {
        assert_eq!(store.put(BENS, chunk).await, Ok(()), "the_list_counts");
    }
    assert_eq!(store.put(ANAS, snapshot(b"12")).await, Ok(()), "the_list_counts");
    let expected = [
        Holding { document: ANAS, chunks: 1, bytes: 2 },
        Holding { document: BENS, chunks: 2, bytes: 8 },
    ];
    assert_eq!(store.list().await, Ok(expected.to_vec()), "the_list_counts");
    let done = store.compact(BENS, snapshot(b"9"), keys(&[increment(b"678")])).await;
    assert_eq!(done, Ok(()), "the_list_counts");
    let expected = [expected[0], Holding { document: BENS, chunks: 2, bytes: 6 }];
    assert_eq!(store.list().await, Ok(expected.to_vec()), "the_list_counts");
}

async fn a_removed_document_is_gone_and_the_others_stay(bench: &impl Bench) {
    let store = bench.fresh().await;
    assert_eq!(store.put(ANAS, increment(b"a")).await, Ok(()), "a_removed_document");
    assert_eq!(store.put(BENS, increment(b"b")).await, Ok(()), "a_removed_document");
    assert_eq!(store.remove(ANAS).await, Ok(()), "a_removed_document");
    assert_eq!(loaded(&store, ANAS).await, [], "a_removed_document");
    let left = Holding { document: BENS, chunks: 1, bytes: 1 };
    assert_eq!(store.list().await, Ok(vec![left]), "a_removed_document");
}

async fn a_chunk_set_aside_is_not_loaded_until_it_comes_again(bench: &impl Bench) {
    let store = bench.fresh().await;
    for bytes in [b"a", b"b"] {
        assert_eq!(store.put(ANAS, increment(bytes)).await, Ok(()), "a_chunk_set_aside");
    }
    for key in keys(&[increment(b"a"), increment(b"never there")]) {
        assert_eq!(store.quarantine(ANAS, key).await, Ok(()), "a_chunk_set_aside");
    }
    assert_eq!(loaded(&store, ANAS).await, [increment(b"b")], "a_chunk_set_aside");
    let left = Holding { document: ANAS, chunks: 1, bytes: 1 };
    assert_eq!(store.list().await, Ok(vec![left]), "a_chunk_set_aside");
    // A sound copy may come later, from another tab or by syncing.
    assert_eq!(store.put(ANAS, increment(b"a")).await, Ok(()), "a_chunk_set_aside");
    assert_eq!(loaded(&store, ANAS).await.len(), 2, "a_chunk_set_aside");
}

async fn a_damaged_chunk_is_set_aside_by_loading(bench: &impl Bench) {
    let store = bench.fresh().await;
    let damaged = Chunk::stored(increment(b"a").key(), b"z".to_vec());
    for chunk in [damaged.clone(), increment(b"b")] {
        assert_eq!(store.put(ANAS, chunk).await, Ok(()), "a_damaged_chunk");
    }
    let found = load_intact(&store, ANAS).await;
    assert_eq!(found, Ok((vec![increment(b"b")], vec![damaged.key()])), "a_damaged_chunk");
    let again = load_intact(&store, ANAS).await;
    assert_eq!(again, Ok((vec![increment(b"b")], Vec::new())), "a_damaged_chunk");
}

async fn everything_survives_reopening(bench: &impl Bench) {
    let store = bench.fresh().await;
    for bytes in [b"a", b"b", b"c"] {
        assert_eq!(store.put(ANAS, increment(bytes)).await, Ok(()), "everything_survives");
        assert_eq!(store.put(BENS, increment(bytes)).await, Ok(()), "everything_survives");
    }
    let done = store.compact(ANAS, snapshot(b"ab"), keys(&[increment(b"a")])).await;
    assert_eq!(done, Ok(()), "everything_survives");
    let aside = store.quarantine(ANAS, increment(b"b").key()).await;
    assert_eq!(aside, Ok(()), "everything_survives");
    assert_eq!(store.remove(BENS).await, Ok(()), "everything_survives");

    let store = bench.reopen(store).await;
    let left = sorted(vec![snapshot(b"ab"), increment(b"c")]);
    assert_eq!(loaded(&store, ANAS).await, left, "everything_survives");
    assert_eq!(loaded(&store, BENS).await, [], "everything_survives");
}

async fn two_writers_lose_nothing_of_each_other(bench: &impl Bench) {
    let ana = bench.fresh().await;
    let ben = bench.beside(&ana).await;
    assert_eq!(ana.put(ANAS, increment(b"a")).await, Ok(()), "two_writers");
    assert_eq!(ben.put(ANAS, increment(b"b")).await, Ok(()), "two_writers");
    // Ana compacts what she knows, without having seen what Ben wrote.
    let done = ana.compact(ANAS, snapshot(b"a"), keys(&[increment(b"a")])).await;
    assert_eq!(done, Ok(()), "two_writers");
    let left = sorted(vec![snapshot(b"a"), increment(b"b")]);
    assert_eq!(loaded(&ana, ANAS).await, left, "two_writers");
    assert_eq!(loaded(&ben, ANAS).await, left, "two_writers");
    // Both compact at once what the other has compacted already.
    let replaced = keys(&left);
    for (writer, chunk) in [(&ana, snapshot(b"ab")), (&ben, snapshot(b"ba"))] {
        let done = writer.compact(ANAS, chunk, replaced.clone()).await;
        assert_eq!(done, Ok(()), "two_writers");
    }
    let left = sorted(vec![snapshot(b"ab"), snapshot(b"ba")]);
    assert_eq!(loaded(&ana, ANAS).await, left, "two_writers");
}

fn snapshot(bytes: &[u8]) -> Chunk {
    Chunk::new(ChunkKind::Snapshot, bytes.to_vec())
}

fn increment(bytes: &[u8]) -> Chunk {
    Chunk::new(ChunkKind::Incremental, bytes.to_vec())
}

fn keys(chunks: &[Chunk]) -> Vec<ChunkKey> {
    chunks.iter().map(Chunk::key).collect()
}

fn sorted(mut chunks: Vec<Chunk>) -> Vec<Chunk> {
    chunks.sort_by_key(Chunk::key);
    chunks
}

/// What a document has, in the order of its keys.
async fn loaded(store: &impl ChunkStore, document: DocumentId) -> Vec<Chunk> {
    match store.load(document).await {
        Ok(chunks) => sorted(chunks),
        Err(error) => panic!("the store does not load: {error}"),
    }
}
