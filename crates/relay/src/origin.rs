//! Which pages may speak with this relay.

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

/// The origins that are ours: where the relay was told it is, and wherever it was asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    public_url: Option<String>,
}

impl Origins {
    /// `public_url` is where people reach this relay, if it was said.
    pub(crate) fn new(public_url: Option<String>) -> Self {
        Self { public_url }
    }

    pub(crate) fn public_url(&self) -> Option<&str> {
        self.public_url.as_deref()
    }

    /// Whether a request may be answered: programs send no origin, and a browser can't leave it
    /// out or lie about it.
    pub(crate) fn accept(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(ORIGIN).iter();
        let Some(origin) = origins.next() else { return true };
        let Some(origin) = origin.to_str().ok().filter(|_| origins.next().is_none()) else {
            return false;
        };
        let is_public = || self.public_url().is_some_and(|url| origin_of(url) == Some(origin));
        is_public() || is_host(origin, headers)
    }
}

/// Whether an origin is the very address that was asked.
fn is_host(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let asked = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    asked.is_some_and(|asked| host.is_some_and(|host| asked.eq_ignore_ascii_case(host)))
}

/// The scheme, host and port of an address.
fn origin_of(url: &str) -> Option<&str> {
    let host = url.find("://")? + "://".len();
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    Some(&url[..end])
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn accepts(origin: Option<&'static str>, host: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
        }
        Origins::new(Some("https://maps.example.org/team/".to_owned())).accept(&headers)
    }

    #[test]
    fn our_own_pages_and_programs_are_answered() {
        assert!(accepts(None, "192.168.1.7:8787"));
        assert!(accepts(Some("http://192.168.1.7:8787"), "192.168.1.7:8787"));
        assert!(accepts(Some("https://maps.example.org"), "relay.internal:8787"));
    }

    #[test]
    fn pages_of_other_sites_are_not() {
        for origin in [
            "null",
            "https://example.org",
            "http://192.168.1.7",
            "http://192.168.1.7:8788",
            "http://maps.example.org",
            "https://maps.example.org.evil.example",
            "file://192.168.1.7:8787",
        ] {
            assert!(!accepts(Some(origin), "192.168.1.7:8787"), "{origin}");
        }
    }
}
