//! The difference between two texts, and edits carried over to a text that moved on.
//!
//! Positions are UTF-16 code units, as in browsers and in every Automerge document of ours.
//! Comparison goes by grapheme clusters: what people see as one character is never cut.

mod diff;

use crate::command::Splice;
use causeway_model::order::Arrange as _;

pub(crate) use diff::splices;

/// Carries an edit of `base` over to `current`, which others made of it meanwhile.
///
/// What is typed stays behind the character that it was typed behind; what was taken out is
/// taken out where it still stands.
pub(crate) fn rebase(base: &str, current: &str, edit: &[Splice]) -> Vec<Splice> {
    if base == current {
        return edit.to_vec();
    }
    let moved = places_after(base, current);
    let mut carried = Vec::new();
    for Splice { at, delete, insert } in edit {
        let typed_at = landing(&moved, *at);
        let taken = runs(moved.get(*at..at + delete).unwrap_or_default());
        let mut insert = insert.as_str();
        for (from, length) in taken {
            // A replacement goes in with the first piece that it replaces, if that stands there.
            let here = if from == typed_at { std::mem::take(&mut insert) } else { "" };
            carried.push(Splice { at: from, delete: length, insert: here.to_owned() });
        }
        if !insert.is_empty() {
            carried.push(Splice { at: typed_at, delete: 0, insert: insert.to_owned() });
        }
    }
    carried.arrange_by_key(|splice| splice.at);
    carried
}

/// Whether an edit fits the text that it begins from: in order, within it, and between characters.
pub(crate) fn fits(base: &str, edit: &[Splice]) -> bool {
    let units: Vec<u16> = base.encode_utf16().collect();
    let is_low =
        |place: usize| units.get(place).is_some_and(|unit| (0xdc00..0xe000).contains(unit));
    let mut reached = 0;
    edit.iter().all(|splice| {
        let Some(end) = splice.at.checked_add(splice.delete) else { return false };
        let fits = splice.at >= reached && end <= units.len() && !is_low(splice.at) && !is_low(end);
        reached = end;
        fits
    })
}

/// The number of UTF-16 code units.
pub(crate) fn width(text: &str) -> usize {
    text.encode_utf16().count()
}

/// For each unit of `base`, where it stands in `current`, if it does.
fn places_after(base: &str, current: &str) -> Vec<Option<usize>> {
    let mut places = Vec::new();
    let mut shift = 0_isize;
    let keep = |places: &mut Vec<Option<usize>>, until: usize, shift: isize| {
        for place in places.len()..until {
            places.push(place.checked_add_signed(shift));
        }
    };
    for Splice { at, delete, insert } in splices(base, current) {
        keep(&mut places, at, shift);
        places.extend(std::iter::repeat_n(None, delete));
        shift += width(&insert).cast_signed() - delete.cast_signed();
    }
    keep(&mut places, width(base), shift);
    places
}

/// Where something goes that was typed at a place of the base.
fn landing(moved: &[Option<usize>], at: usize) -> usize {
    let before = moved.get(..at).unwrap_or(moved);
    if let Some(Some(place)) = before.last() {
        return place + 1;
    }
    let after = moved.get(at..).unwrap_or_default();
    after
        .iter()
        .find_map(|place| *place)
        .or_else(|| before.iter().rev().find_map(|place| place.map(|place| place + 1)))
        .unwrap_or(0)
}

/// Places that stand side by side, as starts and lengths.
fn runs(places: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in places.iter().flatten() {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == *place => *length += 1,
            _ => runs.push((*place, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests;
