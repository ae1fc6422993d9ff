//! What a key struck in a text, and where a caret belongs after someone else's edit.
//!
//! All positions are counted in UTF-16 code units, as the browser and the document count them.

/// What one stroke did to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// The text before it.
    pub base: String,
    /// Where it begins.
    pub at: usize,
    /// How many units it takes out.
    pub delete: usize,
    /// What it puts in.
    pub insert: String,
}

/// Compares a text before and after a stroke; `caret` is where the caret stands after it.
///
/// The caret tells which of two equal letters is new: what a key inserts ends at the caret. `None`
/// where the two are equal.
pub fn stroke(before: &str, after: &str, caret: usize) -> Option<Stroke> {
    if before == after {
        return None;
    }
    let old: Vec<u16> = before.encode_utf16().collect();
    let new: Vec<u16> = after.encode_utf16().collect();
    let tail_from = new.len().saturating_sub(caret).min(old.len()).min(new.len());
    let mut tail = 0;
    while tail < tail_from && old[old.len() - 1 - tail] == new[new.len() - 1 - tail] {
        tail += 1;
    }
    let most = old.len().min(new.len()) - tail;
    let mut head = (0..most).take_while(|at| old[*at] == new[*at]).count();
    // A caret that says nothing (undo, a drop) leaves the rest of the tail to be compared.
    let rest = old.len().min(new.len()) - head;
    while tail < rest && old[old.len() - 1 - tail] == new[new.len() - 1 - tail] {
        tail += 1;
    }
    // A pair of surrogates is one letter: never cut between them.
    if head > 0 && is_lead(old[head - 1]) {
        head -= 1;
    }
    if tail > 0 && is_trail(old[old.len() - tail]) {
        tail -= 1;
    }
    let insert = String::from_utf16_lossy(&new[head..new.len() - tail]);
    Some(Stroke { base: before.to_owned(), at: head, delete: old.len() - tail - head, insert })
}

/// Where a caret at `caret` in `before` belongs in `after`, which someone else's edit made of it.
pub fn moved_caret(before: &str, after: &str, caret: usize) -> usize {
    let Some(edit) = stroke(before, after, usize::MAX) else { return caret };
    let inserted = edit.insert.encode_utf16().count();
    if caret <= edit.at {
        caret
    } else if caret >= edit.at + edit.delete {
        caret - edit.delete + inserted
    } else {
        edit.at + inserted
    }
}

fn is_lead(unit: u16) -> bool {
    (0xD800..0xDC00).contains(&unit)
}

fn is_trail(unit: u16) -> bool {
    (0xDC00..0xE000).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(stroke: &Stroke) -> String {
        let units: Vec<u16> = stroke.base.encode_utf16().collect();
        let mut made = units[..stroke.at].to_vec();
        made.extend(stroke.insert.encode_utf16());
        made.extend(&units[stroke.at + stroke.delete..]);
        String::from_utf16(&made).unwrap()
    }

    #[test]
    fn a_stroke_makes_the_new_text_of_the_old_one() {
        let texts = ["", "a", "aa", "aba", "churn", "chuurn", "👍", "👍🏽", "x👍y", "açaí", "x👎y"];
        for before in texts {
            for after in texts {
                for caret in 0..=after.encode_utf16().count() + 1 {
                    match stroke(before, after, caret) {
                        Some(stroke) => assert_eq!(applied(&stroke), after),
                        None => assert_eq!(before, after),
                    }
                }
            }
        }
    }

    #[test]
    fn the_caret_tells_which_of_two_equal_letters_is_new() {
        let first = stroke("aa", "aaa", 1).unwrap();
        assert_eq!((first.at, first.delete, first.insert.as_str()), (0, 0, "a"));
        let last = stroke("aa", "aaa", 3).unwrap();
        assert_eq!((last.at, last.delete, last.insert.as_str()), (2, 0, "a"));
    }

    #[test]
    fn a_letter_of_two_units_is_replaced_whole() {
        let stroke = stroke("👍", "👎", 2).unwrap();
        assert_eq!((stroke.at, stroke.delete, stroke.insert.as_str()), (0, 2, "👎"));
    }

    #[test]
    fn a_caret_stays_with_the_words_around_it() {
        assert_eq!(moved_caret("retention", "net retention", 4), 8);
        assert_eq!(moved_caret("retention", "retention rate", 4), 4);
        assert_eq!(moved_caret("net retention", "retention", 8), 4);
        assert_eq!(moved_caret("a big map", "a map", 4), 2);
    }
}
