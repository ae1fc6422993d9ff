//! The addresses that the relay answers.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::Response;
use axum::routing::get;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::App;

/// The app at `/`, and `/healthz`, which answers as long as the process does.
pub(crate) fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .fallback_service(get(serve_app).with_state(app))
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
