//! Which states of the document are durable.

use std::collections::VecDeque;

use crate::heads::Heads;

/// The most states that are remembered between two commits; a store that fails for long would
/// fill the memory otherwise. A state that was forgotten is covered by the next one that is saved.
const MOST_STATES: usize = 1024;

/// Numbers the states a document goes through here. Each contains those before it, so one number
/// says what is durable.
#[derive(Debug)]
pub(super) struct Ledger {
    states: VecDeque<(u64, Heads)>,
    durable: (u64, Heads),
}

impl Ledger {
    pub(super) fn new(durable: Heads) -> Self {
        Self { states: VecDeque::from([(0, durable.clone())]), durable: (0, durable) }
    }

    /// The number of the state with these heads, which is the newest.
    pub(super) fn observe(&mut self, heads: Heads) -> u64 {
        let number = match self.states.back() {
            Some((number, newest)) if *newest == heads => return *number,
            Some((number, _)) => number + 1,
            None => self.durable.0 + 1,
        };
        if self.states.len() >= MOST_STATES {
            self.states.pop_front();
        }
        self.states.push_back((number, heads));
        number
    }

    /// Notes that the state with these heads is durable, and gives its number, if it was met here.
    pub(super) fn confirm(&mut self, heads: &Heads) -> Option<u64> {
        let at = self.states.iter().rposition(|(_, state)| state == heads)?;
        self.states.drain(..at);
        let newest = self.states.front()?;
        if newest.0 > self.durable.0 {
            self.durable = newest.clone();
        }
        Some(self.durable.0)
    }

    pub(super) fn is_durable(&self, number: u64) -> bool {
        number <= self.durable.0
    }

    /// The heads of the newest state that is durable.
    pub(super) fn durable_heads(&self) -> &Heads {
        &self.durable.1
    }
}
