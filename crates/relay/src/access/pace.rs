//! How often somebody may ask for something.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// More addresses than this are not remembered apart; those that have rested are forgotten first.
const MOST_ADDRESSES: usize = 100_000;

/// So many at once, and so many more a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pace {
    pub(crate) at_once: f64,
    pub(crate) per_second: f64,
}

/// What one asker has left.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bucket {
    left: f64,
    at: Instant,
}

impl Bucket {
    pub(crate) fn full(pace: Pace, now: Instant) -> Self {
        Self { left: pace.at_once, at: now }
    }

    /// Takes one.
    ///
    /// # Errors
    /// If there is none; then how long it takes until there is one.
    pub(crate) fn take(&mut self, pace: Pace, now: Instant) -> Result<(), Duration> {
        let rested = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + rested * pace.per_second).min(pace.at_once);
        self.at = now;
        if self.left >= 1.0 {
            self.left -= 1.0;
            return Ok(());
        }
        let wait = (1.0 - self.left) / pace.per_second;
        Err(Duration::try_from_secs_f64(wait).unwrap_or(Duration::MAX))
    }

    fn is_full(&self, pace: Pace, now: Instant) -> bool {
        let rested = now.saturating_duration_since(self.at).as_secs_f64();
        self.left + rested * pace.per_second >= pace.at_once
    }
}

/// What each address has left. Those of one IPv6 network count as one, since anybody has as many
/// of them as they like.
#[derive(Debug)]
pub(crate) struct Paces {
    pace: Pace,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

impl Paces {
    pub(crate) fn new(pace: Pace) -> Self {
        Self { pace, buckets: Mutex::default() }
    }

    /// Takes one of what this address has left.
    ///
    /// # Errors
    /// If there is none; then how long it takes until there is one.
    pub(crate) fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_ADDRESSES {
            buckets.retain(|_, bucket| !bucket.is_full(self.pace, now));
        }
        let full = Bucket::full(self.pace, now);
        buckets.entry(network_of(address)).or_insert(full).take(self.pace, now)
    }
}

/// What counts as one address.
pub(crate) fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & !u128::from(u64::MAX);
            IpAddr::V6(network.into())
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { at_once: 2.0, per_second: 0.5 };

    #[test]
    fn a_burst_is_let_through_and_then_one_every_two_seconds() {
        let paces = Paces::new(PACE);
        let (ana, now) = ("192.0.2.1".parse().unwrap(), Instant::now());
        assert_eq!(paces.take(ana, now), Ok(()));
        assert_eq!(paces.take(ana, now), Ok(()));
        assert_eq!(paces.take(ana, now), Err(Duration::from_secs(2)));
        assert_eq!(paces.take("192.0.2.2".parse().unwrap(), now), Ok(()));
        assert_eq!(paces.take(ana, now + Duration::from_secs(2)), Ok(()));
        assert!(paces.take(ana, now + Duration::from_secs(2)).is_err());
    }

    #[test]
    fn one_network_counts_as_one_address() {
        let of = |text: &str| network_of(text.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
