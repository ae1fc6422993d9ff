//! Relays other than the page's own: those that whoever operates it has named.
//!
//! The page's policy lets it connect to these and no others. So a link can send nobody's work to a
//! host that nobody here has chosen, whatever the person answers.

use crate::platform::keepsake;
use crate::state::access::RelayApi;
use crate::state::relay_address::RelayAddress;

/// The keepsake that holds what the page's relay said last, a relay a line.
const KEPT: &str = "other-relays";

/// Whether this page, whose own relay this is, may connect to another one. Where its own doesn't
/// answer, what it said last counts.
pub async fn may_be_reached(relay: &RelayAddress, own: &RelayAddress) -> bool {
    let said = RelayApi::of(own).other_relays().await;
    if let Some(others) = &said {
        keepsake::keep(KEPT, &written(others));
    }
    let others = said.unwrap_or_else(|| read(&keepsake::recall(KEPT).unwrap_or_default()));
    others.contains(relay)
}

fn written(relays: &[RelayAddress]) -> String {
    relays.iter().map(RelayAddress::as_str).collect::<Vec<_>>().join("\n")
}

fn read(text: &str) -> Vec<RelayAddress> {
    text.lines().filter_map(RelayAddress::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_last_is_remembered() {
        let relays = ["wss://a.example/sync", "ws://10.0.0.7:8787/sync"]
            .map(|address| RelayAddress::parse(address).unwrap());
        assert_eq!(read(&written(&relays)), relays);
        assert!(read("").is_empty());
    }
}
