//! The walk over a tree that every reader takes, strict or total.
//!
//! It knows where it is, and collects what breaks the model. Parts that break it are
//! read as absent; a strict reader then refuses the whole for the problems collected.

use serde_json::Map;

use crate::key::Key;
use crate::problem::{Path, Problem, Rule, shown};
use crate::slot::{Readable, Slot};
use crate::{Json, Reading};

/// A position in a tree, and the problems found on the way to it.
#[derive(Default)]
pub(crate) struct Walk<'a> {
    path: Vec<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    /// A walk that begins at this place.
    pub(crate) fn at(path: &[&'a str]) -> Self {
        Self { path: path.to_vec(), problems: Vec::new() }
    }

    /// Reads the field of a record.
    pub(crate) fn slot<T: Slot>(&mut self, map: &'a Map<String, Json>, key: &'a str) -> Option<T> {
        let json = self.enter(map, key);
        let value = T::fill(json, self);
        self.path.pop();
        value
    }

    /// Steps to a field of a record.
    #[inline(never)]
    fn enter(&mut self, map: &'a Map<String, Json>, key: &'a str) -> Option<&'a Json> {
        self.path.push(key);
        map.get(key)
    }

    /// Reads every entry of the object that stands here, if one does.
    ///
    /// One loop for all types of maps: a copy for each would weigh on the download.
    #[inline(never)]
    pub(crate) fn entries(
        &mut self,
        json: Option<&'a Json>,
        read: &mut dyn FnMut(&mut Self, &'a str, &'a Json),
    ) {
        let map = json.and_then(|json| self.object(json));
        for (key, value) in map.into_iter().flatten() {
            self.path.push(key);
            read(self, key, value);
            self.path.pop();
        }
    }

    /// Reads a field that must be there.
    pub(crate) fn required<T: Readable>(&mut self, json: Option<&'a Json>) -> Option<T> {
        if json.is_none() {
            self.report(Rule::Required, "nothing".to_owned());
        }
        T::read(json?, self)
    }

    /// Passes on what was read, or reports that the value breaks the rule.
    pub(crate) fn expect<T>(&mut self, read: Option<T>, rule: Rule, found: &Json) -> Option<T> {
        if read.is_none() {
            self.report(rule, shown(found));
        }
        read
    }

    /// Passes on the last key of the path, or reports that it breaks the rule of its map.
    pub(crate) fn key<K: Key>(&mut self, key: &str) -> Option<K> {
        let read = K::from_key(key);
        if read.is_none() {
            self.report(K::KIND.rule(), shown(&Json::from(key)));
        }
        read
    }

    /// The object that stands here, or a problem.
    pub(crate) fn object(&mut self, json: &'a Json) -> Option<&'a Map<String, Json>> {
        self.expect(json.as_object(), Rule::Object, json)
    }

    /// Reports what stands here.
    pub(crate) fn report(&mut self, rule: Rule, found: String) {
        let path = Path::of(self.path.iter().copied());
        self.problems.push(Problem { path, rule, found });
    }

    /// Ends the walk with what was read.
    pub(crate) fn end<T>(self, value: T) -> Reading<T> {
        Reading { value, problems: self.problems }
    }
}
