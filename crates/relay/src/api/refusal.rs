//! Why a request is refused: a status, a code for programs, and a sentence for people.

use std::time::Duration;

use axum::Json;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::access::{NotDone, Over};

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    code: &'static str,
    sentence: &'static str,
    retry_after: Option<Duration>,
}

impl Refusal {
    pub(crate) const OPEN: Self = Self::new(
        StatusCode::CONFLICT,
        "open-access",
        "This relay is open: a workspace's link is its key, and there are no others.",
    );
    pub(crate) const FOREIGN_ORIGIN: Self = Self::new(
        StatusCode::FORBIDDEN,
        "foreign-origin",
        "This relay answers no pages of other sites.",
    );
    pub(crate) const NO_KEY: Self = Self::new(
        StatusCode::UNAUTHORIZED,
        "no-key",
        "This needs a key, and none that is good came.",
    );
    pub(crate) const NO_TICKET: Self = Self::new(
        StatusCode::UNAUTHORIZED,
        "no-ticket",
        "This needs a ticket; one is good for one use within a minute.",
    );
    pub(crate) const NOT_OWNER: Self = Self::new(
        StatusCode::FORBIDDEN,
        "not-owner",
        "Only the owner of a workspace may do this, with the owner's key.",
    );
    pub(crate) const KNOWN: Self = Self::new(
        StatusCode::CONFLICT,
        "known",
        "This relay knows this workspace already, and whoever shared it has its keys.",
    );
    pub(crate) const MADE_OPEN: Self = Self::new(
        StatusCode::CONFLICT,
        "made-open",
        "This relay has this workspace from when it was open. Who operates the relay can make keys for it.",
    );
    pub(crate) const BAD_DOCUMENT: Self =
        Self::new(StatusCode::BAD_REQUEST, "bad-document", "This is no document's id.");
    pub(crate) const BAD_SNAPSHOT: Self = Self::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "bad-snapshot",
        "This is no whole Automerge document.",
    );
    pub(crate) const TOO_LARGE: Self = Self::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        "This is larger than this relay takes.",
    );
    pub(crate) const BAD_REQUEST: Self =
        Self::new(StatusCode::BAD_REQUEST, "bad-request", "This request was not understood.");
    pub(crate) const BAD_EXPIRY: Self = Self::new(
        StatusCode::BAD_REQUEST,
        "bad-expiry",
        "A key expires at a time to come, given as 2030-12-31T23:59:59Z.",
    );
    pub(crate) const LABEL_TOO_LONG: Self =
        Self::new(StatusCode::BAD_REQUEST, "label-too-long", "This label is too long.");
    pub(crate) const NO_SUCH_KEY: Self =
        Self::new(StatusCode::NOT_FOUND, "no-such-key", "This workspace has no such key.");
    pub(crate) const LAST_OWNER: Self = Self::new(
        StatusCode::CONFLICT,
        "last-owner",
        "A workspace needs an owner; make another owner key first.",
    );
    pub(crate) const TOO_MANY_KEYS: Self =
        Self::new(StatusCode::CONFLICT, "too-many-keys", "This workspace has had too many keys.");
    pub(crate) const TOO_SLOW: Self =
        Self::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "This request took too long to arrive.");
    pub(crate) const BUSY: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "busy",
        "This relay has too much to do; try again soon.",
    );
    pub(crate) const NOT_STORED: Self = Self::new(
        StatusCode::INSUFFICIENT_STORAGE,
        "not-stored",
        "This relay could not write it to its disk. Nothing was changed.",
    );
    pub(crate) const BROKEN: Self = Self::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "broken",
        "This relay failed at it. Nothing was changed.",
    );

    const fn new(status: StatusCode, code: &'static str, sentence: &'static str) -> Self {
        Self { status, code, sentence, retry_after: None }
    }

    /// Asked too often; it may be tried again after this time.
    pub(crate) const fn too_often(wait: Duration) -> Self {
        let asked = "This was asked too often from this address; try again later.";
        let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-often", asked);
        Self { retry_after: Some(wait), ..refusal }
    }

    /// The key that came was good once.
    pub(crate) fn over(over: Over) -> Self {
        let code = match over {
            Over::Revoked => "key-revoked",
            Over::Expired => "key-expired",
            Over::Deleted => "workspace-deleted",
            // As for a key that this relay never made: the secret that would tell it is gone.
            Over::Retired => return Self::NO_KEY,
        };
        Self::new(StatusCode::UNAUTHORIZED, code, over.sentence())
    }
}

impl From<NotDone> for Refusal {
    fn from(error: NotDone) -> Self {
        match error {
            NotDone::Known => Self::KNOWN,
            NotDone::NoSuchKey => Self::NO_SUCH_KEY,
            NotDone::LastOwner => Self::LAST_OWNER,
            NotDone::TooMany => Self::TOO_MANY_KEYS,
            NotDone::Over(over) => Self::over(over),
            NotDone::Register(error) => {
                tracing::error!(%error, "the register of keys could not be written");
                Self::NOT_STORED
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = Json(json!({ "code": self.code, "error": self.sentence }));
        let mut response = (self.status, body).into_response();
        if let Some(wait) = self.retry_after {
            let seconds = HeaderValue::from(wait.as_secs().saturating_add(1));
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response
    }
}
