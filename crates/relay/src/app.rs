//! The app that the relay serves: files in memory, with what HTTP must know of each.
//!
//! A file is found by its exact name in a map, so no request can reach outside it.

mod caching;
mod embedded;
mod kind;
mod policy;

use std::collections::BTreeMap;

use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    HOST, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use crate::app::caching::Entity;
use crate::app::policy::Policy;
use crate::others::OtherRelay;

pub use embedded::files as embedded_files;

/// What a binary that was built without the app answers at `/`.
const WITHOUT_APP: &str = "This causeway was built without its app; the relay itself works, at /sync.\n\
     To have both, run `cargo xtask build` and start the binary that it makes.\n";

/// The files of the app, ready to be served.
///
/// ```
/// use causeway_relay::App;
///
/// let app = App::from_files([("index.html".to_owned(), "<h1>Causeway</h1>".into())]);
/// assert!(app.is_built());
/// ```
#[derive(Debug)]
pub struct App {
    assets: BTreeMap<String, Asset>,
    policy: Policy,
}

#[derive(Debug)]
struct Asset {
    plain: Entity,
    brotli: Option<Entity>,
    kind: &'static str,
    caching: &'static str,
}

impl App {
    /// The app that was embedded when this binary was built: empty when it wasn't built by then.
    pub fn embedded() -> Self {
        Self::from_files(embedded::files())
    }

    /// An app of the given files, each with its path below the root, parted by `/`.
    ///
    /// A file `x.br` isn't served by its own name: it is `x`, compressed with brotli.
    pub fn from_files(files: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        let mut files: BTreeMap<String, Bytes> = files.into_iter().collect();
        let compressed: BTreeMap<String, Bytes> =
            files.extract_if(.., |path, _| kind::is_compressed(path)).collect();
        let policy = Policy::of_page(files.get("index.html"));
        let assets = files.into_iter().map(|(path, bytes)| {
            let brotli = compressed.get(&format!("{path}.br")).cloned().map(Entity::of);
            let asset = Asset {
                plain: Entity::of(bytes),
                brotli,
                kind: kind::of(&path),
                caching: caching::of(&path),
            };
            (path, asset)
        });
        Self { assets: assets.collect(), policy }
    }

    /// The same app, whose page may connect to these relays as well.
    pub(crate) fn reaching(self, relays: &[OtherRelay]) -> Self {
        Self { policy: self.policy.reaching(relays), ..self }
    }

    /// Whether there is an app to serve.
    pub fn is_built(&self) -> bool {
        self.assets.contains_key("index.html")
    }

    /// The answer to a request for a path, such as `/` or `/index.html`.
    pub(crate) fn answer(&self, path: &str, request: &HeaderMap) -> Response {
        let name = match path.strip_prefix('/').unwrap_or(path) {
            "" => "index.html",
            name => name,
        };
        let Some(asset) = self.assets.get(name) else {
            return self.answer_unknown(name);
        };
        let entity = asset.entity_for(request);
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(asset.caching));
        headers.insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
        headers.insert(CONTENT_SECURITY_POLICY, self.policy.header(request.get(HOST)));
        if let Some(tag) = entity.tag() {
            headers.insert(ETAG, tag);
        }
        if request.get(IF_NONE_MATCH).is_some_and(|asked| entity.is_named_in(asked)) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
        if asset.is_brotli(entity) {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        (headers, entity.bytes()).into_response()
    }

    fn answer_unknown(&self, name: &str) -> Response {
        let sentence = match name {
            "index.html" if !self.is_built() => WITHOUT_APP,
            _ => "There is nothing at this address.\n",
        };
        let headers = [(CACHE_CONTROL, "no-cache"), (CONTENT_TYPE, kind::PLAIN_TEXT)];
        (StatusCode::NOT_FOUND, headers, sentence).into_response()
    }
}

impl Asset {
    fn entity_for(&self, request: &HeaderMap) -> &Entity {
        match &self.brotli {
            Some(brotli) if accepts_brotli(request) => brotli,
            _ => &self.plain,
        }
    }

    fn is_brotli(&self, entity: &Entity) -> bool {
        self.brotli.as_ref().is_some_and(|brotli| std::ptr::eq(brotli, entity))
    }
}

/// Whether the client named `br` with a weight above zero.
fn accepts_brotli(request: &HeaderMap) -> bool {
    let offers = request.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    offers.flat_map(|value| value.split(',')).any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let is_br = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map(str::parse::<f32>);
        is_br && weight.is_none_or(|weight| weight.is_ok_and(|weight| weight > 0.0))
    })
}

#[cfg(test)]
mod tests;
