//! Moves into one map what stands in several that were made at once.

use automerge::transaction::Transactable;
use automerge::{ObjId, ObjType, ScalarValue, Value};

use crate::place::{Holds, Place};
use crate::refusal::Refusal;
use crate::tree::{Found, is_map};
use crate::write::Writer;

impl Writer<'_> {
    /// Moves the entries of all maps but the last into the last.
    ///
    /// The emptied maps and texts stay where they are, as skeletons: someone who has not seen this
    /// yet may be writing in them, and what they write is then still read. What can't be moved without
    /// choosing (differing values, differing texts) stays too, until someone sets the place.
    pub(crate) fn heal(&mut self, maps: &[ObjId], place: Place) -> Result<(), Refusal> {
        let Some((target, others)) = maps.split_last() else { return Ok(()) };
        for other in others {
            for key in self.keys(std::slice::from_ref(other)) {
                let found = self.reader().found(std::slice::from_ref(other), &key);
                let there = self.reader().found(std::slice::from_ref(target), &key);
                let child = place.child(&key);
                if found.iter().any(|found| is_map(&found.value)) {
                    self.heal_map(target, &key, &found, &there, child)?;
                } else if let [found] = found.as_slice() {
                    self.heal_value(other, target, &key, found, &there, child)?;
                }
            }
        }
        Ok(())
    }

    fn heal_map(
        &mut self,
        target: &ObjId,
        key: &str,
        found: &[Found],
        there: &[Found],
        place: Place,
    ) -> Result<(), Refusal> {
        // A bound is one value with two limits: uniting two of them would make a third.
        if place.holds() == Holds::Value || found.iter().any(|found| !is_map(&found.value)) {
            return Ok(());
        }
        let mut maps: Vec<ObjId> = found.iter().map(|found| found.id.clone()).collect();
        match there.iter().rev().find(|found| is_map(&found.value)) {
            Some(inner) => maps.push(inner.id.clone()),
            None if there.is_empty() => {
                maps.push(self.auto.put_object(target, key, ObjType::Map)?);
            }
            None => return Ok(()),
        }
        self.heal(&maps, place)
    }

    fn heal_value(
        &mut self,
        other: &ObjId,
        target: &ObjId,
        key: &str,
        found: &Found,
        there: &[Found],
        place: Place,
    ) -> Result<(), Refusal> {
        match &found.value {
            Value::Scalar(scalar) if !matches!(**scalar, ScalarValue::Counter(_)) => {
                let is_there = there.iter().any(|there| there.value == found.value);
                if there.is_empty() {
                    self.auto.put(target, key, scalar.clone().into_owned())?;
                } else if !is_there {
                    return Ok(());
                }
                self.auto.delete(other, key)?;
            }
            Value::Object(ObjType::Text) if place.holds() == Holds::Text => {
                self.heal_text(target, key, found, there)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A text is moved where there is none. Into one that is there it isn't put, even if that is
    /// empty: two who heal at once would put it in twice.
    fn heal_text(
        &mut self,
        target: &ObjId,
        key: &str,
        found: &Found,
        there: &[Found],
    ) -> Result<(), Refusal> {
        let Some(text) = self.reader().text_of(found).filter(|text| !text.is_empty()) else {
            return Ok(());
        };
        let is_there = |there: &Found| self.reader().text_of(there).as_ref() == Some(&text);
        let is_there = there.iter().any(is_there);
        if there.is_empty() {
            let made = self.auto.put_object(target, key, ObjType::Text)?;
            self.auto.splice_text(&made, 0, 0, &text)?;
        }
        if there.is_empty() || is_there {
            self.empty_text(&found.id, &text)?;
        }
        Ok(())
    }
}
