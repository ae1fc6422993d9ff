//! What was said already, so that nothing goes round in circles.

use std::collections::BTreeMap;

use crate::{
    ids::{PeerId, SessionId},
    wire::Ephemeral,
};

/// The most senders that are remembered. Beyond it, the one silent for longest is forgotten.
const MOST_SOURCES: usize = 1024;

/// Numbers what we say, and knows what of the others is news.
#[derive(Debug)]
pub(super) struct Gossip {
    session: SessionId,
    count: u64,
    heard: BTreeMap<(PeerId, SessionId), Heard>,
    clock: u64,
}

#[derive(Debug)]
struct Heard {
    /// The highest count of the session.
    count: u64,
    /// When it came, in messages heard.
    at: u64,
}

impl Gossip {
    pub(super) fn new(session: SessionId) -> Self {
        Self { session, count: 0, heard: BTreeMap::new(), clock: 0 }
    }

    /// The session and number of the next thing we say.
    pub(super) fn next(&mut self) -> (SessionId, u64) {
        self.count += 1;
        (self.session.clone(), self.count)
    }

    /// True if this was not heard yet, by us or in what came later from the same sender.
    pub(super) fn is_news(&mut self, said: &Ephemeral) -> bool {
        self.clock += 1;
        let source = (said.sender.clone(), said.session.clone());
        let heard = Heard { count: said.count, at: self.clock };
        if let Some(known) = self.heard.get_mut(&source) {
            let is_news = said.count > known.count;
            if is_news {
                *known = heard;
            }
            return is_news;
        }
        if self.heard.len() >= MOST_SOURCES {
            let oldest = self.heard.iter().min_by_key(|(_, heard)| heard.at);
            if let Some(oldest) = oldest.map(|(source, _)| source.clone()) {
                self.heard.remove(&oldest);
            }
        }
        self.heard.insert(source, heard);
        true
    }
}
