//! What the app asks over HTTP: claims, tickets and keys. `docs/relay.md` describes it.

mod claim;
mod keys;
mod refusal;
mod tickets;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, AUTHORIZATION, CACHE_CONTROL, ORIGIN, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::SharedChunkStore;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use crate::access::pace::Paces;
use crate::access::{Grant, Keys, Role};
pub(crate) use crate::api::refusal::Refusal;
use crate::hub::Hub;
use crate::origin::Asker;
use crate::others::OtherRelay;

/// What the browser of a page from elsewhere is told before it asks: for ten minutes.
const PREFLIGHT: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE"),
    (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"),
    (ACCESS_CONTROL_MAX_AGE, "600"),
];

/// Everything below `/api/`.
pub(crate) fn routes<S: SharedChunkStore + 'static>(hub: Arc<Hub<S>>) -> Router {
    Router::new()
        .route("/api/relay", get(relay))
        .route("/api/tickets", post(tickets::issue))
        .route("/api/workspaces/{document}", post(claim::claim).delete(claim::forget))
        .route("/api/workspaces/{document}/keys", post(keys::make).get(keys::list))
        .route("/api/workspaces/{document}/keys/{key}", delete(keys::revoke))
        .layer(from_fn_with_state(Arc::clone(&hub), of_our_origin))
        .layer(from_fn(never_kept))
        .with_state(hub)
}

/// Lets nobody in whom a page of an unknown origin has sent: a browser says where the page is from.
/// Where that is another place that may ask, the browser is told so; it asks before it sends a key.
pub(crate) async fn of_our_origin<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    match hub.origins.asker(request.headers()) {
        None => Err(Refusal::FOREIGN_ORIGIN),
        Some(Asker::Own) => Ok(next.run(request).await),
        Some(Asker::Other(page)) => {
            let mut response = if request.method() == Method::OPTIONS {
                (StatusCode::NO_CONTENT, PREFLIGHT).into_response()
            } else {
                next.run(request).await
            };
            response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, page);
            response.headers_mut().append(VARY, HeaderValue::from_name(ORIGIN));
            Ok(response)
        }
    }
}

/// Answers hold keys and tickets: nothing on the way may keep them.
async fn never_kept(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What this relay is.
async fn relay<S: SharedChunkStore + 'static>(State(hub): State<Arc<Hub<S>>>) -> Json<Value> {
    Json(json!({
        "access": hub.gate.access().word(),
        "version": env!("CARGO_PKG_VERSION"),
        "public_url": hub.origins.public_url(),
        "other_relays": hub.other_relays.iter().map(OtherRelay::socket).collect::<Vec<_>>(),
    }))
}

/// Where a request comes from.
pub(crate) struct From(pub(crate) IpAddr);

impl<T: Sync> FromRequestParts<T> for From {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &T) -> Result<Self, Refusal> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        address.map(|ConnectInfo(address)| Self(address.ip())).ok_or(Refusal::BROKEN)
    }
}

/// The keys of this relay, if it asks for them.
fn keys_of<S: SharedChunkStore + 'static>(hub: &Hub<S>) -> Result<Arc<Keys>, Refusal> {
    hub.gate.keys().map(Arc::clone).ok_or(Refusal::OPEN)
}

/// What the key says that came with a request, if it is good.
fn grant_of(keys: &Keys, headers: &HeaderMap) -> Result<Grant, Refusal> {
    let header = headers.get(AUTHORIZATION).and_then(|header| header.to_str().ok());
    let (scheme, key) = header.and_then(|text| text.split_once(' ')).ok_or(Refusal::NO_KEY)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Refusal::NO_KEY);
    }
    keys.examine(key.trim()).ok_or(Refusal::NO_KEY)?.map_err(Refusal::over)
}

/// What an owner's key says, if it came with a request and is for this document. Whether there is
/// such a document is not looked at.
fn owner_of(keys: &Keys, headers: &HeaderMap, document: &str) -> Result<Grant, Refusal> {
    let grant = grant_of(keys, headers)?;
    let is_for_it = document.parse() == Ok(grant.document) && grant.role == Role::Owner;
    if is_for_it { Ok(grant) } else { Err(Refusal::NOT_OWNER) }
}

/// Whether this address may ask once more.
fn in_turn<S>(hub: &Hub<S>, paces: &Paces, address: IpAddr) -> Result<(), Refusal> {
    paces.take(address, Instant::now()).map_err(|wait| {
        hub.metrics.too_often.inc();
        Refusal::too_often(wait)
    })
}

fn document_of(text: &str) -> Result<DocumentId, Refusal> {
    text.parse().map_err(|_| Refusal::BAD_DOCUMENT)
}

/// Does what blocks beside the threads that serve sockets.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refusal> {
    spawn_blocking(work).await.map_err(|_| Refusal::BROKEN)
}
