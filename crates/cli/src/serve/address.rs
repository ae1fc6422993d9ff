//! Addresses: the one to listen on, and those that people open.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs, UdpSocket};

use causeway_relay::{OtherRelay, Page};

use crate::failure::Failure;

/// Reads `HOST:PORT`, where the host may be a name, such as `localhost`.
pub(crate) fn read(text: &str) -> Result<SocketAddr, Failure> {
    let found = text.to_socket_addrs().ok().and_then(|mut addresses| addresses.next());
    found.ok_or_else(|| {
        Failure::new(
            format_args!("--listen {text} is not an address and port of this machine."),
            "Nothing was started.",
            "Give it as 127.0.0.1:8787, or 0.0.0.0:8787 for the whole network.",
        )
    })
}

/// Reads where people reach the relay.
pub(crate) fn public(text: &str) -> Result<String, Failure> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_address = host.is_some_and(|host| !host.starts_with('/') && !host.is_empty())
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'@'));
    if is_address {
        return Ok(format!("{}/", text.trim_end_matches('/')));
    }
    Err(Failure::new(
        format_args!("--public-url {text} is not an address that browsers open."),
        "Nothing was started.",
        "Give it as https://maps.example.org/.",
    ))
}

/// Reads the address of another relay.
pub(crate) fn relay(text: &str) -> Result<OtherRelay, Failure> {
    text.parse().map_err(|_| {
        Failure::new(
            format_args!("--other-relay {text} is not the address of a relay."),
            "Nothing was started.",
            "Give it as https://maps.example.org/, or its socket as wss://maps.example.org/sync.",
        )
    })
}

/// Reads where other pages come from.
pub(crate) fn page(text: &str) -> Result<Page, Failure> {
    text.parse().map_err(|_| {
        Failure::new(
            format_args!("--other-page {text} is not an address that browsers open."),
            "Nothing was started.",
            "Give it as https://maps.example.org.",
        )
    })
}

/// Where a relay listens, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listens {
    pub(crate) at: SocketAddr,
    pub(crate) is_tls: bool,
}

impl Listens {
    /// Whether it does on every address of this machine.
    pub(crate) fn is_everywhere(self) -> bool {
        self.at.ip().is_unspecified()
    }

    /// What a browser on this machine opens.
    pub(crate) fn for_this_machine(self) -> String {
        self.url(if self.is_everywhere() { Ipv4Addr::LOCALHOST.into() } else { self.at.ip() })
    }

    /// What a browser on another machine opens; none if none can.
    pub(crate) fn for_others(self) -> Option<String> {
        match self.at.ip() {
            ip if ip.is_loopback() => None,
            ip if ip.is_unspecified() => Some(self.url(on_network()?)),
            ip => Some(self.url(ip)),
        }
    }

    fn url(self, ip: IpAddr) -> String {
        let scheme = if self.is_tls { "https" } else { "http" };
        format!("{scheme}://{}/", SocketAddr::new(ip, self.at.port()))
    }
}

/// The address that this machine would use towards others; none without a network.
fn on_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // Connecting a datagram socket sends nothing; it only chooses the route. The address is one
    // reserved for documentation, which no machine has.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listens(text: &str) -> Listens {
        Listens { at: text.parse().unwrap(), is_tls: false }
    }

    #[test]
    fn a_relay_on_loopback_has_no_address_for_others() {
        assert_eq!(listens("127.0.0.1:8787").for_this_machine(), "http://127.0.0.1:8787/");
        assert_eq!(listens("127.0.0.1:8787").for_others(), None);
        assert_eq!(listens("[::1]:8787").for_others(), None);
    }

    #[test]
    fn a_relay_on_every_address_is_opened_by_loopback_here() {
        assert_eq!(listens("0.0.0.0:80").for_this_machine(), "http://127.0.0.1:80/");
    }

    #[test]
    fn a_relay_on_one_address_is_opened_by_it_everywhere() {
        for url in [Listens::for_this_machine, |listens: Listens| listens.for_others().unwrap()] {
            assert_eq!(url(listens("192.168.1.7:8787")), "http://192.168.1.7:8787/");
            assert_eq!(url(listens("[fd00::7]:8787")), "http://[fd00::7]:8787/");
        }
    }

    #[test]
    fn a_relay_that_speaks_tls_is_opened_with_it() {
        let listens = Listens { is_tls: true, ..listens("192.168.1.7:8787") };
        assert_eq!(listens.for_this_machine(), "https://192.168.1.7:8787/");
        assert_eq!(listens.for_others().unwrap(), "https://192.168.1.7:8787/");
    }

    #[test]
    fn a_public_address_is_one_that_browsers_open() {
        assert_eq!(public("https://maps.example.org").unwrap(), "https://maps.example.org/");
        assert_eq!(public("http://a.example/team/").unwrap(), "http://a.example/team/");
        for text in [
            "",
            "maps.example.org",
            "https://",
            "https:///x",
            "ftp://a",
            "https://a?b",
            "https://a b",
        ] {
            assert!(public(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_and_numbers_are_read_and_nonsense_is_refused() {
        assert!(read("localhost:0").unwrap().ip().is_loopback());
        assert_eq!(read("[::1]:80").unwrap(), "[::1]:80".parse().unwrap());
        for text in ["", "8787", "127.0.0.1", "127.0.0.1:99999"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
