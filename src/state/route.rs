//! Where in the app a person is: what the address after `#` says.
//!
//! `#/`, `#/w/DOCUMENT`, `#/w/DOCUMENT/SCREEN`, after either `/n/NODE`, and behind a workspace's address
//! `?relay=ADDRESS&key=KEY`. Other parameters are passed over, so that a link from a newer app still opens.
//!
//! A publication is one workspace: there the address is `#/`, `#/SCREEN` or `#/SCREEN/n/NODE`, with no document.
//!
//! A key is a secret, and an address bar is on the projector: a key is taken out of it at once, and never
//! stands in an address that the app makes for itself.

mod percent;
mod screen;

use std::collections::BTreeMap;

use causeway_model::NodeId;
use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

use crate::platform::location::{self, Origin};
use crate::state::access::AccessKey;
use crate::state::relay_address::RelayAddress;

pub use screen::Screen;

/// Stands for the document of a publication, whose own id is nobody's business.
pub const PUBLISHED: DocumentId = DocumentId::from_bytes([0; 16]);

/// Where in the app a person is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The workspaces on this device.
    #[default]
    Home,
    /// In a workspace.
    Workspace(Place),
    /// At an address that leads nowhere.
    Nowhere,
}

/// A place in a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The workspace's document.
    pub document: DocumentId,
    /// The screen that is shown; without one, the first for whoever comes.
    pub screen: Option<Screen>,
    /// The node that is looked at.
    pub node: Option<NodeId>,
    /// The relay that the link names; without one, the page's own.
    pub relay: Option<RelayAddress>,
}

impl Place {
    /// A workspace, wherever in it whoever comes begins.
    pub fn of(document: DocumentId) -> Self {
        Self { document, screen: None, node: None, relay: None }
    }

    /// The screen to show to somebody who begins at `first`; a link to a node leads to the map.
    pub fn shown(&self, first: Screen) -> Screen {
        let first = if self.node.is_some() { Screen::Map } else { first };
        self.screen.unwrap_or(first)
    }
}

impl Route {
    /// The first screen of a workspace.
    pub fn workspace(document: DocumentId) -> Self {
        Self::Workspace(Place::of(document))
    }

    /// Reads the address after `#`, with or without the `#`.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let mut steps = path.split('/').filter(|step| !step.is_empty());
        match (steps.next(), steps.next()) {
            (None, _) => Self::Home,
            (Some("w"), Some(document)) => {
                Self::in_workspace(document, &steps.collect::<Vec<_>>(), query)
            }
            _ => Self::Nowhere,
        }
    }

    fn in_workspace(document: &str, steps: &[&str], query: &str) -> Self {
        let document = percent::decode(document).and_then(|id| id.parse().ok());
        let Some(document) = document.filter(|id| *id != PUBLISHED) else { return Self::Nowhere };
        let (screen, node) = match steps {
            [] => (None, None),
            ["n", node] => (None, Some(*node)),
            [screen] => (Some(*screen), None),
            [screen, "n", node] => (Some(*screen), Some(*node)),
            _ => return Self::Nowhere,
        };
        let (screen, node) = looked_at(screen, node);
        let relay = query.split('&').find_map(|parameter| parameter.strip_prefix("relay="));
        let relay = relay.and_then(percent::decode).and_then(|text| RelayAddress::parse(&text));
        Self::Workspace(Place { document, screen, node, relay })
    }

    /// Reads the address after `#` in a publication: whatever it says, it leads into the one workspace.
    fn parse_published(hash: &str) -> Self {
        let path = hash.strip_prefix('#').unwrap_or(hash);
        let path = path.split('?').next().unwrap_or_default();
        let steps: Vec<_> = path.split('/').filter(|step| !step.is_empty()).collect();
        let (screen, node) = match steps.as_slice() {
            ["n", node] => (None, Some(*node)),
            [screen] => (Some(*screen), None),
            [screen, "n", node] => (Some(*screen), Some(*node)),
            _ => (None, None),
        };
        let (screen, node) = looked_at(screen, node);
        Self::Workspace(Place { screen, node, ..Place::of(PUBLISHED) })
    }

    /// The address after `#`, with the `#`.
    pub fn hash(&self) -> String {
        let Self::Workspace(place) = self else { return "#/".to_owned() };
        let mut hash = if place.document == PUBLISHED {
            "#".to_owned()
        } else {
            format!("#/w/{}", place.document)
        };
        if let Some(screen) = place.screen {
            hash = format!("{hash}/{}", screen.word());
        }
        if let Some(node) = &place.node {
            hash = format!("{hash}/n/{node}");
        }
        if hash == "#" {
            return "#/".to_owned();
        }
        if let Some(relay) = &place.relay {
            hash = format!("{hash}?relay={}", percent::encode(relay.as_str()));
        }
        hash
    }
}

