//! Addresses: the one to listen on, and those that people open.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs, UdpSocket};

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

/// What a browser on this machine opens.
pub(crate) fn for_this_machine(bound: SocketAddr) -> String {
    let ip = if bound.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { bound.ip() };
    url(ip, bound.port())
}

/// What a browser on another machine opens; none if none can.
pub(crate) fn for_others(bound: SocketAddr) -> Option<String> {
    match bound.ip() {
        ip if ip.is_loopback() => None,
        ip if ip.is_unspecified() => Some(url(on_network()?, bound.port())),
        ip => Some(url(ip, bound.port())),
    }
}

fn url(ip: IpAddr, port: u16) -> String {
    format!("http://{}/", SocketAddr::new(ip, port))
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

    fn bound(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_relay_on_loopback_has_no_address_for_others() {
        assert_eq!(for_this_machine(bound("127.0.0.1:8787")), "http://127.0.0.1:8787/");
        assert_eq!(for_others(bound("127.0.0.1:8787")), None);
        assert_eq!(for_others(bound("[::1]:8787")), None);
    }

    #[test]
    fn a_relay_on_every_address_is_opened_by_loopback_here() {
        assert_eq!(for_this_machine(bound("0.0.0.0:80")), "http://127.0.0.1:80/");
    }

    #[test]
    fn a_relay_on_one_address_is_opened_by_it_everywhere() {
        for urls in [for_this_machine, |bound| for_others(bound).unwrap()] {
            assert_eq!(urls(bound("192.168.1.7:8787")), "http://192.168.1.7:8787/");
            assert_eq!(urls(bound("[fd00::7]:8787")), "http://[fd00::7]:8787/");
        }
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
        assert_eq!(read("[::1]:80").unwrap(), bound("[::1]:80"));
        for text in ["", "8787", "127.0.0.1", "127.0.0.1:99999"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
