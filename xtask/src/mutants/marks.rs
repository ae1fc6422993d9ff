//! Comments that say which mutant a part of the copy belongs to, so that a part that doesn't compile
//! can be laid at its door.

use std::ops::Range;

/// A mutant's part, between its marks.
pub(super) fn around(id: usize, part: &str) -> String {
    format!("/*<{id}*/{part}/*{id}>*/")
}

/// The mutants of a text, each with its part.
pub(super) fn all(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices("/*<") {
        let digits: String = text[start + 3..].chars().take_while(char::is_ascii_digit).collect();
        let Ok(id) = digits.parse() else { continue };
        if let Some(length) = text[start..].find(&format!("/*{id}>*/")) {
            found.push((id, start..start + length));
        }
    }
    found
}

/// The mutants to blame for an error at these places: the one whose part holds the first that is in
/// any, else those within the first that holds some.
pub(super) fn blamed(text: &str, places: &[Range<usize>]) -> Vec<usize> {
    let marks = all(text);
    for place in places {
        let holding =
            marks.iter().filter(|(_, part)| part.start <= place.start && place.start < part.end);
        if let Some((id, _)) = holding.min_by_key(|(_, part)| part.len()) {
            return vec![*id];
        }
    }
    for place in places {
        let within: Vec<usize> = marks
            .iter()
            .filter(|(_, part)| place.start <= part.start && part.end <= place.end)
            .map(|(id, _)| *id)
            .collect();
        if !within.is_empty() {
            return within;
        }
    }
    Vec::new()
}

/// The mutant nearest before a place: of a function's returns the first says what type all have.
pub(super) fn before(text: &str, place: &Range<usize>) -> Option<usize> {
    let marks = all(text).into_iter().filter(|(_, part)| part.end <= place.start);
    marks.max_by_key(|(_, part)| part.end).map(|(id, _)| id)
}

/// The mutants that delete an arm of the match whose subject is at a place: without them it is exhaustive.
pub(super) fn deleting_arms(text: &str, place: &Range<usize>) -> Vec<usize> {
    let mut depth = 0_usize;
    let end = text[place.end..].char_indices().find(|(_, letter)| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *letter == '}' && depth == 0
    });
    let arms = place.end..end.map_or(text.len(), |(at, _)| place.end + at);
    let marks = all(text).into_iter().filter(|(_, part)| arms.contains(&part.start));
    let deletes = |part: &Range<usize>| text[part.clone()].contains("*/ if !");
    marks.filter(|(_, part)| deletes(part)).map(|(id, _)| id).collect()
}
