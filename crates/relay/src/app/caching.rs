//! How long a browser may keep a file, and how it asks whether its copy is still right.

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// Kept for a year without asking: the name changes with the content.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Kept, but asked for before each use: the name stays when the content changes.
const ASK_FIRST: &str = "no-cache";

/// The `Cache-Control` of a file.
pub(crate) fn of(path: &str) -> &'static str {
    if is_hashed(path) { IMMUTABLE } else { ASK_FIRST }
}

/// Whether a name carries a hash of the content, as the build gives it: after a hyphen, up to 16
/// hexadecimal digits, as in `app-0f3c9a5be2d47718_bg.wasm`. Leading zeros are not written.
fn is_hashed(path: &str) -> bool {
    path.split('/').any(|part| {
        part.split(['.', '_']).filter_map(|word| word.rsplit_once('-')).any(|(_, hash)| {
            (12..=16).contains(&hash.len())
                && hash.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
        })
    })
}

/// Bytes with the tag that names them.
#[derive(Debug)]
pub(crate) struct Entity {
    bytes: Bytes,
    tag: String,
}

impl Entity {
    pub(crate) fn of(bytes: Bytes) -> Self {
        let digest = Sha256::digest(&bytes);
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(digest));
        Self { bytes, tag }
    }

    pub(crate) fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    pub(crate) fn tag(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.tag).ok()
    }

    /// Whether an `If-None-Match` names these bytes, as the strong or the weak form of the tag.
    pub(crate) fn is_named_in(&self, asked: &HeaderValue) -> bool {
        let Ok(asked) = asked.to_str() else { return false };
        let mut tags = asked.split(',').map(str::trim);
        tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag)
    }
}
