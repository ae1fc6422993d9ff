//! Who else is here, and what they and this person show each other.

use causeway_canvas::MapPoint;
use causeway_model::PersonId;
use leptos::prelude::*;

use super::Session;
use crate::i18n::{Key, say};
use crate::state::company;
use crate::state::peers::{PresentPeer, Shows};
use crate::state::projection::set_if_new;
use crate::ui::crew_of;

impl Session {
    /// Who else is here.
    pub fn peers(self) -> Signal<Vec<PresentPeer>> {
        self.peers.into()
    }

    /// Changes what the others see of what this person does; they see it a few times a second.
    pub fn show(self, change: impl FnOnce(&mut Shows)) {
        self.shows.try_update(change);
    }

    /// Shows the others where the pointer is on the map, or that it isn't there.
    pub fn show_cursor(self, cursor: Option<MapPoint>) {
        self.show(|shows| shows.cursor = cursor);
    }

    /// What this person shows, with what is selected and being edited.
    pub(in crate::state) fn showing(self) -> Shows {
        let mut shows = self.shows.get();
        let selection = self.selection.get();
        shows.nodes = selection.nodes.into_iter().collect();
        shows.links = selection.links.into_iter().collect();
        shows.editing = self.editing.get();
        shows.following = self.company.followed().get();
        if let Some(word) = &shows.following {
            shows.view = self.peers.with(|peers| company::find(peers, word)?.shows.view);
        }
        shows
    }

    /// The words by which the others may know this person: who they are, and this tab.
    pub fn own_words(self) -> Vec<String> {
        let person = self.person.get().map(|person| person.to_string());
        person.into_iter().chain(self.own_key.try_get_value()).collect()
    }

    pub(in crate::state) fn set_own_key(self, key: String) {
        self.own_key.try_set_value(key);
    }

    /// What the others call this device's person.
    pub(in crate::state) fn own_name(self) -> String {
        let chosen = self.person.get();
        chosen.and_then(|person| self.person_name(&person)).unwrap_or_else(|| self.name.get())
    }

    /// What a person is called here, if they are known by a name; whoever reads it follows it.
    pub fn person_name(self, person: &PersonId) -> Option<String> {
        self.overview.people.with(|people| people.get(person)?.name.clone())
    }

    /// What a colleague is called: as the workspace's people say, or as they said themselves.
    pub fn peer_name(self, peer: &PresentPeer) -> String {
        let known = peer.person.as_ref().and_then(|person| self.person_name(person));
        let name = known.unwrap_or_else(|| peer.name.clone());
        if name.is_empty() { say(Key::CrewGuest).to_owned() } else { name }
    }

    /// What whoever wrote something is called, and their colour; a guest where that isn't known.
    pub fn author(self, by: Option<&PersonId>) -> (String, u8) {
        let name = by.and_then(|person| self.person_name(person));
        let name = name.unwrap_or_else(|| say(Key::CrewGuest).to_owned());
        (name, self.crew_of(by.map_or("", PersonId::as_str)))
    }

    /// The colours of those who are here, by [`PresentPeer::word`].
    pub fn crews(self) -> Signal<Vec<(String, u8)>> {
        self.crews.into()
    }

    /// The colour of someone, by [`PresentPeer::word`]: among those who are here, nobody else's; whoever reads it
    /// follows it.
    pub fn crew_of(self, word: &str) -> u8 {
        let here = self.crews.with(|crews| {
            let found = crews.iter().find(|(other, _)| other == word);
            found.map(|(_, crew)| *crew)
        });
        here.unwrap_or_else(|| crew_of(word))
    }

    pub(crate) fn set_peers(self, peers: Vec<PresentPeer>) {
        set_if_new(self.peers, peers);
    }
}