/// The screen and the node that the steps of an address name.
///
/// A screen that isn't known here, or a node's id that can't be one, is no reason to keep a person from
/// the workspace.
fn looked_at(screen: Option<&str>, node: Option<&str>) -> (Option<Screen>, Option<NodeId>) {
    let node = node.and_then(percent::decode).and_then(|id| id.parse().ok());
    (screen.and_then(Screen::parse), node)
}

/// The key in an address.
pub fn key_in(hash: &str) -> Option<AccessKey> {
    let (_, query) = hash.split_once('?')?;
    let key = query.split('&').find_map(|parameter| parameter.strip_prefix("key="))?;
    AccessKey::parse(&percent::decode(key)?)
}

/// A link: the address of a place, with a key for whoever gets it.
pub fn link(page: &Origin, place: &Place, key: Option<&AccessKey>) -> String {
    let Origin { protocol, host, folder } = page;
    let hash = Route::Workspace(place.clone()).hash();
    let joint = if hash.contains('?') { '&' } else { '?' };
    let key = key.map(|key| format!("{joint}key={}", percent::encode(key.as_str())));
    format!("{protocol}//{host}{folder}{hash}{}", key.unwrap_or_default())
}

/// Where the person is, and ways to go elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Router {
    route: RwSignal<Route>,
    /// Whether all there is is the one workspace of a publication.
    is_published: bool,
    /// Keys that came in links, until a visit takes them.
    keys: StoredValue<BTreeMap<DocumentId, AccessKey>>,
    /// Rises with every key that came.
    keys_came: RwSignal<u32>,
}

impl Router {
    /// Reads the address bar and follows it; provides itself to the views below.
    pub fn provide() -> Self {
        Self::begin(false)
    }

    /// The same for the addresses of a publication.
    pub fn provide_published() -> Self {
        Self::begin(true)
    }

    fn begin(is_published: bool) -> Self {
        let router = Self {
            route: RwSignal::default(),
            is_published,
            keys: StoredValue::default(),
            keys_came: RwSignal::default(),
        };
        router.read_bar();
        location::on_hash_change(move || router.read_bar());
        provide_context(router);
        router
    }

    /// Where the person is.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// Goes somewhere; Back returns.
    pub fn go(self, route: Route) {
        location::go_to(&route.hash());
        self.arrive(route);
    }

    /// Goes somewhere in the place of where the person is; Back skips it.
    pub fn replace(self, route: Route) {
        location::replace(&route.hash());
        self.arrive(route);
    }

    /// Goes where a link leads, with the key that came in it.
    pub fn follow(self, place: Place, key: Option<AccessKey>) {
        self.keep_key(place.document, key);
        self.go(Route::Workspace(place));
    }

    /// The key that came in a link to a workspace; it is given once.
    pub fn take_key(self, document: DocumentId) -> Option<AccessKey> {
        self.keys.try_update_value(|keys| keys.remove(&document)).flatten()
    }

    /// How many keys have come: with each, a visit begins anew.
    pub fn keys_came(self) -> Signal<u32> {
        self.keys_came.into()
    }

    /// Follows the address bar, and takes a key out of it.
    fn read_bar(self) {
        let hash = location::hash();
        if self.is_published {
            return self.arrive(Route::parse_published(&hash));
        }
        let route = Route::parse(&hash);
        if hash.contains("key=")
            && let Route::Workspace(place) = &route
        {
            location::replace(&route.hash());
            self.keep_key(place.document, key_in(&hash));
        }
        self.arrive(route);
    }

    fn keep_key(self, document: DocumentId, key: Option<AccessKey>) {
        if let Some(key) = key {
            self.keys.update_value(|keys| _ = keys.insert(document, key));
            self.keys_came.update(|came| *came += 1);
        }
    }

    fn arrive(self, route: Route) {
        if self.route.try_with_untracked(|now| *now != route) == Some(true) {
            self.route.set(route);
        }
    }
}

