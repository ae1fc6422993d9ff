//! Claiming a workspace with its first snapshot, and deleting it.

use std::sync::Arc;

use automerge::AutoCommit;
use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use causeway_sync::Heads;
use causeway_sync::chunks::{Chunk, ChunkKind};
use causeway_sync::guard::{Allowance, Refused, check_chunks};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{SharedChunkStore, StoreError};
use tokio::time::timeout;

use crate::access::{Grant, Keys, OwnKeys};
use crate::api::{From, Refusal, beside, document_of, in_turn, keys_of, owner_of};
use crate::hub::Hub;
use crate::rooms::Rooms;

/// Takes a document that the relay doesn't know, and gives its first keys.
pub(crate) async fn claim<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    From(address): From,
    Path(document): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<OwnKeys>), Refusal> {
    let keys = keys_of(&hub)?;
    // Before anything is read: a claim says whether the relay knows a document, and is work.
    in_turn(&hub, &hub.paces.claims, address)?;
    let document = document_of(&document)?;
    let snapshot = snapshot_of(&hub, receive(&hub, body).await?).await?;
    // Done to its end, even if whoever asks hangs up: half a claim would be a workspace without keys.
    let taken = tokio::spawn(async move { take(&hub, keys, document, snapshot).await });
    let own = taken.await.map_err(|_| Refusal::BROKEN)??;
    Ok((StatusCode::CREATED, Json(own)))
}

async fn take<S: SharedChunkStore>(
    hub: &Hub<S>,
    keys: Arc<Keys>,
    document: DocumentId,
    snapshot: Chunk,
) -> Result<OwnKeys, Refusal> {
    // One after another, so that of two claims of one document the second finds the first.
    let _turn = hub.claims.lock().await;
    must_be_unknown(hub, &keys, document).await?;
    hub.store.put(document, snapshot).await.map_err(|error| not_stored(&error))?;
    let claimed = beside(move || keys.claim(document)).await?;
    if claimed.is_err() {
        hub.store.remove(document).await.map_err(|error| not_stored(&error))?;
    }
    Ok(claimed?)
}

/// Deletes a workspace from the relay, with all its keys.
pub(crate) async fn forget<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    Path(document): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let keys = keys_of(&hub)?;
    let owner = owner_of(&keys, &headers, &document)?;
    let deleted = tokio::spawn(async move { delete(&hub, keys, owner).await });
    deleted.await.map_err(|_| Refusal::BROKEN)??;
    Ok(StatusCode::NO_CONTENT)
}

async fn delete<S: SharedChunkStore + 'static>(
    hub: &Hub<S>,
    keys: Arc<Keys>,
    owner: Grant,
) -> Result<(), Refusal> {
    let _turn = hub.claims.lock().await;
    beside(move || keys.delete(&owner)).await??;
    // Nobody has a key any more: whoever is still inside is put out, and nobody comes in.
    Rooms::forget(hub, owner.document).await;
    hub.store.remove(owner.document).await.map_err(|error| not_stored(&error))
}

async fn receive<S>(hub: &Hub<S>, body: Body) -> Result<Bytes, Refusal> {
    let limits = &hub.limits;
    let body = timeout(limits.request_within, to_bytes(body, limits.document_bytes)).await;
    body.map_err(|_| Refusal::TOO_SLOW)?.map_err(|_| Refusal::TOO_LARGE)
}

/// Reads a snapshot, and writes it anew: what is stored is known to load.
async fn snapshot_of<S>(hub: &Hub<S>, bytes: Bytes) -> Result<Chunk, Refusal> {
    let allowance = hub.limits.allowance();
    let loading = beside(move || sound(&bytes, allowance));
    let loaded =
        timeout(hub.limits.work_within, loading).await.map_err(|_| Refusal::BAD_SNAPSHOT)?;
    // A panic of Automerge is a document that doesn't load.
    loaded.map_err(|_| Refusal::BAD_SNAPSHOT)?
}

fn sound(bytes: &[u8], allowance: Allowance) -> Result<Chunk, Refusal> {
    check_chunks(bytes, allowance).map_err(|refused| match refused {
        Refused::Malformed => Refusal::BAD_SNAPSHOT,
        Refused::TooLarge => Refusal::TOO_LARGE,
    })?;
    let mut doc = AutoCommit::load(bytes).map_err(|_| Refusal::BAD_SNAPSHOT)?;
    let heads = Heads::of(&mut doc);
    if heads.is_empty() || !doc.get_missing_deps(&[]).is_empty() {
        return Err(Refusal::BAD_SNAPSHOT);
    }
    let saved = doc.save();
    let mut again = AutoCommit::load(&saved).map_err(|_| Refusal::BAD_SNAPSHOT)?;
    if Heads::of(&mut again) != heads {
        return Err(Refusal::BAD_SNAPSHOT);
    }
    Ok(Chunk::new(ChunkKind::Snapshot, saved))
}

async fn must_be_unknown<S: SharedChunkStore>(
    hub: &Hub<S>,
    keys: &Keys,
    document: DocumentId,
) -> Result<(), Refusal> {
    if keys.is_claimed(document) {
        return Err(Refusal::KNOWN);
    }
    let stored = hub.store.load(document).await.map_err(|error| not_stored(&error))?;
    if stored.is_empty() { Ok(()) } else { Err(Refusal::MADE_OPEN) }
}

fn not_stored(error: &StoreError) -> Refusal {
    tracing::error!(%error, "a workspace could not be claimed or deleted");
    Refusal::NOT_STORED
}
