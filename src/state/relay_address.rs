//! Where a relay is reached.

use std::fmt;

use crate::platform::location::Origin;

/// The address of a relay's socket: `ws://HOST/sync` or `wss://HOST/sync`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelayAddress(String);

impl RelayAddress {
    /// Reads an address; `None` unless it is a WebSocket's, with a host, without anything that misleads.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let rest = text.strip_prefix("wss://").or_else(|| text.strip_prefix("ws://"))?;
        let host = rest.split(['/', '?', '#']).next()?;
        // `wss://our-relay@their-relay/` would be shown as one host and connect to another.
        let is_plain = !host.is_empty() && !host.contains(['@', '\\', '%']);
        let is_text = text.chars().all(|character| character.is_ascii_graphic());
        (is_plain && is_text && text.len() <= 300).then(|| Self(text.to_owned()))
    }

    /// The relay that serves the page itself; `None` for a page from a file.
    pub fn of_page(origin: &Origin) -> Option<Self> {
        let scheme = match origin.protocol.as_str() {
            "https:" => "wss",
            "http:" => "ws",
            _ => return None,
        };
        Self::parse(&format!("{scheme}://{}{}sync", origin.host, origin.folder))
    }

    /// The host, and the port if it is said, as a person compares it.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or(rest)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RelayAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(protocol: &str, host: &str, folder: &str) -> Origin {
        Origin { protocol: protocol.into(), host: host.into(), folder: folder.into() }
    }

    #[test]
    fn a_page_speaks_to_the_relay_that_served_it() {
        let room = RelayAddress::of_page(&origin("http:", "192.168.0.7:8080", "/"));
        assert_eq!(room.unwrap().as_str(), "ws://192.168.0.7:8080/sync");
        let hosted = RelayAddress::of_page(&origin("https:", "plan.example", "/team/"));
        assert_eq!(hosted.unwrap().as_str(), "wss://plan.example/team/sync");
        assert_eq!(RelayAddress::of_page(&origin("file:", "", "/home/")), None);
    }

    #[test]
    fn an_address_that_misleads_is_none() {
        assert_eq!(
            RelayAddress::parse("wss://good.example:444/sync?x").unwrap().host(),
            "good.example:444"
        );
        for text in [
            "",
            "https://x/sync",
            "ws://",
            "wss:///sync",
            "wss://good@bad/",
            "ws://a b/",
            "wss://a\u{202e}b/",
        ] {
            assert_eq!(RelayAddress::parse(text), None, "{text}");
        }
    }
}
