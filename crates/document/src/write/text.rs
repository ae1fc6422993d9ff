//! Writes texts, as splices.

use std::ops::Range;

use automerge::iter::ListRangeItem;
use automerge::transaction::Transactable;
use automerge::{ChangeHash, ObjId, ObjType, ReadDoc, Value};
use causeway_model::contested::values_in_conflict;
use causeway_model::{Json, Path};

use crate::command::Splice;
use crate::inverse::Step;
use crate::place::{Holds, Place};
use crate::refusal::Refusal;
use crate::text::{fits, rebase, splices, width};
use crate::tree::Found;
use crate::write::Writer;

impl Writer<'_> {
    /// Carries an edit of `base` out on the text as it now is.
    pub(crate) fn edit_text(
        &mut self,
        path: &[String],
        base: &str,
        edit: &[Splice],
    ) -> Result<(), Refusal> {
        let place = || Path(path.to_vec());
        if Place::at(path).holds() != Holds::Text {
            return Err(Refusal::NotText { path: place() });
        }
        if !fits(base, edit) {
            return Err(Refusal::Misplaced { path: place() });
        }
        let shown = self.reader().read(path);
        if let Some(texts) = shown.as_ref().and_then(values_in_conflict) {
            // One who was typing when another text arrived goes on in theirs.
            let own =
                texts.iter().any(|text| text == base).then(|| self.text_that_says(path, base));
            let own = own.flatten().ok_or_else(|| Refusal::InConflict { path: place() })?;
            return self.splice(path, &own, edit);
        }
        let current = shown.as_ref().and_then(Json::as_str).unwrap_or_default().to_owned();
        let edit = rebase(base, &current, edit);
        if edit.iter().all(|splice| splice.delete == 0 && splice.insert.is_empty()) {
            return Ok(());
        }
        let (object, _) = self.only_text(path, &current)?;
        self.splice(path, &object, &edit)
    }

    /// Makes the text say this, whatever it says now; settles a conflict of texts.
    pub(crate) fn set_text(&mut self, path: &[String], text: &str) -> Result<(), Refusal> {
        let keep = match self.reader().read(path) {
            None => String::new(),
            Some(Json::String(current)) => current,
            Some(shown) if values_in_conflict(&shown).is_some() && !self.has_string(path) => {
                text.to_owned()
            }
            Some(_) => return self.set_value(path, Some(&text.into())),
        };
        if keep == text && self.reader().read(path).is_none_or(|shown| shown.is_string()) {
            return Ok(());
        }
        let (object, says) = self.only_text(path, &keep)?;
        self.splice(path, &object, &splices(&says, text))
    }

    /// Takes everything out of a text.
    pub(crate) fn clear_text(&mut self, path: &[String]) -> Result<(), Refusal> {
        if self.has_string(path) {
            // It has no letters to take out.
            return self.set_value(path, None);
        }
        self.texts(path).iter().try_for_each(|found| {
            let text = self.reader().text_of(found).unwrap_or_default();
            self.splice(path, &found.id, &splices(&text, ""))
        })
    }

    /// The one text object at a path, and what it says, after all others there were emptied.
    ///
    /// It is one that says `keep` if any does. Strings of other programs become texts here.
    fn only_text(&mut self, path: &[String], keep: &str) -> Result<(ObjId, String), Refusal> {
        let Some((key, parents)) = path.split_last() else { return Err(not_text(path)) };
        let maps = self.open(parents)?;
        let found = self.reader().found(&maps, key);
        let read = |found: &Found| self.reader().text_of(found).unwrap_or_default();
        let is_text = |found: &&Found| matches!(found.value, Value::Object(ObjType::Text));
        let texts: Vec<_> =
            found.iter().filter(is_text).map(|text| (text.id.clone(), read(text))).collect();
        let chosen = texts.iter().rev().find(|(_, says)| says == keep).or(texts.last()).cloned();
        let chosen = match chosen {
            Some(chosen) if texts.len() == found.len() => chosen,
            _ => self.make_text(&maps, key, keep)?,
        };
        for (other, says) in texts.iter().filter(|(id, _)| *id != chosen.0) {
            self.splice(path, other, &splices(says, ""))?;
        }
        Ok(chosen)
    }

    fn make_text(
        &mut self,
        maps: &[ObjId],
        key: &str,
        says: &str,
    ) -> Result<(ObjId, String), Refusal> {
        let Some((target, others)) = maps.split_last() else { return Err(not_text(&[])) };
        let made = self.auto.put_object(target, key, ObjType::Text)?;
        self.auto.splice_text(&made, 0, 0, says)?;
        for other in others {
            let found = self.reader().found(std::slice::from_ref(other), key);
            if found.iter().any(|found| matches!(found.value, Value::Scalar(_))) {
                self.auto.delete(other, key)?;
            }
        }
        Ok((made, says.to_owned()))
    }

    /// Whether another program wrote a plain string where a text belongs.
    fn has_string(&self, path: &[String]) -> bool {
        self.texts(path).iter().any(|found| matches!(found.value, Value::Scalar(_)))
    }

    fn texts(&self, path: &[String]) -> Vec<Found> {
        let Some((key, parents)) = path.split_last() else { return Vec::new() };
        let mut found = self.reader().found(&self.reader().maps(parents), key);
        found.retain(|found| self.reader().text_of(found).is_some());
        found
    }

    /// The text object at a path that says this.
    fn text_that_says(&self, path: &[String], text: &str) -> Option<ObjId> {
        let says = |found: &Found| self.reader().text_of(found).as_deref() == Some(text);
        let is_object = |found: &&Found| matches!(found.value, Value::Object(_)) && says(found);
        self.texts(path).iter().rev().find(is_object).map(|found| found.id.clone())
    }

    /// Whether a text object still stands at a path.
    pub(crate) fn has_text(&self, path: &[String], object: &ObjId) -> bool {
        self.texts(path).iter().any(|found| found.id == *object)
    }

    /// Carries out an edit of a text object, and remembers which letters went in and out.
    pub(crate) fn splice(
        &mut self,
        path: &[String],
        object: &ObjId,
        edit: &[Splice],
    ) -> Result<(), Refusal> {
        let letters = self.letters(object, None);
        let mut removed = Vec::new();
        for Splice { at, delete, insert } in edit.iter().rev() {
            let gone = within(&letters, *at..at + delete).iter();
            removed.extend(gone.map(|letter| (letter.name.clone(), letter.text.clone())));
            self.auto.splice_text(object, *at, delete.cast_signed(), insert)?;
        }
        let typed = self.typed(object, edit);
        if !typed.is_empty() || !removed.is_empty() {
            let (path, object) = (Path(path.to_vec()), object.clone());
            let before = self.before.clone();
            self.inverse.steps.push(Step::Text { path, object, typed, removed, before });
        }
        Ok(())
    }

    /// The names of the letters that an edit put in.
    fn typed(&self, object: &ObjId, edit: &[Splice]) -> Vec<ObjId> {
        let letters = self.letters(object, None);
        let mut shift = 0_isize;
        let mut typed = Vec::new();
        for Splice { at, delete, insert } in edit {
            let from = at.saturating_add_signed(shift);
            let put_in = within(&letters, from..from + width(insert));
            typed.extend(put_in.iter().map(|letter| letter.name.clone()));
            shift += width(insert).cast_signed() - delete.cast_signed();
        }
        typed
    }

    /// The letters of a text object, as they stand or as they stood.
    pub(crate) fn letters(&self, object: &ObjId, heads: Option<&[ChangeHash]>) -> Vec<Letter> {
        let mut at = 0;
        let letter = |item: ListRangeItem<'_>| {
            let name = item.id();
            let text = match item.value.into_value() {
                Value::Scalar(scalar) => scalar.as_str().unwrap_or("\u{fffc}").to_owned(),
                Value::Object(_) => "\u{fffc}".to_owned(),
            };
            let letter = Letter { at, name, text };
            at += width(&letter.text);
            letter
        };
        match heads {
            Some(heads) => self.auto.list_range_at(object, .., heads).map(letter).collect(),
            None => self.auto.list_range(object, ..).map(letter).collect(),
        }
    }

    /// Takes everything out of a text object, for good.
    pub(crate) fn empty_text(&mut self, object: &ObjId, text: &str) -> Result<(), Refusal> {
        self.auto.splice_text(object, 0, width(text).cast_signed(), "")?;
        Ok(())
    }
}

/// One letter of a text.
pub(crate) struct Letter {
    /// Where it stands, in UTF-16 code units.
    pub(crate) at: usize,
    /// Its lasting name.
    pub(crate) name: ObjId,
    /// The letter.
    pub(crate) text: String,
}

/// The letters that begin within a range.
fn within(letters: &[Letter], range: Range<usize>) -> &[Letter] {
    let place = |at| letters.partition_point(|letter| letter.at < at);
    letters.get(place(range.start)..place(range.end)).unwrap_or_default()
}

fn not_text(path: &[String]) -> Refusal {
    Refusal::NotText { path: Path(path.to_vec()) }
}
