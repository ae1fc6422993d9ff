//! Tickets: a WebSocket's address is written down in many places, so a key doesn't belong there.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::access::Grant;

/// How many tickets may be out at once.
const MOST: usize = 100_000;

/// The tickets that are out, each for one use.
pub(crate) struct Tickets {
    good_for: Duration,
    out: Mutex<HashMap<String, Ticket>>,
}

#[derive(Clone, Copy)]
struct Ticket {
    grant: Grant,
    until: Instant,
}

impl Tickets {
    /// Tickets that are good for so long.
    pub(crate) fn good_for(good_for: Duration) -> Self {
        Self { good_for, out: Mutex::default() }
    }

    /// A new ticket; none if too many are out.
    pub(crate) fn issue(&self, grant: Grant, now: Instant) -> Option<String> {
        let mut tickets = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if tickets.len() >= MOST {
            tickets.retain(|_, ticket| now < ticket.until);
        }
        if tickets.len() >= MOST {
            return None;
        }
        let ticket = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
        tickets.insert(ticket.clone(), Ticket { grant, until: now + self.good_for });
        Some(ticket)
    }

    /// Takes a ticket in; none if it was used, is too old, or never was one.
    pub(crate) fn redeem(&self, ticket: &str, now: Instant) -> Option<Grant> {
        let mut tickets = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        tickets.remove(ticket).filter(|ticket| now < ticket.until).map(|ticket| ticket.grant)
    }
}

impl std::fmt::Debug for Tickets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tickets").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use causeway_sync::ids::DocumentId;

    use super::*;
    use crate::access::signing::SignerId;
    use crate::access::{KeyId, Role};

    const MINUTE: Duration = Duration::from_mins(1);

    const GRANT: fn() -> Grant = || Grant {
        document: DocumentId::from_bytes([7; 16]),
        role: Role::View,
        expires: None,
        id: KeyId::from_random([1; 8]),
        signer: SignerId::from_bytes([1; 4]),
    };

    #[test]
    fn a_ticket_is_good_once() {
        let tickets = Tickets::good_for(MINUTE);
        let now = Instant::now();
        let ticket = tickets.issue(GRANT(), now).unwrap();
        assert_eq!(tickets.redeem(&ticket, now), Some(GRANT()));
        assert_eq!(tickets.redeem(&ticket, now), None);
    }

    #[test]
    fn a_ticket_is_good_for_as_long_as_it_was_said() {
        let tickets = Tickets::good_for(MINUTE);
        let now = Instant::now();
        let [early, late] = [(); 2].map(|()| tickets.issue(GRANT(), now).unwrap());
        assert!(tickets.redeem(&early, now + Duration::from_secs(59)).is_some());
        assert!(tickets.redeem(&late, now + MINUTE).is_none());
    }
}
