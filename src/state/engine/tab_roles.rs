//! Who of this browser's tabs syncs with whom. Pure: messages in, effects out.

use causeway_sync::ids::PeerId;
use causeway_sync::room::Direction;
use causeway_sync::wire::Frame;

use crate::state::engine::tab_wire::TabMessage;
use crate::state::status::SyncStatus;

/// What the tab shall do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TabEffect {
    /// Say this to the other tabs.
    Send(TabMessage),
    /// Sync with this tab from now on.
    Connect {
        /// The tab.
        peer: PeerId,
        /// Whether we ask it or it asks us.
        direction: Direction,
        /// Whether only the document is synced: what is said in passing takes another way.
        is_quiet: bool,
    },
    /// Sync with this tab no longer.
    Disconnect(PeerId),
    /// A frame came for us from this tab.
    Deliver(PeerId, Frame),
    /// The tab that leads stands so with the relay.
    Stand(SyncStatus),
    /// Read the keys again: another tab has changed them.
    ReadKeys,
    /// Say how we stand with the relay: someone joined who doesn't know.
    SayStand,
}

/// What one tab knows of the others.
#[derive(Clone, Debug)]
pub(super) struct TabRoles {
    me: PeerId,
    leads: bool,
    leader: Option<PeerId>,
}

impl TabRoles {
    /// A tab that has just opened, and what it says first.
    pub(super) fn begin(me: PeerId) -> (Self, TabMessage) {
        let hello = TabMessage::Joins { from: me.clone(), leads: false };
        (Self { me, leads: false, leader: None }, hello)
    }

    /// Whether this tab leads.
    pub(super) fn leads(&self) -> bool {
        self.leads
    }

    /// The tab that leads this one, if another does.
    pub(super) fn leader(&self) -> Option<&PeerId> {
        self.leader.as_ref()
    }

    /// This tab was elected.
    pub(super) fn lead(&mut self) -> Vec<TabEffect> {
        self.leads = true;
        let before = self.leader.take().map(TabEffect::Disconnect);
        let announce = TabEffect::Send(TabMessage::Leads { from: self.me.clone() });
        before.into_iter().chain([announce]).collect()
    }

    /// Another tab said something.
    pub(super) fn hear(&mut self, message: TabMessage) -> Vec<TabEffect> {
        match message {
            TabMessage::Leads { from } => {
                let join = TabMessage::Joins { from: self.me.clone(), leads: self.leads };
                let before = self.leader.take_if(|leader| *leader != from);
                let before = before.map(TabEffect::Disconnect);
                before.into_iter().chain([TabEffect::Send(join)]).collect()
            }
            TabMessage::Joins { from, leads } if self.leads => self.admit(from, leads),
            TabMessage::Welcomes { from, to, leads } if to == self.me => {
                if !self.leads {
                    self.leader = Some(from.clone());
                }
                let is_quiet = leads || self.leads;
                vec![TabEffect::Connect { peer: from, direction: Direction::Up, is_quiet }]
            }
            TabMessage::Leaves { from } => {
                self.leader.take_if(|leader| *leader == from);
                vec![TabEffect::Disconnect(from)]
            }
            TabMessage::Stands { from, status } if self.leader.as_ref() == Some(&from) => {
                vec![TabEffect::Stand(status)]
            }
            TabMessage::Keys { .. } => vec![TabEffect::ReadKeys],
            TabMessage::Says { from, frame } => self.deliver(from, frame).into_iter().collect(),
            TabMessage::Joins { .. } | TabMessage::Welcomes { .. } | TabMessage::Stands { .. } => {
                Vec::new()
            }
        }
    }

    fn admit(&self, from: PeerId, leads: bool) -> Vec<TabEffect> {
        let welcome = TabMessage::Welcomes { from: self.me.clone(), to: from.clone(), leads };
        vec![
            TabEffect::Send(welcome),
            TabEffect::Connect { peer: from, direction: Direction::Down, is_quiet: leads },
            TabEffect::SayStand,
        ]
    }

    /// All tabs hear all frames; ours are those that name us.
    fn deliver(&self, from: PeerId, frame: Frame) -> Option<TabEffect> {
        let target = match &frame {
            Frame::Sync(letter) | Frame::Request(letter) => &letter.target,
            Frame::DocUnavailable(none) => &none.target,
            Frame::Ephemeral(said) => &said.target,
            _ => return None,
        };
        (*target == self.me).then_some(TabEffect::Deliver(from, frame))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, VecDeque};

    use super::*;

