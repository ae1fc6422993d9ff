//! How long to wait before trying again.

/// Waits that double from try to try, up to a limit, each shortened by chance, so that thousands
/// of clients of a relay that restarts don't all come back at the same moment.
#[derive(Debug, Clone)]
pub struct Backoff {
    first_ms: u64,
    longest_ms: u64,
    tries: u32,
    random: u64,
}

impl Backoff {
    /// Waits for a socket: half a second at first, half a minute at most.
    pub fn for_socket(seed: u64) -> Self {
        Self::new(500, 30_000, seed)
    }

    /// Waits for a store that refused a write: a quarter of a second at first, 15 s at most.
    pub fn for_store(seed: u64) -> Self {
        Self::new(250, 15_000, seed)
    }

    /// Waits from `first_ms` to `longest_ms`. `seed` should differ from client to client.
    pub fn new(first_ms: u64, longest_ms: u64, seed: u64) -> Self {
        Self { first_ms, longest_ms: longest_ms.max(first_ms), tries: 0, random: seed }
    }

    /// The next wait, in milliseconds: between half of the doubled wait and all of it.
    pub fn next_ms(&mut self) -> u64 {
        let doubled = self.first_ms.saturating_mul(1 << self.tries.min(32));
        self.tries = self.tries.saturating_add(1);
        let whole = doubled.min(self.longest_ms);
        let half = whole / 2;
        half + self.next_random() % (whole - half + 1)
    }

    /// Begins anew after a success.
    pub fn reset(&mut self) {
        self.tries = 0;
    }

    /// `SplitMix64`: small, and good enough to scatter clients.
    fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_limit_and_begin_anew() {
        let mut backoff = Backoff::new(100, 1_000, 7);
        for whole in [100, 200, 400, 800, 1_000, 1_000] {
            let wait = backoff.next_ms();
            assert!((whole / 2..=whole).contains(&wait), "{wait} of {whole}");
        }
        backoff.reset();
        assert!(backoff.next_ms() <= 100);
    }

    #[test]
    fn clients_with_other_seeds_come_back_at_other_moments() {
        let waits = (0..100).map(|seed| Backoff::for_socket(seed).next_ms());
        let distinct: std::collections::BTreeSet<_> = waits.collect();
        assert!(distinct.len() > 50);
    }

    #[test]
    fn no_number_of_tries_overflows() {
        let mut backoff = Backoff::new(u64::MAX / 2, u64::MAX, 1);
        for _ in 0..100 {
            backoff.next_ms();
        }
    }
}
