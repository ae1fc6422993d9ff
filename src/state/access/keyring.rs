//! The keys that this device holds for one workspace, each for the relay that gave it out.

use serde::{Deserialize, Serialize};

use crate::state::access::{AccessKey, OwnKeys, Role, Shut};
use crate::state::relay_address::RelayAddress;

/// The keys of one workspace. No key is ever told to another relay than its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyring {
    keys: Vec<Held>,
}

/// One key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Held {
    relay: String,
    key: AccessKey,
    /// What it lets do, once its relay has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    /// Why it is good no more. What it let do is remembered: a reader does not become an editor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    over: Option<Shut>,
}

impl Held {
    /// Which key is tried first: one that lets more, and of the unknown the latest before a reader's.
    fn rank(&self) -> u8 {
        match self.role {
            Some(Role::Owner) => 3,
            Some(Role::Edit) => 2,
            None => 1,
            Some(Role::View) => 0,
        }
    }
}

impl Keyring {
    /// Reads what was written; an empty ring where that can't be read.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The ring as text.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Adds a key that came by a link; one that is here already stays as it is.
    pub fn add(&mut self, relay: &RelayAddress, key: AccessKey) {
        if !self.of(relay).any(|held| held.key == key) {
            self.keys.push(Held { relay: relay.to_string(), key, role: None, over: None });
        }
    }

    /// Adds the keys of a workspace that this device has just shared.
    pub fn add_own(&mut self, relay: &RelayAddress, own: &OwnKeys) {
        let keys = [
            (&own.owner_key, Role::Owner),
            (&own.edit_key, Role::Edit),
            (&own.view_key, Role::View),
        ];
        for (key, role) in keys {
            self.add(relay, key.clone());
            self.learn(relay, key, role);
        }
    }

    /// What a key lets do, as its relay says.
    pub fn learn(&mut self, relay: &RelayAddress, key: &AccessKey, role: Role) {
        if let Some(held) = self.held(relay, key) {
            held.role = Some(role);
        }
    }

    /// A key is good no more.
    pub fn end(&mut self, relay: &RelayAddress, key: &AccessKey, why: Shut) {
        if let Some(held) = self.held(relay, key) {
            held.over = Some(why);
        }
    }

    /// No key for this relay is good any more.
    pub fn end_all(&mut self, relay: &RelayAddress, why: Shut) {
        for held in self.keys.iter_mut().filter(|held| held.relay == relay.as_str()) {
            held.over.get_or_insert(why);
        }
    }

    /// The key to show to a relay: the one that lets most.
    pub fn best(&self, relay: &RelayAddress) -> Option<&AccessKey> {
        let good = self.of(relay).filter(|held| held.over.is_none());
        good.max_by_key(|held| held.rank()).map(|held| &held.key)
    }

    /// A good key that lets just this, to be given out in a link.
    pub fn of_role(&self, relay: &RelayAddress, role: Role) -> Option<&AccessKey> {
        let good = self.of(relay).filter(|held| held.over.is_none());
        good.filter(|held| held.role == Some(role)).map(|held| &held.key).next_back()
    }

    /// Why the relay lets this device in no more; `None` while a key is good, or there never was one.
    pub fn shut(&self, relay: &RelayAddress) -> Option<Shut> {
        if self.best(relay).is_some() {
            return None;
        }
        self.of(relay).filter_map(|held| held.over).next_back()
    }

    /// What may be done here: everything where there are no keys. A key whose relay hasn't spoken yet
    /// lets read only, and so does what was a reader's before it ended.
    pub fn role(&self, relay: &RelayAddress) -> Role {
        let good = self.of(relay).filter(|held| held.over.is_none()).max_by_key(|held| held.rank());
        let held = good.or_else(|| self.of(relay).max_by_key(|held| held.rank()));
        held.map_or(Role::Edit, |held| held.role.unwrap_or(Role::View))
    }

    fn of(&self, relay: &RelayAddress) -> impl DoubleEndedIterator<Item = &Held> {
        self.keys.iter().filter(move |held| held.relay == relay.as_str())
    }

    fn held(&mut self, relay: &RelayAddress, key: &AccessKey) -> Option<&mut Held> {
        self.keys.iter_mut().find(|held| held.relay == relay.as_str() && held.key == *key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relay(host: &str) -> RelayAddress {
        RelayAddress::parse(&format!("wss://{host}/sync")).unwrap()
    }

    fn key(name: &str) -> AccessKey {
        AccessKey::parse(&format!("cwk-{name}-0000")).unwrap()
    }

    #[test]
    fn where_there_is_no_key_everything_may_be_done() {
        assert_eq!(Keyring::default().role(&relay("a")), Role::Edit);
    }

    #[test]
    fn a_key_is_shown_to_no_other_relay() {
        let mut ring = Keyring::default();
        ring.add(&relay("a"), key("one"));
        assert_eq!(ring.best(&relay("a")), Some(&key("one")));
        assert_eq!(ring.best(&relay("b")), None);
    }

    #[test]
    fn a_key_lets_read_until_its_relay_says_that_it_lets_more() {
        let mut ring = Keyring::default();
        ring.add(&relay("a"), key("one"));
        assert_eq!(ring.role(&relay("a")), Role::View);
        ring.learn(&relay("a"), &key("one"), Role::Edit);
        assert_eq!(ring.role(&relay("a")), Role::Edit);
    }

    #[test]
    fn opening_a_readers_link_takes_nothing_from_an_editor() {
        let mut ring = Keyring::default();
        ring.add(&relay("a"), key("edit"));
        ring.learn(&relay("a"), &key("edit"), Role::Edit);
        ring.add(&relay("a"), key("view"));
        assert_eq!(ring.best(&relay("a")), Some(&key("edit")));
        assert_eq!(ring.role(&relay("a")), Role::Edit);
    }

    #[test]
    fn a_reader_whose_key_was_revoked_stays_a_reader_also_after_a_reload() {
        let mut ring = Keyring::default();
        ring.add(&relay("a"), key("view"));
        ring.learn(&relay("a"), &key("view"), Role::View);
        ring.end(&relay("a"), &key("view"), Shut::KeyRevoked);
        let ring = Keyring::read(&ring.write());
        assert_eq!(ring.role(&relay("a")), Role::View);
        assert_eq!(ring.shut(&relay("a")), Some(Shut::KeyRevoked));
        assert_eq!(ring.best(&relay("a")), None);
    }

    #[test]
    fn a_new_link_lets_in_again_whoever_was_shut_out() {
        let mut ring = Keyring::default();
        ring.add(&relay("a"), key("old"));
        ring.end(&relay("a"), &key("old"), Shut::KeyExpired);
        ring.add(&relay("a"), key("new"));
        assert_eq!(ring.best(&relay("a")), Some(&key("new")));
        assert_eq!(ring.shut(&relay("a")), None);
    }

    #[test]
    fn what_is_no_ring_is_an_empty_one() {
        assert_eq!(Keyring::read("{"), Keyring::default());
    }
}