/// The router that [`Router::provide`] provided.
pub fn use_router() -> Option<Router> {
    use_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: DocumentId = DocumentId::from_bytes([7; 16]);

    fn place(hash: &str) -> Place {
        match Route::parse(hash) {
            Route::Workspace(place) => place,
            other => panic!("{hash} is {other:?}"),
        }
    }

    #[test]
    fn an_address_leads_where_it_was_taken() {
        let hashes = [
            "#/".to_owned(),
            format!("#/w/{DOCUMENT}"),
            format!("#/w/{DOCUMENT}/brief"),
            format!("#/w/{DOCUMENT}/n/churn"),
            format!("#/w/{DOCUMENT}/map/n/churn"),
            format!("#/w/{DOCUMENT}/n/churn?relay=wss%3A%2F%2Fplan.example%3A444%2Fsync"),
        ];
        for hash in hashes {
            assert_eq!(Route::parse(&hash).hash(), hash);
        }
    }

    #[test]
    fn an_address_in_a_publication_names_no_document_and_leads_where_it_was_taken() {
        for hash in ["#/", "#/brief", "#/map/n/churn", "#/n/churn"] {
            assert_eq!(Route::parse_published(hash).hash(), hash);
        }
        for hash in ["", "#", "#/tides", "#/a/b/c/d"] {
            assert_eq!(Route::parse_published(hash).hash(), "#/", "{hash}");
        }
    }

    #[test]
    fn an_empty_address_is_home() {
        for hash in ["", "#", "#/", "/"] {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
    }

    #[test]
    fn a_mistyped_document_leads_nowhere_and_not_to_another() {
        let mistyped = Route::workspace(DOCUMENT).hash().replacen(char::is_numeric, "x", 1);
        assert_eq!(Route::parse(&mistyped), Route::Nowhere);
        assert_eq!(Route::parse("#/elsewhere"), Route::Nowhere);
    }

    #[test]
    fn a_link_from_a_newer_app_still_opens() {
        let place = place(&format!("#/w/{DOCUMENT}?key=abc&relay=ws%3A%2F%2Froom%2Fsync&more"));
        assert_eq!(place.relay.unwrap().host(), "room");
    }

    #[test]
    fn a_key_is_read_from_a_link_and_never_stands_in_an_address_again() {
        let page =
            Origin { protocol: "https:".into(), host: "plan.example".into(), folder: "/".into() };
        let key = AccessKey::parse("cwk-0123_abc").unwrap();
        let place = Place { screen: Some(Screen::Brief), ..Place::of(DOCUMENT) };
        let link = link(&page, &place, Some(&key));
        assert_eq!(link, format!("https://plan.example/#/w/{DOCUMENT}/brief?key=cwk-0123_abc"));
        let hash = link.split_once('#').unwrap().1;
        assert_eq!(key_in(hash), Some(key));
        assert!(!Route::parse(hash).hash().contains("cwk"));
    }

    #[test]
    fn a_relay_and_a_key_stand_in_one_link() {
        let page =
            Origin { protocol: "https:".into(), host: "a.example".into(), folder: "/".into() };
        let relay = RelayAddress::parse("wss://b.example/sync");
        let key = AccessKey::parse("cwk-0123_abc").unwrap();
        let link = link(&page, &Place { relay, ..Place::of(DOCUMENT) }, Some(&key));
        let hash = link.split_once('#').unwrap().1;
        assert_eq!((place(hash).relay.unwrap().host(), key_in(hash)), ("b.example", Some(key)));
    }

    #[test]
    fn a_screen_of_a_newer_app_opens_the_workspace() {
        let place = place(&format!("#/w/{DOCUMENT}/tides/n/churn"));
        assert_eq!((place.screen, place.node.is_some()), (None, true));
    }

    #[test]
    fn who_names_no_screen_begins_where_they_begin_and_a_node_is_on_the_map() {
        assert_eq!(place(&format!("#/w/{DOCUMENT}")).shown(Screen::Brief), Screen::Brief);
        assert_eq!(place(&format!("#/w/{DOCUMENT}/n/churn")).shown(Screen::Brief), Screen::Map);
        assert_eq!(place(&format!("#/w/{DOCUMENT}/map")).shown(Screen::Brief), Screen::Map);
    }

    #[test]
    fn a_broken_node_or_relay_still_opens_the_workspace() {
        let place = place(&format!("#/w/{DOCUMENT}/n/a%20b?relay=javascript%3Aalert"));
        assert_eq!((place.node, place.relay), (None, None));
    }
}
