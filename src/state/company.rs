//! Going along with a colleague: seeing what they see, until one moves oneself.
//!
//! Whoever follows shows the others what the one they follow sees, never their own larger view of it: so that a
//! row of followers all see the same, and none of them leads the others ever farther away.

use causeway_canvas::MapRect;
use leptos::prelude::*;

use crate::state::peers::PresentPeer;
use crate::state::projection::set_if_new;

/// Whom this person goes along with, and where they were asked to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Company {
    followed: RwSignal<Option<String>>,
    visited: RwSignal<Option<String>>,
    /// The part of the map that is to be seen as soon as there is a map.
    pub sight: RwSignal<Option<MapRect>>,
}

impl Company {
    /// On one's own; its signals belong to the current owner.
    pub fn new() -> Self {
        Self {
            followed: RwSignal::default(),
            visited: RwSignal::default(),
            sight: RwSignal::default(),
        }
    }

    /// Whom this person follows, by [`PresentPeer::word`].
    pub fn followed(self) -> Signal<Option<String>> {
        self.followed.into()
    }

    /// Whether this person follows anybody, read once.
    pub fn is_following(self) -> bool {
        self.followed.try_with_untracked(Option::is_some).unwrap_or_default()
    }

    /// From now on, what someone sees is what this person sees.
    pub fn follow(self, word: &str) {
        set_if_new(self.followed, Some(word.to_owned()));
    }

    /// On one's own again.
    pub fn stop(self) {
        set_if_new(self.followed, None);
    }

    /// Asks to be taken to where someone is, once.
    pub fn visit(self, word: &str) {
        self.visited.try_set(Some(word.to_owned()));
    }

    /// Where this person asked to be taken.
    pub fn visited(self) -> Signal<Option<String>> {
        self.visited.into()
    }

    /// They were taken there.
    pub fn has_visited(self) {
        set_if_new(self.visited, None);
    }
}

impl Default for Company {
    fn default() -> Self {
        Self::new()
    }
}

/// The peer of a word, if they are still here.
pub fn find<'p>(peers: &'p [PresentPeer], word: &str) -> Option<&'p PresentPeer> {
    peers.iter().find(|peer| peer.word() == word || peer.key == word)
}

/// Those who follow one of these: the words by which the others may know this person.
pub fn followers<'p>(peers: &'p [PresentPeer], mine: &[String]) -> Vec<&'p PresentPeer> {
    let is_mine = |word: &String| mine.contains(word);
    peers.iter().filter(|peer| peer.shows.following.as_ref().is_some_and(is_mine)).collect()
}

/// Whether someone follows this person, themselves or through others: following them would go round in a circle.
pub fn leads_back(peers: &[PresentPeer], word: &str, mine: &[String]) -> bool {
    circle(peers, word, mine).is_some()
}

/// Whether this person is the one to let go, where several began to follow each other at the same moment.
///
/// All in the circle see it, and one of them has the first word.
pub fn lets_go(peers: &[PresentPeer], word: &str, mine: &[String]) -> bool {
    let Some(circle) = circle(peers, word, mine) else { return false };
    let own = circle.last();
    own.is_some_and(|own| circle.iter().all(|other| own <= other))
}

/// The words of those who follow one another from someone back to this person, whose own word is the last.
fn circle(peers: &[PresentPeer], word: &str, mine: &[String]) -> Option<Vec<String>> {
    let mut along = Vec::new();
    let mut word = word.to_owned();
    while along.len() <= peers.len() {
        let peer = find(peers, &word)?;
        along.push(peer.word().to_owned());
        word = peer.shows.following.clone()?;
        if mine.contains(&word) {
            along.push(word);
            return Some(along);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::peers::Shows;

    fn peer(name: &str, following: Option<&str>) -> PresentPeer {
        let shows = Shows { following: following.map(str::to_owned), ..Shows::default() };
        let key = format!("tab-{name}");
        PresentPeer { key, person: name.parse().ok(), shows, ..PresentPeer::default() }
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn someone_is_found_by_person_or_by_tab() {
        let peers = [peer("ana", None), peer("ben", None)];
        assert_eq!(find(&peers, "ben"), Some(&peers[1]));
        assert_eq!(find(&peers, "tab-ana"), Some(&peers[0]));
        assert_eq!(find(&peers, "carl"), None);
    }

    #[test]
    fn who_follows_by_person_or_by_tab_follows() {
        let peers = [peer("ana", Some("me")), peer("ben", Some("tab-me")), peer("carl", None)];
        let followers = followers(&peers, &words(&["me", "tab-me"]));
        assert_eq!(followers, [&peers[0], &peers[1]]);
    }

    #[test]
    fn a_row_that_leads_back_is_a_circle_and_one_that_doesnt_is_none() {
        let mine = words(&["me"]);
        let peers = [peer("ana", Some("ben")), peer("ben", Some("me")), peer("carl", Some("dora"))];
        assert!(leads_back(&peers, "ana", &mine) && leads_back(&peers, "ben", &mine));
        assert!(!leads_back(&peers, "carl", &mine), "whom carl follows has left");
        let round = [peer("ana", Some("ben")), peer("ben", Some("ana"))];
        assert!(!leads_back(&round, "ana", &mine), "a circle of others ends the search");
    }

    #[test]
    fn of_those_who_began_to_follow_each_other_at_once_one_lets_go() {
        let two = |other: &str, me: &str| {
            let peers = [peer(other, Some(me))];
            lets_go(&peers, other, &words(&[me]))
        };
        assert!(two("ben", "ana") && !two("ana", "ben"));
        let three = |me: &str, next: &str, last: &str| {
            let peers = [peer(next, Some(last)), peer(last, Some(me))];
            lets_go(&peers, next, &words(&[me]))
        };
        let gone = [three("a", "b", "c"), three("b", "c", "a"), three("c", "a", "b")];
        assert_eq!(gone, [true, false, false]);
    }
}