    /// Tabs on one channel: what each says, all others hear.
    #[derive(Default)]
    struct Browser {
        tabs: BTreeMap<PeerId, TabRoles>,
        links: BTreeSet<(String, &'static str, String, bool)>,
        said: VecDeque<(PeerId, TabMessage)>,
    }

    fn peer(name: &str) -> PeerId {
        PeerId::new(name).unwrap()
    }

    impl Browser {
        fn open(&mut self, name: &str) {
            let (tab, hello) = TabRoles::begin(peer(name));
            self.tabs.insert(peer(name), tab);
            self.say(&peer(name), hello);
        }

        fn elect(&mut self, name: &str) {
            let effects = self.tabs.get_mut(&peer(name)).unwrap().lead();
            self.carry_out(&peer(name), effects);
        }

        fn close(&mut self, name: &str) {
            self.tabs.remove(&peer(name));
            self.links.retain(|(tab, ..)| tab != name);
            self.say(&peer(name), TabMessage::Leaves { from: peer(name) });
        }

        fn say(&mut self, from: &PeerId, message: TabMessage) {
            self.said.push_back((from.clone(), message));
            while let Some((from, message)) = self.said.pop_front() {
                let others: Vec<_> =
                    self.tabs.keys().filter(|tab| **tab != from).cloned().collect();
                for other in others {
                    let message = TabMessage::decode(&message.encode()).unwrap();
                    let effects = self.tabs.get_mut(&other).unwrap().hear(message);
                    self.carry_out(&other, effects);
                }
            }
        }

        fn carry_out(&mut self, tab: &PeerId, effects: Vec<TabEffect>) {
            for effect in effects {
                match effect {
                    TabEffect::Send(message) => self.say(tab, message),
                    TabEffect::Connect { peer, direction, is_quiet } => {
                        self.links
                            .retain(|(from, _, to, _)| from != tab.as_str() || to != peer.as_str());
                        let arrow = if direction == Direction::Up { "asks" } else { "answers" };
                        let link = (tab.to_string(), arrow, peer.to_string(), is_quiet);
                        self.links.insert(link);
                    }
                    TabEffect::Disconnect(peer) => self
                        .links
                        .retain(|(from, _, to, _)| from != tab.as_str() || to != peer.as_str()),
                    TabEffect::Deliver(..)
                    | TabEffect::Stand(_)
                    | TabEffect::ReadKeys
                    | TabEffect::SayStand => {}
                }
            }
        }

        fn drawn(&self) -> Vec<String> {
            let links = self.links.iter();
            links
                .map(|(from, arrow, to, quiet)| {
                    format!("{from} {arrow} {to}{}", if *quiet { " quietly" } else { "" })
                })
                .collect()
        }
    }

    #[test]
    fn the_others_ask_the_one_that_leads() {
        let mut browser = Browser::default();
        browser.open("a");
        browser.elect("a");
        browser.open("b");
        browser.open("c");
        assert_eq!(browser.drawn(), ["a answers b", "a answers c", "b asks a", "c asks a"]);
    }

    #[test]
    fn those_who_wait_ask_the_first_that_is_elected() {
        let mut browser = Browser::default();
        browser.open("a");
        browser.open("b");
        browser.elect("a");
        assert_eq!(browser.drawn(), ["a answers b", "b asks a"]);
    }

    #[test]
    fn another_tab_takes_over_from_one_that_closes() {
        let mut browser = Browser::default();
        browser.open("a");
        browser.elect("a");
        browser.open("b");
        browser.open("c");
        browser.close("a");
        assert_eq!(browser.drawn(), [""; 0]);
        browser.elect("b");
        assert_eq!(browser.drawn(), ["b answers c", "c asks b"]);
    }

    #[test]
    fn another_tab_takes_over_from_one_that_crashed_without_a_word() {
        let mut browser = Browser::default();
        browser.open("a");
        browser.elect("a");
        browser.open("b");
        browser.open("c");
        browser.tabs.remove(&peer("a"));
        browser.links.retain(|(tab, ..)| tab != "a");
        browser.elect("b");
        assert_eq!(browser.drawn(), ["b answers c", "c asks b"]);
    }

    #[test]
    fn where_all_lead_each_syncs_with_each_and_passes_nothing_on() {
        let mut browser = Browser::default();
        for tab in ["a", "b", "c"] {
            browser.open(tab);
            browser.elect(tab);
        }
        let drawn = browser.drawn();
        assert!(drawn.iter().all(|link| link.ends_with("quietly")), "{drawn:?}");
        assert_eq!(drawn.len(), 6, "{drawn:?}");
        let up = drawn.iter().filter(|link| link.contains("asks")).count();
        assert_eq!(up, 3, "{drawn:?}");
    }
}
