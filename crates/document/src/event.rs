//! What changed in a document, in the words of the map.

use std::collections::{BTreeSet, HashMap};

use automerge::legacy::{Key, ObjectId, OpId};
use automerge::{ChangeHash, ObjId, ROOT, ReadDoc};
use causeway_model::order::gathered;
use causeway_model::schema::{self, Shape};
use causeway_model::{BadId, FunctionId, LinkId, NodeId, Path, PersonId};

use crate::document::Document;
use crate::tree::{MOST_DEPTH, Reader, maps_among};

/// A record that is not as it was, by whoever's hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The title, the summary or a setting of the workspace.
    WorkspaceChanged,
    /// A person is new, or not as they were.
    PersonChanged(PersonId),
    /// A person is deleted.
    PersonGone(PersonId),
    /// A function is new, or not as it was.
    FunctionChanged(FunctionId),
    /// A function is deleted.
    FunctionGone(FunctionId),
    /// A node is new, restored, or not as it was.
    NodeChanged(NodeId),
    /// A node is deleted. Its record can still be read, and restored.
    NodeGone(NodeId),
    /// A link is new, restored, or not as it was.
    LinkChanged(LinkId),
    /// A link is deleted. Its record can still be read, and restored.
    LinkGone(LinkId),
    /// A record of another map of the workspace changed or is gone, or one whose id the model refuses.
    RecordChanged {
        /// The map: `actions`, `decisions`, `comments` and so on, with whatever id it has.
        map: String,
        /// The record's id.
        id: String,
    },
}

/// A field that somebody else wrote, such as `nodes/churn/title`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// Who wrote it; none as long as the opening that it came from hasn't said whose it is.
    pub by: Option<PersonId>,
    /// The map, the record, and the keys below it that lead to what was written.
    pub path: Path,
}

/// So many touches are kept until they are asked for; of more, only the events tell.
const MOST_TOUCHES: usize = 500;

/// Beyond this many changes at once it is quicker to read everything again than to look at each.
const MOST_LOOKED_AT: usize = 2_000;

/// A record that was touched: a key of the root, and a key of the map there.
type Touched = (String, Option<String>);

impl Document {
    /// What changed since the last call, whoever did it; everything there is, the first time.
    ///
    /// It looks at the operations of the changes that came. Automerge's own patches don't tell of
    /// writes in a map that lost against another made at the same moment, but we read both.
    pub fn take_events(&mut self) -> Vec<Event> {
        let now = self.auto.get_heads();
        let touched = match self.told.replace(now.clone()) {
            Some(told) if told == now => return Vec::new(),
            Some(told) => self.touched_since(&told),
            None => None,
        };
        let Some(touched) = touched else { return self.everything() };
        let reader = Reader(&self.auto);
        let events = touched.into_iter().map(|touched| match touched {
            (map, Some(id)) if is_map_of_records(&map) => {
                let record = reader.read(&[&map, &id]);
                let is_gone = record.is_none_or(|record| record.get("deleted").is_some());
                event(map, id, is_gone)
            }
            _ => Event::WorkspaceChanged,
        });
        in_order(events)
    }

    /// What others wrote, as of the last calls of [`Document::take_events`]; each field once for each of them.
    ///
    /// Whoever opened the document here is no other, and what is told as everything there is, the first
    /// time or after very many changes, was written by nobody in particular.
    pub fn take_touches(&mut self) -> Vec<Touch> {
        let reader = Reader(&self.auto);
        let writer = |actor: &str| {
            let person = reader.read(&["actors", actor, "person"])?;
            PersonId::new(person.as_str()?).ok()
        };
        let touches = std::mem::take(&mut self.touches).into_iter();
        touches.map(|(actor, path)| Touch { by: writer(&actor), path: Path(path) }).collect()
    }

    fn touched_since(&mut self, told: &[ChangeHash]) -> Option<BTreeSet<Touched>> {
        let changes = self.auto.get_changes_meta(told).len();
        if told.is_empty() || changes > MOST_LOOKED_AT {
            return None;
        }
        let mut touched = BTreeSet::new();
        let mut places: HashMap<ObjectId, Option<Place>> = HashMap::new();
        let own = self.auto.get_actor().clone();
        for change in self.auto.get_changes(told) {
            let actor = Some(change.actor_id()).filter(|actor| **actor != own);
            let actor = actor.map(automerge::ActorId::to_hex_string);
            for op in change.decode().operations {
                let key = match &op.key {
                    Key::Map(key) => key.to_string(),
                    Key::Seq(_) => String::new(),
                };
                let place = places.entry(op.obj).or_insert_with_key(|object| self.place_of(object));
                let Some(place) = place.clone() else { continue };
                if matches!(place, Place::Root) && is_map_of_records(&key) {
                    // Another program put a whole new map there.
                    return None;
                }
                if let Some(actor) = actor.as_ref().filter(|_| self.touches.len() < MOST_TOUCHES) {
                    self.touches.insert((actor.clone(), place.path_of(&key)));
                }
                touched.insert(place.touched_by(key));
            }
        }
        Some(touched)
    }

