//! The schema: for each record and key of a workspace, its shape.
//!
//! The tables are derived from the types themselves (see `record!`), so that they can't say
//! anything else. Whoever must treat all fields alike reads them: the importer that must know
//! which strings are texts, commands on single fields, and generated tests.

use crate::workspace::Workspace;

/// A kind of object with known keys.
#[derive(Debug, PartialEq)]
pub struct Record {
    /// What one of them is called.
    pub name: &'static str,
    /// Its known keys. Other keys are kept and not read.
    pub fields: &'static [Field],
}

impl Record {
    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// A known key of a record.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// Whether concurrent values are shown to people (⚔). Texts are not marked: see [`Place::may_conflict`].
    pub contested: bool,
    /// Whether the record is nothing without it.
    pub required: bool,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Free text that two people can type in (T).
    Text,
    /// A text that the last writer sets.
    String,
    /// `true` or `false`.
    Bool,
    /// Any number.
    Number,
    /// A number above 0.
    Positive,
    /// A whole number from 0 to a million.
    Count,
    /// A whole number, at most a million either way.
    Integer,
    /// A whole number from 1 to 5.
    Level,
    /// `weak`, `moderate`, `strong`, or a number from 0 to 1.
    Strength,
    /// A number, or the record [`BOUND`].
    Bound,
    /// A calendar day.
    Date,
    /// An instant in UTC, or a calendar day for its first moment.
    Instant,
    /// An id.
    Id,
    /// A currency of ISO 4217.
    Currency,
    /// One of these words.
    Enum(&'static [&'static str]),
    /// An object with known keys.
    Record(&'static Record),
    /// An object with any keys of a kind, whose values are alike.
    Map {
        /// The kind of its keys.
        key: KeyKind,
        /// The shape of its values.
        of: &'static Shape,
    },
    /// An object with any keys of a kind, whose values are `true`.
    Set {
        /// The kind of its keys.
        key: KeyKind,
    },
    /// An object whose content the model doesn't fix.
    Free,
}

/// What can be a key of a map or a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// An id.
    Id,
    /// A calendar day.
    Date,
    /// An Automerge actor id.
    Actor,
    /// Any text but an empty one.
    Text,
}

/// The limits of a threshold for `range`.
pub const BOUND: Record = Record { name: "bound", fields: &[number("low"), number("high")] };

/// The root of everything.
pub const WORKSPACE: Record = Workspace::RECORD;

/// What the schema says about the value at a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its shape.
    pub shape: Shape,
    /// Whether concurrent values are shown to people (⚔).
    pub contested: bool,
    /// Whether the record around it is nothing without it.
    pub required: bool,
}

impl Place {
    const fn plain(shape: Shape) -> Self {
        Self { shape, contested: false, required: false }
    }

    /// Whether the file form may list values in conflict here: contested values and texts.
    pub fn may_conflict(&self) -> bool {
        self.contested || self.shape == Shape::Text
    }

    /// What stands under a key of this value, if the schema knows it.
    ///
    /// Any key is taken for the key of a map: whether it follows the rule is for readers to say.
    pub fn child(&self, key: &str) -> Option<Self> {
        match self.shape {
            Shape::Record(record) => record.field(key).map(Self::from),
            Shape::Bound => BOUND.field(key).map(Self::from),
            Shape::Map { of, .. } => Some(Self::plain(*of)),
            Shape::Set { .. } => Some(Self::plain(Shape::Bool)),
            _ => None,
        }
    }
}

impl From<&Field> for Place {
    fn from(field: &Field) -> Self {
        Self { shape: field.shape, contested: field.contested, required: field.required }
    }
}

/// The whole workspace as a place.
pub const ROOT: Place = Place::plain(Shape::Record(&WORKSPACE));

/// What the schema says about a path such as `["nodes", "nrr", "title"]`; nothing for unknown keys.
pub fn find(path: &[&str]) -> Option<Place> {
    path.iter().try_fold(ROOT, |place, key| place.child(key))
}

/// A path of the schema, with `*` for every key of a map, and what stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The keys from the root, such as `["nodes", "*", "title"]`.
    pub path: Vec<&'static str>,
    /// What stands there.
    pub place: Place,
}

/// Every path that the schema knows, parents before their children.
pub fn patterns() -> Vec<Pattern> {
    let mut found = Vec::new();
    descend(&mut Vec::new(), ROOT, &mut found);
    found
}

fn descend(path: &mut Vec<&'static str>, place: Place, found: &mut Vec<Pattern>) {
    if !path.is_empty() {
        found.push(Pattern { path: path.clone(), place });
    }
    let fields = match place.shape {
        Shape::Record(record) => record.fields,
        Shape::Bound => BOUND.fields,
        _ => &[],
    };
    let keys = fields.iter().map(|field| (field.key, Place::from(field)));
    let every = matches!(place.shape, Shape::Map { .. } | Shape::Set { .. });
    let every = every.then(|| place.child("*")).flatten().map(|place| ("*", place));
    for (key, child) in keys.chain(every) {
        path.push(key);
        descend(path, child, found);
        path.pop();
    }
}

const fn number(key: &'static str) -> Field {
    Field { key, shape: Shape::Number, contested: false, required: false }
}
