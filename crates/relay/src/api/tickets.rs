//! Tickets for keys.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use causeway_sync::store::SharedChunkStore;
use serde_json::{Value, json};

use crate::api::{From, Refusal, beside, grant_of, in_turn, keys_of};
use crate::hub::Hub;

/// Gives a ticket for the key that came with the request.
pub(crate) async fn issue<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    From(address): From,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    let keys = keys_of(&hub)?;
    in_turn(&hub, &hub.paces.tickets, address)?;
    let grant = grant_of(&keys, &headers)?;
    let ticket = beside(move || keys.issue_ticket(grant)).await?.ok_or(Refusal::BUSY)?;
    let good_for = hub.limits.ticket_within;
    Ok(Json(json!({
        "ticket": ticket,
        "expires_in": good_for.as_secs() + u64::from(good_for.subsec_nanos() > 0),
        "role": grant.role,
        "document": grant.document.to_string(),
    })))
}
