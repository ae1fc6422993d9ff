//! How a Rust type stands for a JSON value.
//!
//! A record's fields are *slots*. The type of a slot says its shape, for the schema, and
//! reads it, so that tables, types and readers can't disagree.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use crate::key::Key;
use crate::schema::{KeyKind, Shape};
use crate::walk::Walk;
use crate::{Json, Rule};

/// A value that is there.
pub(crate) trait Readable: Sized {
    /// Its shape in the schema.
    const SHAPE: Shape;

    /// Reads it; what breaks the model is reported and read as nothing.
    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self>;

    /// Whether it says nothing, and so reads as absent.
    fn is_empty(&self) -> bool {
        false
    }
}

/// The place of a value in a record, whether it is there or not.
pub(crate) trait Slot: Sized {
    /// The shape of the value.
    const SHAPE: Shape;
    /// Whether concurrent values are shown to people (⚔).
    const CONTESTED: bool = false;
    /// Whether the record is nothing without it.
    const REQUIRED: bool = false;

    /// Reads the place; nothing only where it is required and not there.
    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self>;

    /// Whether nothing is there.
    fn is_absent(&self) -> bool;
}

impl<T: Readable> Slot for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        Some(json.and_then(|json| T::read(json, walk)).filter(|value| !value.is_empty()))
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<K: Key, V: Readable> Slot for BTreeMap<K, V> {
    const SHAPE: Shape = Shape::Map { key: K::KIND, of: &V::SHAPE };

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        Some(entries(json, walk, V::read).collect())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K: Key> Slot for BTreeSet<K> {
    const SHAPE: Shape = Shape::Set { key: K::KIND };

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        let member = |json: &'a Json, walk: &mut Walk<'a>| {
            walk.expect((*json == Json::Bool(true)).then_some(()), Rule::True, json)
        };
        Some(entries(json, walk, member).map(|(key, ())| key).collect())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// The entries of a map whose keys and values follow the model.
fn entries<'a, K: Key, V>(
    json: Option<&'a Json>,
    walk: &mut Walk<'a>,
    mut read: impl FnMut(&'a Json, &mut Walk<'a>) -> Option<V>,
) -> impl Iterator<Item = (K, V)> {
    let map = json.and_then(|json| walk.object(json));
    map.into_iter().flatten().filter_map(move |(key, value)| {
        walk.within(key, |walk| {
            let name = walk.expect(K::from_key(key), K::KIND.rule(), &Json::from(key.as_str()));
            let value = read(value, walk);
            Some((name?, value?))
        })
    })
}

impl Readable for String {
    const SHAPE: Shape = Shape::String;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(json.as_str().map(str::to_owned), Rule::String, json)
    }

    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl Readable for bool {
    const SHAPE: Shape = Shape::Bool;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(json.as_bool(), Rule::Bool, json)
    }
}

/// What other people's ballots and newer versions write freely.
impl Readable for Map<String, Json> {
    const SHAPE: Shape = Shape::Free;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.object(json).cloned()
    }
}

impl KeyKind {
    /// The rule that a key of this kind follows.
    pub(crate) const fn rule(self) -> Rule {
        match self {
            Self::Id => Rule::Id,
            Self::Date => Rule::Date,
            Self::Actor => Rule::Actor,
            Self::Text => Rule::Key,
        }
    }
}
