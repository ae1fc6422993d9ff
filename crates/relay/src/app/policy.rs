//! What the page may load, run and connect to: its content security policy.

use std::fmt::Write;

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::others::{OtherRelay, is_host};

/// A policy that lets only this app's own scripts run.
///
/// The inline module script that starts the wasm is allowed by its hash.
#[derive(Debug)]
pub(crate) struct Policy {
    before_connect: String,
    /// What else may be reached, each with a space before it.
    others: String,
}

impl Policy {
    /// The policy of a page with these inline scripts.
    pub(crate) fn of_page(page: Option<&Bytes>) -> Self {
        let page = page.map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        let mut policy = "default-src 'none'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'; font-src 'self'; img-src 'self' blob: data:; \
             manifest-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
             worker-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
            .to_owned();
        for script in inline_scripts(&page) {
            let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
            let _infallible = write!(policy, " 'sha256-{hash}'");
        }
        policy.push_str("; connect-src 'self'");
        Self { before_connect: policy, others: String::new() }
    }

    /// The same policy, with these relays that may be reached besides.
    pub(crate) fn reaching(mut self, relays: &[OtherRelay]) -> Self {
        for origin in relays.iter().flat_map(OtherRelay::origins) {
            let _infallible = write!(self.others, " {origin}");
        }
        self
    }

    /// The header for a page that was asked for under `host`.
    ///
    /// The socket's address is written out, because not every browser counts it as `'self'`.
    pub(crate) fn header(&self, host: Option<&HeaderValue>) -> HeaderValue {
        let mut policy = self.before_connect.clone();
        if let Some(host) = host.and_then(|host| host.to_str().ok()).filter(|host| is_host(host)) {
            let _infallible = write!(policy, " ws://{host} wss://{host}");
        }
        policy.push_str(&self.others);
        HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
    }
}

/// The text of every script that stands in the page itself.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        let is_inline = !attributes.split_whitespace().any(|word| word.starts_with("src="));
        (is_inline && !script.is_empty()).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_allowed_by_its_hash_and_a_loaded_one_is_not_hashed() {
        let page =
            Bytes::from_static(b"<script type=module>go()</script><script src=\"a.js\"></script>");
        let policy = Policy::of_page(Some(&page)).header(None);
        let policy = policy.to_str().unwrap();
        let hash = STANDARD.encode(Sha256::digest("go()"));
        assert!(
            policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';")),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256-").count(), 1);
    }

    #[test]
    fn the_socket_of_the_same_host_may_be_reached_and_no_other() {
        let host = HeaderValue::from_static("192.168.1.7:8787");
        let policy = Policy::of_page(None).header(Some(&host));
        let end = "connect-src 'self' ws://192.168.1.7:8787 wss://192.168.1.7:8787";
        assert!(policy.to_str().unwrap().ends_with(end));
    }

    #[test]
    fn the_relays_that_are_configured_may_be_reached_besides() {
        let relays =
            ["https://b.example".parse().unwrap(), "ws://10.0.0.7:1/sync".parse().unwrap()];
        let policy = Policy::of_page(None).reaching(&relays).header(None);
        let end = "connect-src 'self' wss://b.example https://b.example ws://10.0.0.7:1 http://10.0.0.7:1";
        assert!(policy.to_str().unwrap().ends_with(end), "{policy:?}");
    }

    #[test]
    fn a_forged_host_cannot_add_to_the_policy() {
        let host = HeaderValue::from_static("a; script-src *");
        let policy = Policy::of_page(None).header(Some(&host));
        assert!(policy.to_str().unwrap().ends_with("connect-src 'self'"));
    }
}
