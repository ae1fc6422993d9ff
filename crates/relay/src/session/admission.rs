//! What a WebSocket shows before it is let in.

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::http::HeaderValue;
use causeway_sync::store::SharedChunkStore;
use tokio::task::spawn_blocking;

use crate::access::{Grant, Keys, Pass, What};
use crate::api::Refusal;
use crate::hub::Hub;

/// Looks at the ticket of a WebSocket, or its key where keys may stand in addresses.
///
/// # Errors
/// If this relay wants one and none that is good came.
pub(crate) async fn admit<S: SharedChunkStore + 'static>(
    hub: &Hub<S>,
    query: Option<&str>,
    request: WebSocketUpgrade,
) -> Result<(Pass, WebSocketUpgrade), Refusal> {
    let Some(keys) = hub.gate.keys() else { return Ok((Pass::Anyone, request)) };
    let (grant, request) = match by_subprotocol(keys, request) {
        (Some(grant), request) => (grant, request),
        (None, request) => {
            let query = query.unwrap_or_default();
            let by_ticket = || keys.redeem(parameter(query, "ticket")?);
            let by_key = || keys.read(parameter(query, "key").filter(|_| hub.allows_key_in_url)?);
            (by_ticket().or_else(by_key).ok_or(Refusal::NO_TICKET)?, request)
        }
    };
    let keys = Arc::clone(keys);
    // The line of the log is written before anything is said to the peer.
    let noted = spawn_blocking(move || keys.note(What::Connected, &grant)).await;
    noted.map_err(|_| Refusal::BROKEN)?;
    Ok((Pass::Holder(grant), request))
}

/// A ticket may come as one of the protocols that the client offers, which no server and no proxy
/// writes to its logs. It is then the one that is chosen.
fn by_subprotocol(keys: &Keys, mut request: WebSocketUpgrade) -> (Option<Grant>, WebSocketUpgrade) {
    let redeemed = request.requested_protocols().find_map(|offer| {
        let grant = keys.redeem(offer.to_str().ok()?)?;
        Some((grant, HeaderValue::clone(offer)))
    });
    let grant = redeemed.map(|(grant, offer)| {
        request.set_selected_protocol(offer);
        grant
    });
    (grant, request)
}

/// A parameter of an address. Tickets and keys have no character that is written otherwise there.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}
