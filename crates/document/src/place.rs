//! How the values of a place of the model are kept in a document.

use causeway_model::schema::{self, Shape};

/// A place on the way from the root; nothing where the schema doesn't know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place(pub(crate) Option<schema::Place>);

/// How the values of a place are stored and united.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A text that two people can type in.
    Text,
    /// A map that is united key by key.
    Map,
    /// One value, written whole.
    Value,
    /// Whatever another program put there.
    Anything,
}

impl Place {
    pub(crate) const ROOT: Self = Self(Some(schema::ROOT));
    pub(crate) const UNKNOWN: Self = Self(None);

    /// The place under a key of this one.
    pub(crate) fn child(self, key: &str) -> Self {
        Self(self.0.and_then(|place| place.child(key)))
    }

    /// The place that these keys lead to from the root.
    pub(crate) fn at<S: AsRef<str>>(keys: &[S]) -> Self {
        keys.iter().fold(Self::ROOT, |place, key| place.child(key.as_ref()))
    }

    /// Whether concurrent values are shown to people (⚔).
    pub(crate) fn is_contested(self) -> bool {
        self.0.is_some_and(|place| place.contested)
    }

    /// Whether the file form may list values in conflict here.
    pub(crate) fn may_conflict(self) -> bool {
        self.0.is_some_and(|place| place.may_conflict())
    }

    pub(crate) fn holds(self) -> Holds {
        match self.0.map(|place| place.shape) {
            None | Some(Shape::Free) => Holds::Anything,
            Some(Shape::Text) => Holds::Text,
            Some(Shape::Record(_) | Shape::Map { .. } | Shape::Set { .. }) => Holds::Map,
            Some(_) => Holds::Value,
        }
    }
}
