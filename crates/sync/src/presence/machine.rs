//! Telling the others what we do, and forgetting those who fell silent.

use std::collections::BTreeMap;

use crate::{
    ids::PeerId,
    presence::{
        Portrait,
        wire::{self, Message},
    },
    wire::{CborRead as _, Payload},
};

/// In silence, everybody says this often that it is still there, in milliseconds.
pub const HEARTBEAT_MS: u64 = 15_000;

/// Who was not heard for this long is gone, in milliseconds: three heartbeats.
pub const EXPIRY_MS: u64 = 3 * HEARTBEAT_MS;

/// Changes of the own state are told this often at most, in milliseconds: a relay passes on twenty a second,
/// and greetings come beside them.
const PACE_MS: u64 = 60;

/// A newcomer is greeted after this time, so that many newcomers are greeted at once.
const GREETING_MS: u64 = 100;

/// More others than this are not shown.
const MOST_OTHERS: usize = 500;

/// What happens around presence.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "it is handled as soon as it is made, and never kept")]
pub enum Event<'a> {
    /// Somebody can hear us now: the first connection is there, or there again.
    Connected,
    /// Nobody can be heard any more.
    Disconnected,
    /// We do something else than before.
    Moved(Portrait),
    /// Somebody has said this, as [`crate::room::Effect::Heard`] tells.
    Heard {
        /// Who said it.
        author: &'a PeerId,
        /// What was said.
        data: &'a Payload,
    },
    /// Time has passed; due at [`Presence::deadline`].
    Tick,
    /// We leave.
    Leaving,
}

/// What the caller shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Say this to all, with [`crate::room::Room::broadcast`].
    Say(Payload),
    /// [`Presence::others`] is not what it was.
    Changed,
}

/// Somebody else who looks at the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Present {
    /// What it shows of itself.
    pub portrait: Portrait,
    /// When it last did something, in the time of `now_ms`.
    pub active_ms: u64,
    /// When it was last heard.
    heard_ms: u64,
}

/// Who else is looking at one document.
#[derive(Debug, Default)]
pub struct Presence {
    mine: Portrait,
    /// What the others know of us.
    told: Portrait,
    others: BTreeMap<PeerId, Present>,
    is_connected: bool,
    spoke_ms: u64,
    greeting_ms: Option<u64>,
}

impl Presence {
    /// Nobody yet, and nobody to tell.
    pub fn new(mine: Portrait) -> Self {
        Self { mine, ..Self::default() }
    }

    /// The others, by the names that their connections vouch for.
    pub fn others(&self) -> impl Iterator<Item = (&PeerId, &Present)> {
        self.others.iter()
    }

    /// What we show of ourselves.
    pub fn mine(&self) -> &Portrait {
        &self.mine
    }

    /// When the next [`Event::Tick`] is due, in the time of `now_ms`.
    pub fn deadline(&self) -> Option<u64> {
        let expiry =
            self.others.values().map(|other| other.heard_ms.saturating_add(EXPIRY_MS)).min();
        if !self.is_connected {
            return expiry;
        }
        let pace = (self.mine != self.told).then(|| self.spoke_ms.saturating_add(PACE_MS));
        let heartbeat = Some(self.spoke_ms.saturating_add(HEARTBEAT_MS));
        [expiry, pace, heartbeat, self.greeting_ms].into_iter().flatten().min()
    }

    /// Takes one event, at a time in milliseconds that never falls.
    pub fn handle(&mut self, event: Event<'_>, now_ms: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Connected => {
                self.is_connected = true;
                self.greeting_ms = Some(now_ms);
            }
            Event::Disconnected => {
                self.is_connected = false;
                self.greeting_ms = None;
                self.forget(|_| true, &mut effects);
            }
            Event::Moved(portrait) => self.mine = portrait,
            Event::Heard { author, data } => self.hear(author, data, now_ms, &mut effects),
            Event::Tick => {}
            Event::Leaving => {
                if self.is_connected {
                    effects.extend(wire::goodbye().map(Effect::Say));
                }
                self.is_connected = false;
                self.greeting_ms = None;
                return effects;
            }
        }
        self.forget(|other| other.heard_ms.saturating_add(EXPIRY_MS) <= now_ms, &mut effects);
        self.speak(now_ms, &mut effects);
        effects
    }

    /// Says what is due: all of our state to newcomers, what has changed, or that we are there.
    fn speak(&mut self, now_ms: u64, effects: &mut Vec<Effect>) {
        if !self.is_connected {
            return;
        }
        let differences = self.mine.differences(&self.told);
        let is_greeting_due = self.greeting_ms.is_some_and(|due| due <= now_ms);
        let may_speak = now_ms >= self.spoke_ms.saturating_add(PACE_MS) || self.spoke_ms == 0;
        let payload = match differences[..] {
            _ if is_greeting_due => wire::snapshot(&self.mine),
            [] if now_ms >= self.spoke_ms.saturating_add(HEARTBEAT_MS) => wire::heartbeat(),
            [] => None,
            _ if !may_speak => None,
            [channel] => wire::update(&self.mine, channel),
            _ => wire::snapshot(&self.mine),
        };
        if let Some(payload) = payload {
            self.spoke_ms = now_ms;
            self.told = self.mine.clone();
            if is_greeting_due {
                self.greeting_ms = None;
            }
            effects.push(Effect::Say(payload));
        }
    }

    fn hear(&mut self, author: &PeerId, data: &Payload, now_ms: u64, effects: &mut Vec<Effect>) {
        let Some(message) = wire::read(data.as_bytes()) else { return };
        let is_newcomer = !self.others.contains_key(author);
        let says_goodbye = matches!(message, Message::Goodbye);
        if is_newcomer && !says_goodbye && self.greeting_ms.is_none() {
            self.greeting_ms = Some(now_ms.saturating_add(GREETING_MS));
        }
        match message {
            Message::Goodbye => {
                if self.others.remove(author).is_some() {
                    effects.push(Effect::Changed);
                }
            }
            // Of somebody unknown, more is heard soon: it answers our greeting.
            Message::Heartbeat => {
                if let Some(other) = self.others.get_mut(author) {
                    other.heard_ms = now_ms;
                }
            }
            message => {
                if is_newcomer && self.others.len() >= MOST_OTHERS {
                    return;
                }
                self.show(author, message, now_ms);
                effects.push(Effect::Changed);
            }
        }
    }

    fn show(&mut self, author: &PeerId, message: Message<'_>, now_ms: u64) {
        let other = self.others.entry(author.clone()).or_insert_with(|| Present {
            portrait: Portrait::default(),
            active_ms: now_ms,
            heard_ms: now_ms,
        });
        other.active_ms = now_ms;
        other.heard_ms = now_ms;
        let portrait = &mut other.portrait;
        let read = match message {
            Message::Update { channel, mut value } => portrait.read(channel, &mut value),
            Message::Snapshot { mut state } => {
                state.entries(&mut |channel, value| portrait.read(channel, value)).map(drop)
            }
            Message::Heartbeat | Message::Goodbye => Ok(()),
        };
        // The message was read to its end once already, so its values are sound CBOR.
        debug_assert!(read.is_ok(), "unsound CBOR inside a sound message");
    }

    fn forget(&mut self, is_gone: impl Fn(&Present) -> bool, effects: &mut Vec<Effect>) {
        let before = self.others.len();
        self.others.retain(|_, other| !is_gone(other));
        if self.others.len() < before {
            effects.push(Effect::Changed);
        }
    }
}
