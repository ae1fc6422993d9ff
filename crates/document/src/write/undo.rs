//! Takes steps back, where they are as they were left.

use std::collections::{HashMap, HashSet};

use automerge::{ChangeHash, ObjId};
use causeway_model::order::Arrange as _;
use causeway_model::{Json, Path};

use crate::command::Splice;
use crate::inverse::{Inverse, Skipped, Step};
use crate::refusal::Refusal;
use crate::text::width;
use crate::write::text::Letter;
use crate::write::{Writer, same};

impl Writer<'_> {
    pub(crate) fn revert(&mut self, inverse: &Inverse) -> Result<(), Refusal> {
        let mut texts: Vec<&ObjId> = Vec::new();
        for step in inverse.steps.iter().rev() {
            match step {
                Step::Value { path, expected, restored } => {
                    self.revert_value(path, expected.as_ref(), restored.as_ref())?;
                }
                Step::Made { path } => self.bury(path.keys())?,
                // All that was done to one text is taken back at once: letters that come back get
                // new names, so that those after them would not find their places one by one.
                Step::Text { path, object, .. } if !texts.contains(&object) => {
                    texts.push(object);
                    self.revert_text(path, object, inverse)?;
                }
                Step::Text { .. } => {}
            }
        }
        Ok(())
    }

    fn revert_value(
        &mut self,
        path: &Path,
        expected: Option<&Json>,
        restored: Option<&Json>,
    ) -> Result<(), Refusal> {
        let found = self.reader().read(path.keys());
        if same(found.as_ref(), expected) {
            return self.set_value(path.keys(), restored);
        }
        if !same(found.as_ref(), restored) {
            self.skipped.push(Skipped { path: path.clone(), found });
        }
        Ok(())
    }

    /// Takes out the letters that were typed, wherever they stand now, and puts back what was taken out.
    fn revert_text(
        &mut self,
        path: &Path,
        object: &ObjId,
        inverse: &Inverse,
    ) -> Result<(), Refusal> {
        let edit = if self.has_text(path.keys(), object) {
            self.counter_edit(object, inverse)
        } else {
            Vec::new()
        };
        if edit.is_empty() {
            let found = self.reader().read(path.keys());
            self.skipped.push(Skipped { path: path.clone(), found });
            return Ok(());
        }
        let old = edit.iter().filter_map(|change| change.came_back.clone());
        let old: Vec<ObjId> = old.collect();
        self.splice(path.keys(), object, &joined(edit))?;
        if let Some(Step::Text { typed, .. }) = self.inverse.steps.last() {
            self.inverse.renamed.extend(old.into_iter().zip(typed.iter().cloned()));
        }
        Ok(())
    }

    fn counter_edit(&self, object: &ObjId, inverse: &Inverse) -> Vec<Change> {
        let now = Standing::new(self.letters(object, None), &inverse.renamed);
        let typed = texts(inverse, object).flat_map(|text| text.typed);
        let typed: HashSet<&ObjId> = typed.map(|name| now.name(name)).collect();
        let own = now.letters.iter().filter(|letter| typed.contains(&letter.name));
        let mut edit: Vec<Change> = own.map(Change::take_out).collect();
        let mut then: Option<Vec<Letter>> = None;
        for text in texts(inverse, object) {
            // The first list has all letters that stood there before the step; later ones rarely more.
            let has_all = |then: &Vec<Letter>| {
                text.removed.iter().all(|(name, _)| place_of(then, name).is_some())
            };
            let then = match then.take().filter(has_all) {
                Some(earlier) => then.insert(earlier),
                None => then.insert(self.letters(object, Some(text.before))),
            };
            let back = text.removed.iter().filter(|(name, _)| !typed.contains(now.name(name)));
            edit.extend(back.filter_map(|(name, letter)| now.put_back(then, name, letter)));
        }
        // What goes in at a place goes in before what is taken out there.
        edit.arrange_by_key(|change| (change.splice.at, change.splice.delete, change.order));
        edit
    }
}

/// One letter that goes in or out.
struct Change {
    splice: Splice,
    /// The order among those that go to one place.
    order: usize,
    /// The name that the letter had, if it comes back.
    came_back: Option<ObjId>,
}

impl Change {
    fn take_out(letter: &Letter) -> Self {
        let splice = Splice { at: letter.at, delete: width(&letter.text), insert: String::new() };
        Self { splice, order: 0, came_back: None }
    }
}

/// The letters of a text as they now stand.
struct Standing<'a> {
    letters: Vec<Letter>,
    places: HashMap<ObjId, usize>,
    renamed: HashMap<&'a ObjId, &'a ObjId>,
}

impl<'a> Standing<'a> {
    fn new(letters: Vec<Letter>, renamed: &'a [(ObjId, ObjId)]) -> Self {
        let names = letters.iter().map(|letter| letter.name.clone());
        let places = names.zip(0..).collect();
        Self { letters, places, renamed: renamed.iter().map(|(old, new)| (old, new)).collect() }
    }

    /// The name that a letter goes by now.
    fn name(&self, name: &'a ObjId) -> &'a ObjId {
        // Each name is newer than the last, so that this ends.
        std::iter::successors(Some(name), |name| self.renamed.get(*name).copied())
            .last()
            .unwrap_or(name)
    }

    fn find(&self, letter: &Letter) -> Option<&Letter> {
        let mut name = &letter.name;
        while let Some(newer) = self.renamed.get(name) {
            name = newer;
        }
        self.letters.get(*self.places.get(name)?)
    }

    /// Puts a letter back where it stood, and says in which order it stood there.
    ///
    /// That is behind the letter that stood before it and still does, else before the one after it.
    fn put_back(&self, then: &[Letter], name: &ObjId, text: &str) -> Option<Change> {
        let place = place_of(then, name)?;
        let behind = then.get(..place)?.iter().rev().find_map(|letter| self.find(letter));
        let behind = behind.map(|letter| letter.at + width(&letter.text));
        let before = || then.get(place..)?.iter().find_map(|letter| self.find(letter));
        let at = behind.or_else(|| before().map(|letter| letter.at)).unwrap_or(0);
        let splice = Splice { at, delete: 0, insert: text.to_owned() };
        Some(Change { splice, order: place, came_back: Some(name.clone()) })
    }
}

/// What one step did to a text.
struct TextStep<'a> {
    typed: &'a [ObjId],
    removed: &'a [(ObjId, String)],
    before: &'a [ChangeHash],
}

/// What an inverse's steps did to one text, in their order.
fn texts<'a>(inverse: &'a Inverse, wanted: &'a ObjId) -> impl Iterator<Item = TextStep<'a>> {
    inverse.steps.iter().filter_map(move |step| match step {
        Step::Text { object, typed, removed, before, .. } if object == wanted => {
            Some(TextStep { typed, removed, before })
        }
        _ => None,
    })
}

fn place_of(letters: &[Letter], name: &ObjId) -> Option<usize> {
    letters.iter().position(|letter| letter.name == *name)
}

/// Joins splices that touch, so that a word comes and goes in one piece.
fn joined(edit: Vec<Change>) -> Vec<Splice> {
    let mut joined: Vec<Splice> = Vec::new();
    for Change { splice, .. } in edit {
        match joined.last_mut() {
            Some(last) if last.at + last.delete == splice.at => {
                last.delete += splice.delete;
                last.insert.push_str(&splice.insert);
            }
            _ => joined.push(splice),
        }
    }
    joined
}
