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
        // Not collected: that would bring a sort into the download for every type of map.
        let mut read = Self::new();
        walk.entries(json, &mut |walk, key, value| {
            let (key, value) = (walk.key(key), V::read(value, walk));
            // A record that says nothing reads as absent: a document can't tell it from a place that was
            // only made ready for one.
            if let (Some(key), Some(value)) = (key, value.filter(|value| !value.is_empty())) {
                read.insert(key, value);
            }
        });
        Some(read)
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K: Key> Slot for BTreeSet<K> {
    const SHAPE: Shape = Shape::Set { key: K::KIND };

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        let mut read = Self::new();
        walk.entries(json, &mut |walk, key, value| {
            let (key, member) = (walk.key(key), value.as_bool().filter(|is_member| *is_member));
            if let (Some(key), Some(_)) = (key, walk.expect(member, Rule::True, value)) {
                read.insert(key);
            }
        });
        Some(read)
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
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
