//! Other relays that pages of this one may connect to.

use std::str::FromStr;

/// The address of another relay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRelay {
    /// Where its socket is: `wss://maps.example.org/sync`.
    socket: String,
    /// Scheme and host of its socket and of its API.
    origins: [String; 2],
}

/// This is no address of a relay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not the address of a relay")]
pub struct NotARelay(String);

impl OtherRelay {
    /// Where its socket is.
    pub(crate) fn socket(&self) -> &str {
        &self.socket
    }

    /// What a page that connects to it must be allowed to reach.
    pub(crate) fn origins(&self) -> impl Iterator<Item = &str> {
        self.origins.iter().map(String::as_str)
    }
}

/// Reads where people open it, `https://maps.example.org/`, or where its socket is,
/// `wss://maps.example.org/sync`.
///
/// ```
/// use causeway_relay::OtherRelay;
///
/// let page: OtherRelay = "https://maps.example.org".parse().unwrap();
/// assert_eq!(page, "wss://maps.example.org/sync".parse().unwrap());
/// ```
impl FromStr for OtherRelay {
    type Err = NotARelay;

    fn from_str(text: &str) -> Result<Self, NotARelay> {
        let parts = || {
            let (scheme, rest) = text.split_once("://")?;
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
            (is_host(host) && path.bytes().all(is_plain)).then_some((scheme, host, path))
        };
        let (scheme, host, path) = parts().ok_or_else(|| NotARelay(text.to_owned()))?;
        let host = host.to_ascii_lowercase();
        let (http, ws, path) = match scheme {
            "https" => ("https", "wss", format!("{}/sync", path.trim_end_matches('/'))),
            "http" => ("http", "ws", format!("{}/sync", path.trim_end_matches('/'))),
            "wss" => ("https", "wss", path.to_owned()),
            "ws" => ("http", "ws", path.to_owned()),
            _ => return Err(NotARelay(text.to_owned())),
        };
        Ok(Self {
            socket: format!("{ws}://{host}{path}"),
            origins: [format!("{ws}://{host}"), format!("{http}://{host}")],
        })
    }
}

/// Whether this is a host with an optional port, and so cannot end what it stands in.
pub(crate) fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_is_named_by_its_page_or_its_socket() {
        let socket = |text: &str| text.parse::<OtherRelay>().unwrap().socket;
        assert_eq!(socket("https://Maps.example.org"), "wss://maps.example.org/sync");
        assert_eq!(socket("http://10.0.0.7:8787/team/"), "ws://10.0.0.7:8787/team/sync");
        assert_eq!(socket("wss://sync.example.org"), "wss://sync.example.org");
        let relay: OtherRelay = "https://maps.example.org/team".parse().unwrap();
        let origins: Vec<_> = relay.origins().collect();
        assert_eq!(origins, ["wss://maps.example.org", "https://maps.example.org"]);
    }

    #[test]
    fn what_is_no_address_or_would_add_to_a_policy_is_refused() {
        for text in [
            "",
            "maps.example.org",
            "ftp://maps.example.org",
            "https://",
            "https:///sync",
            "https://a b",
            "https://ours@theirs",
            "https://a;script-src *",
            "wss://a/sync?key=x",
        ] {
            assert!(text.parse::<OtherRelay>().is_err(), "{text}");
        }
    }
}
