//! Which pages may speak with this relay.

use std::str::FromStr;

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue};

use crate::others::is_host;

/// The origins that are ours: where the relay was told it is, and wherever it was asked; and those
/// of other pages that may ask it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    public_url: Option<String>,
    others: Vec<Page>,
    is_tls: bool,
}

/// Where pages come from: a scheme and a host, `https://maps.example.org`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page(String);

/// This is no address of pages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not where pages come from")]
pub struct NotAPage(String);

/// Whose page asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asker {
    /// A page of this relay, or a program.
    Own,
    /// A page of another place, which may ask; its browser wants to hear so.
    Other(HeaderValue),
}

/// Reads an address; what follows its host doesn't matter, since browsers don't say that.
impl FromStr for Page {
    type Err = NotAPage;

    fn from_str(text: &str) -> Result<Self, NotAPage> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = host.map(|host| host.split('/').next().unwrap_or(host));
        match (host, origin_of(text)) {
            (Some(host), Some(origin)) if is_host(host) => Ok(Self(origin.to_ascii_lowercase())),
            _ => Err(NotAPage(text.to_owned())),
        }
    }
}

impl Origins {
    /// `public_url` is where people reach this relay, if it was said; pages of the `others` may ask
    /// it as well. Where it speaks TLS itself, a page that came without is not its own.
    pub(crate) fn new(public_url: Option<String>, others: Vec<Page>, is_tls: bool) -> Self {
        Self { public_url, others, is_tls }
    }

    pub(crate) fn public_url(&self) -> Option<&str> {
        self.public_url.as_deref()
    }

    /// Whose page a request comes from, if it may be answered: programs send no origin, and a
    /// browser can't leave it out or lie about it.
    pub(crate) fn asker(&self, headers: &HeaderMap) -> Option<Asker> {
        let mut origins = headers.get_all(ORIGIN).iter();
        let Some(header) = origins.next() else { return Some(Asker::Own) };
        let origin = header.to_str().ok().filter(|_| origins.next().is_none())?;
        let is_public = || self.public_url().is_some_and(|url| origin_of(url) == Some(origin));
        if is_public() || self.is_host(origin, headers) {
            return Some(Asker::Own);
        }
        let is_other = self.others.iter().any(|page| page.0 == origin);
        is_other.then(|| Asker::Other(header.clone()))
    }

    /// Whether an origin is the very address that was asked.
    fn is_host(&self, origin: &str, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let plain = || origin.strip_prefix("http://").filter(|_| !self.is_tls);
        // A proxy before the relay may speak TLS in its stead.
        let asked = origin.strip_prefix("https://").or_else(plain);
        asked.is_some_and(|asked| host.is_some_and(|host| asked.eq_ignore_ascii_case(host)))
    }
}

/// The scheme, host and port of an address.
fn origin_of(url: &str) -> Option<&str> {
    let host = url.find("://")? + "://".len();
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    Some(&url[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(origin: Option<&'static str>, host: &'static str, is_tls: bool) -> Option<Asker> {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
        }
        let public_url = Some("https://maps.example.org/team/".to_owned());
        let others = vec!["https://Other.example/maps/".parse().unwrap()];
        Origins::new(public_url, others, is_tls).asker(&headers)
    }

    #[test]
    fn our_own_pages_and_programs_are_answered() {
        for (origin, host) in [
            (None, "192.168.1.7:8787"),
            (Some("http://192.168.1.7:8787"), "192.168.1.7:8787"),
            (Some("https://192.168.1.7:8787"), "192.168.1.7:8787"),
            (Some("https://maps.example.org"), "relay.internal:8787"),
        ] {
            assert_eq!(asker(origin, host, false), Some(Asker::Own), "{origin:?}");
        }
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
            "http://other.example",
            "https://other.example:444",
            "file://192.168.1.7:8787",
        ] {
            assert_eq!(asker(Some(origin), "192.168.1.7:8787", false), None, "{origin}");
        }
    }

    #[test]
    fn pages_of_the_places_that_are_configured_are_answered_and_told_so() {
        let origin = "https://other.example";
        let expected = Asker::Other(HeaderValue::from_static(origin));
        assert_eq!(asker(Some(origin), "192.168.1.7:8787", false), Some(expected));
        for text in ["", "other.example", "https://", "https://a b", "ftp://other.example", "*"] {
            assert!(text.parse::<Page>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_relay_that_speaks_tls_has_no_pages_without() {
        let host = "192.168.1.7:8787";
        assert_eq!(asker(Some("http://192.168.1.7:8787"), host, true), None);
        assert_eq!(asker(Some("https://192.168.1.7:8787"), host, true), Some(Asker::Own));
    }
}