    /// Where an object stands.
    fn place_of(&self, object: &ObjectId) -> Option<Place> {
        let ObjectId::Id(OpId(counter, actor)) = object else { return Some(Place::Root) };
        let id = ObjId::Id(*counter, actor.clone(), 0);
        // A hostile document may have objects that stand in themselves.
        let parents: Vec<_> = self.auto.parents(id).ok()?.take(MOST_DEPTH + 2).collect();
        let mut keys = parents.iter().rev().map(|parent| parent.prop.to_string());
        Some(match (keys.next(), keys.next()) {
            (None, _) => return None,
            (Some(map), None) => Place::Map(map),
            (Some(map), Some(record)) => Place::Record(map, record, keys.collect()),
        })
    }

    /// Tells of every record without reading it: whoever follows reads each anyway.
    fn everything(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for map in self.auto.keys(ROOT) {
            if is_map_of_records(&map) {
                events.extend(self.records(&map));
            } else {
                events.push(Event::WorkspaceChanged);
            }
        }
        in_order(events.into_iter())
    }

    fn records(&self, map: &str) -> Vec<Event> {
        let reader = Reader(&self.auto);
        let maps = reader.maps(&[map]);
        let ids: BTreeSet<String> = gathered(maps.iter().flat_map(|map| self.auto.keys(map)));
        let told_of = |id: String| {
            let record = maps_among(&reader.found(&maps, &id));
            // What was restored keeps an empty tombstone.
            let is_gone = !reader.found(&record, "deleted").is_empty()
                && reader.read(&[map, &id, "deleted"]).is_some();
            event(map.to_owned(), id, is_gone)
        };
        ids.into_iter().map(told_of).collect()
    }
}

/// Each event once.
fn in_order(events: impl Iterator<Item = Event>) -> Vec<Event> {
    gathered::<BTreeSet<Event>, _>(events).into_iter().collect()
}

/// What to tell of a record that was touched, as it now is.
fn event(map: String, id: String, is_gone: bool) -> Event {
    let known = match (map.as_str(), is_gone) {
        ("nodes", false) => told(NodeId::new(&id), Event::NodeChanged),
        ("nodes", true) => told(NodeId::new(&id), Event::NodeGone),
        ("links", false) => told(LinkId::new(&id), Event::LinkChanged),
        ("links", true) => told(LinkId::new(&id), Event::LinkGone),
        ("people", false) => told(PersonId::new(&id), Event::PersonChanged),
        ("people", true) => told(PersonId::new(&id), Event::PersonGone),
        ("functions", false) => told(FunctionId::new(&id), Event::FunctionChanged),
        ("functions", true) => told(FunctionId::new(&id), Event::FunctionGone),
        _ => None,
    };
    known.unwrap_or(Event::RecordChanged { map, id })
}

fn told<I>(id: Result<I, BadId>, event: fn(I) -> Event) -> Option<Event> {
    id.ok().map(event)
}

/// Where an object stands that an operation writes in.
#[derive(Clone)]
enum Place {
    Root,
    Map(String),
    /// In a record, or below it under these keys.
    Record(String, String, Vec<String>),
}

impl Place {
    /// What a write under a key of the object touches.
    fn touched_by(self, key: String) -> Touched {
        match self {
            Self::Root => (key, None),
            Self::Map(map) => (map, Some(key)),
            Self::Record(map, record, _) => (map, Some(record)),
        }
    }

    /// The path that a write under a key of the object writes; a text is written letter by letter, under no key.
    fn path_of(&self, key: &str) -> Vec<String> {
        let mut path = match self {
            Self::Root => Vec::new(),
            Self::Map(map) => vec![map.clone()],
            Self::Record(map, record, below) => {
                [map, record].into_iter().chain(below).cloned().collect()
            }
        };
        if !key.is_empty() {
            path.push(key.to_owned());
        }
        path
    }
}

/// Whether a key of the root holds records by id.
fn is_map_of_records(key: &str) -> bool {
    matches!(schema::find(&[key]).map(|place| place.shape), Some(Shape::Map { .. }))
}
