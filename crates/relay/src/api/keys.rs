//! The keys of a workspace, for its owner.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use causeway_sync::store::SharedChunkStore;
use chrono::DateTime;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::access::{KeyRecord, Role, in_words, now};
use crate::api::{From, Refusal, beside, in_turn, keys_of, owner_of};
use crate::hub::Hub;

/// The longest label of a key, in characters.
const LONGEST_LABEL: usize = 200;

/// What a new key shall be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    role: Role,
    /// A time of RFC 3339.
    expires: Option<String>,
    label: Option<String>,
}

/// Makes a key.
pub(crate) async fn make<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    From(address): From,
    Path(document): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let keys = keys_of(&hub)?;
    in_turn(&hub, &hub.paces.tickets, address)?;
    let owner = owner_of(&keys, &headers, &document)?;
    let wish: Wish = serde_json::from_slice(&body).map_err(|_| Refusal::BAD_REQUEST)?;
    let expires = wish.expires.as_deref().map(expiry).transpose()?;
    if wish.label.as_ref().is_some_and(|label| label.chars().count() > LONGEST_LABEL) {
        return Err(Refusal::LABEL_TOO_LONG);
    }
    let made = beside(move || keys.make(&owner, wish.role, expires, wish.label)).await?;
    let (record, key) = made?;
    let mut told = in_json(&record);
    told["key"] = key.into();
    Ok((StatusCode::CREATED, Json(told)))
}

/// Lists all keys that a workspace has had, without the keys themselves.
pub(crate) async fn list<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    Path(document): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    let keys = keys_of(&hub)?;
    let owner = owner_of(&keys, &headers, &document)?;
    let records: Vec<Value> = keys.list(owner.document).iter().map(in_json).collect();
    Ok(Json(json!({ "keys": records })))
}

/// Makes a key worthless.
pub(crate) async fn revoke<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    Path((document, key)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let keys = keys_of(&hub)?;
    let owner = owner_of(&keys, &headers, &document)?;
    let id = key.parse().map_err(|_| Refusal::NO_SUCH_KEY)?;
    beside(move || keys.revoke(&owner, id)).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Reads when a key shall expire, as seconds since 1970.
fn expiry(text: &str) -> Result<u64, Refusal> {
    let time = DateTime::parse_from_rfc3339(text).map_err(|_| Refusal::BAD_EXPIRY)?;
    let seconds = u64::try_from(time.timestamp()).map_err(|_| Refusal::BAD_EXPIRY)?;
    if seconds > now() { Ok(seconds) } else { Err(Refusal::BAD_EXPIRY) }
}

fn in_json(record: &KeyRecord) -> Value {
    json!({
        "id": record.id,
        "role": record.role,
        "label": record.label,
        "made": in_words(record.made),
        "expires": record.expires.and_then(in_words),
        "revoked": record.revoked.and_then(in_words),
    })
}
