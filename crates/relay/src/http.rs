//! The addresses that the relay answers.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HOST, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use causeway_sync::ids::DocumentId;
use causeway_sync::store::SharedChunkStore;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::App;
use crate::hub::Hub;
use crate::others::is_host;
use crate::{api, metrics, session};

/// A document that nobody has, to see whether the store answers.
const NOBODYS: DocumentId = DocumentId::from_bytes([0; 16]);

/// What everybody may ask: the app at `/`, `/sync`, `/api/…`, and `/healthz`, which answers as long
/// as the process does.
pub(crate) fn routes<S: SharedChunkStore + 'static>(app: Arc<App>, hub: &Arc<Hub<S>>) -> Router {
    let sync = Router::new()
        .route("/sync", get(session::upgrade))
        .layer(from_fn_with_state(Arc::clone(hub), api::of_our_origin))
        .with_state(Arc::clone(hub));
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .merge(sync)
        .merge(api::routes(Arc::clone(hub)))
        .fallback_service(get(serve_app).with_state(app))
}

/// What those who operate the relay ask: whether it can serve, and how it is doing.
pub(crate) fn admin<S: SharedChunkStore + 'static>(hub: &Arc<Hub<S>>) -> Router {
    Router::new()
        .route("/readyz", get(ready))
        .route("/metrics", get(tell))
        .with_state(Arc::clone(hub))
}

/// What is answered where TLS is spoken to those who don't speak it: where to go.
pub(crate) fn elsewhere() -> Router {
    Router::new().fallback(get(async |uri: Uri, headers: HeaderMap| {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let Some(host) = host.filter(|host| is_host(host)) else {
            return (StatusCode::BAD_REQUEST, "This relay speaks https.\n").into_response();
        };
        let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
        Redirect::temporary(&format!("https://{host}{path}")).into_response()
    }))
}

/// Sets what every answer carries.
pub(crate) fn with_common_headers(routes: Router) -> Router {
    // Neither guess a file's type, nor tell other hosts where the person came from.
    let constant =
        |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    routes
        .layer(constant(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(constant(REFERRER_POLICY, "no-referrer"))
}

async fn serve_app(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    app.answer(uri.path(), &headers)
}

async fn ready<S: SharedChunkStore + 'static>(State(hub): State<Arc<Hub<S>>>) -> Response {
    let sentence = match hub.store.load(NOBODYS).await {
        _ if hub.enter().is_none() => "The relay is stopping.\n".to_owned(),
        Ok(_) => return "ready\n".into_response(),
        Err(error) => format!("The store does not answer: {error}.\n"),
    };
    (StatusCode::SERVICE_UNAVAILABLE, sentence).into_response()
}

async fn tell<S: SharedChunkStore + 'static>(State(hub): State<Arc<Hub<S>>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, metrics::KIND)], hub.metrics.told())
}
