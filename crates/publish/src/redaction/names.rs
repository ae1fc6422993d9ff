//! What people are called instead of their names, and their names in prose.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{Letter, folded, is_unspaced, window};
use super::people::Somebody;

/// A name of one letter would be found everywhere.
const SHORTEST: usize = 2;
/// A part this short is one only where it begins with a capital, or stands in an id or a tag.
const SHORT: usize = 2;
/// A word of a name between others is no part of its own if it is this short and written in small.
const PARTICLE: usize = 3;
/// A part this long is one within a longer word as well, where words have no spaces: in ids, tags, and
/// addresses of e-mail.
const LONG: usize = 4;

/// No address of e-mail has more letters.
const ADDRESS: usize = 254;

/// The names of people, and what stands in their place.
pub(super) struct Names {
    /// The longest first, so that a name is not taken for a shorter one within it.
    known: Vec<Name>,
    /// First names, family names and the like, which can be words as well.
    parts: BTreeSet<String>,
    /// Signs in a row of names in scripts without spaces.
    rows: BTreeSet<Vec<char>>,
}

/// A text without names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Masked {
    /// With labels in the place of full names.
    pub(super) text: String,
    /// Whether what is left of it may still name somebody, by a part of a name.
    pub(super) may_name: bool,
}

struct Name {
    words: Vec<Vec<Letter>>,
    label: String,
}

impl Names {
    /// The names of people who are called by these labels.
    pub(super) fn of(everybody: &[Somebody], labels: &[String]) -> Self {
        let with_names = everybody
            .iter()
            .zip(labels)
            .filter(|(person, _)| person.name.chars().count() >= SHORTEST);
        let (mut parts, mut rows) = (BTreeSet::new(), BTreeSet::new());
        let mut known = Vec::new();
        for (person, label) in with_names {
            let letters = folded(&person.name);
            let words: Vec<Vec<Letter>> = words(&letters).map(<[Letter]>::to_vec).collect();
            find_parts(&person.name, &words, &mut parts);
            for word in &words {
                find_rows(word, &mut rows);
            }
            if !words.is_empty() {
                known.push(Name { words, label: label.clone() });
            }
        }
        known.sort_by_key(|name| std::cmp::Reverse(name.words.iter().map(Vec::len).sum::<usize>()));
        Self { known, parts, rows }
    }

    /// The text with labels in the place of names, and whether it may still name somebody.
    pub(super) fn masked(&self, text: &str) -> Masked {
        let letters = folded(text);
        let mut masked = String::with_capacity(text.len());
        let (mut copied, mut place, mut may_name) = (0, 0, false);
        let mut left = 0;
        while place < letters.len() {
            let Some((label, length)) = self.at(&letters, place) else {
                place += 1;
                continue;
            };
            may_name |= self.may_name(text, &letters[left..place]);
            // One character can hold two names ("㌖"): the second begins before the end of the first.
            masked.push_str(text.get(copied..letters[place].start).unwrap_or_default());
            masked.push_str(label);
            place += length;
            left = place;
            copied = letters[place - 1].end;
        }
        may_name |= self.may_name(text, &letters[left..]);
        masked.push_str(&text[copied..]);
        Masked { text: masked, may_name }
    }

    /// The label of the name that begins at a place, and the length of that name in letters.
    fn at(&self, letters: &[Letter], place: usize) -> Option<(&str, usize)> {
        if !is_border(letters, place) {
            return None;
        }
        self.known.iter().find_map(|name| {
            let length = name.length_at(&letters[place..])?;
            is_border(letters, place + length).then_some((name.label.as_str(), length))
        })
    }

    /// Whether letters of a text have a part of a name among them.
    fn may_name(&self, text: &str, letters: &[Letter]) -> bool {
        let is_tight = !text.contains(char::is_whitespace);
        words(letters).any(|word| {
            let is_tight = is_tight || is_in_address(text, word);
            self.has_row(word)
                || self.is_part(word, is_tight)
                || pieces(word).any(|piece| self.is_part(piece, is_tight))
        })
    }

    fn is_part(&self, word: &[Letter], is_tight: bool) -> bool {
        let Some(first) = word.first() else { return false };
        let small = small(word);
        let is_capital = first.cased.is_uppercase();
        let is_long_enough = |word: &str| word.chars().count() > SHORT || is_capital || is_tight;
        let is_one = |word: &str| is_long_enough(word) && self.parts.contains(word);
        // "Anas" can be of Ana.
        is_one(&small)
            || small.strip_suffix('s').is_some_and(is_one)
            || (is_tight
                && self
                    .parts
                    .iter()
                    .any(|part| part.chars().count() >= LONG && small.contains(part.as_str())))
    }

    fn has_row(&self, word: &[Letter]) -> bool {
        !self.rows.is_empty()
            && (0..word.len()).any(|start| {
                (1..=LONG).any(|length| {
                    let row = word.get(start..start + length);
                    row.is_some_and(|row| self.rows.contains(&in_small(row)))
                })
            })
    }
}

impl Name {
    /// How many letters of a text are this name, if the text begins with it.
    fn length_at(&self, letters: &[Letter]) -> Option<usize> {
        let mut length = 0;
        for (number, word) in self.words.iter().enumerate() {
            if number > 0 {
                length += gap(letters, length, word)?;
            }
            let found = letters.get(length..length + word.len())?;
            // A name of one word can be a word: "Will" is one, "will" is not.
            let is_same = |(one, other): (&Letter, &Letter)| match self.words.len() {
                1 => one.cased == other.cased,
                _ => one.small == other.small,
            };
            if !found.iter().zip(word).all(is_same) {
                return None;
            }
            length += word.len();
        }
        Some(length)
    }
}

/// How many letters stand between two words of a name: spaces, hyphens, apostrophes; none where the
/// script sets no spaces.
fn gap(letters: &[Letter], place: usize, next: &[Letter]) -> Option<usize> {
    let gap = letters[place..].iter().take_while(|letter| joins(letter.small)).count();
    let may_touch = || {
        let before = place.checked_sub(1).and_then(|before| letters.get(before));
        [before, next.first()].iter().flatten().all(|letter| is_unspaced(letter.small))
    };
    (gap > 0 || may_touch()).then_some(gap)
}

/// Notes the words of a name by which people may call somebody.
fn find_parts(name: &str, words: &[Vec<Letter>], parts: &mut BTreeSet<String>) {
    let is_small = |word: &[Letter]| word.first().is_some_and(|letter| letter.cased.is_lowercase());
    // "de", "van": short, in small, and neither the first nor the last word.
    let is_particle = |word: &[Letter]| word.len() <= PARTICLE && is_small(word);
    for (place, word) in words.iter().enumerate() {
        let is_within = place > 0 && place + 1 < words.len();
        if word.len() >= SHORT && !(is_within && is_particle(word)) {
            parts.insert(small(word));
        }
    }
    // What a hyphen or an apostrophe parts is also written without it: "ONeill".
    for whole in name.split_whitespace() {
        let joined: Vec<Letter> =
            folded(whole).into_iter().filter(|letter| letter.is_of_word()).collect();
        if joined.len() > PARTICLE {
            parts.insert(small(&joined));
        }
    }
}

/// Notes what of a word in a script without spaces is enough to know it by.
fn find_rows(word: &[Letter], rows: &mut BTreeSet<Vec<char>>) {
    for run in word.chunk_by(|one, other| is_unspaced(one.small) == is_unspaced(other.small)) {
        let Some(length) = run.iter().filter_map(|letter| window(letter.small)).max() else {
            continue;
        };
        let length = length.min(run.len());
        if length >= SHORTEST {
            rows.extend(run.windows(length).map(in_small));
        }
    }
}

/// Whether a name may begin or end at a place.
fn is_border(letters: &[Letter], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| letters.get(before));
    let (Some(before), Some(after)) = (before, letters.get(place)) else { return true };
    !before.is_of_word()
        || !after.is_of_word()
        || is_unspaced(before.small)
        || is_unspaced(after.small)
}

/// Whether a letter may stand between the words of a name.
fn joins(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '.' | '_' | '\'' | '`' | '´' | '·' | 'ʻ' | 'ʼ' | '‘' | '’' | '\u{2010}'
                ..='\u{2015}' | '・' | '･'
        )
}

/// Whether a word stands in an address of e-mail or the like.
fn is_in_address(text: &str, word: &[Letter]) -> bool {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return false };
    // No farther than an address is long: a text without spaces must not be walked for each of its words.
    let has_at = |beside: &mut dyn Iterator<Item = char>| {
        beside
            .take(ADDRESS)
            .take_while(|letter| !letter.is_whitespace())
            .any(|letter| letter == '@')
    };
    has_at(&mut text[..first.start].chars().rev()) || has_at(&mut text[last.end..].chars())
}

/// The words among letters.
fn words(letters: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    letters.split(|letter| !letter.is_of_word()).filter(|word| !word.is_empty())
}

/// The words that were written as one: "askAna", "ana2".
fn pieces(word: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    let goes_on = |one: &Letter, other: &Letter| {
        one.small.is_alphabetic() == other.small.is_alphabetic()
            && !(one.cased.is_lowercase() && other.cased.is_uppercase())
    };
    word.chunk_by(goes_on)
}

fn small(word: &[Letter]) -> String {
    word.iter().map(|letter| letter.small).collect()
}

fn in_small(row: &[Letter]) -> Vec<char> {
    row.iter().map(|letter| letter.small).collect()
}

/// Calls everybody by their role, with a number where several have it; those without one, or with
/// one that may name somebody, are `someone` with a number.
pub(super) fn labels(everybody: &[Somebody], someone: &str) -> Vec<String> {
    let unlabelled = Names::of(everybody, &vec![String::new(); everybody.len()]);
    let roles = everybody.iter().map(|person| {
        let role = person.role.as_str();
        let masked = unlabelled.masked(role);
        Some(role).filter(|role| !role.is_empty() && masked.text == *role && !masked.may_name)
    });
    let roles: Vec<Option<&str>> = roles.collect();
    let mut uses = BTreeMap::new();
    for role in roles.iter().flatten() {
        *uses.entry(*role).or_insert(0) += 1;
    }
    let mut seen = BTreeMap::new();
    let labels = roles.iter().zip(1..).map(|(role, number): (_, u32)| {
        let Some(role) = role else { return format!("{someone} {number}") };
        let seen = seen.entry(*role).or_insert(0);
        *seen += 1;
        if uses.get(role) == Some(&1) { (*role).to_owned() } else { format!("{role} {seen}") }
    });
    labels.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everybody(people: &[(&str, &str)]) -> Vec<Somebody> {
        let people = people.iter().map(|(name, role)| Somebody {
            id: name.to_lowercase(),
            name: (*name).to_owned(),
            role: (*role).to_owned(),
        });
        people.collect()
    }

    fn names(people: &[(&str, &str)]) -> Names {
        let people = everybody(people);
        Names::of(&people, &labels(&people, "Person"))
    }

    #[test]
    fn people_are_called_by_role_or_by_number() {
        let people = everybody(&[
            ("Ana Souza", "CFO"),
            ("Ben", ""),
            ("Cleo", "Engineer"),
            ("Dora", "Engineer"),
            ("Eli", "Deputy of Ana Souza"),
            ("Flo", "Deputy of Ana"),
        ]);
        let labels = labels(&people, "Person");
        assert_eq!(labels, ["CFO", "Person 2", "Engineer 1", "Engineer 2", "Person 5", "Person 6"]);
    }

    #[test]
    fn full_names_in_texts_become_labels() {
        let names = names(&[
            ("Ana Souza", "CFO"),
            ("Ana Souza Lima", "COO"),
            ("Will", ""),
            ("Jean-Luc O'Neill", "CTO"),
            ("José Núñez", "CIO"),
            ("王小明", "CMO"),
            ("田中 太郎", "CEO"),
        ]);
        let table = [
            ("ANA  souza agreed", "CFO agreed"),
            ("(Ana Souza Lima)", "(COO)"),
            ("Ana Souzas", "Ana Souzas"),
            ("Will will, Willow won't", "Person 3 will, Willow won't"),
            ("Ana\u{a0}Souza", "CFO"),
            ("jean luc O’NEILL's plan", "CTO's plan"),
            ("Jose Nun\u{303}ez!", "CIO!"),
            ("请王小明负责", "请CMO负责"),
            ("田中太郎さん", "CEOさん"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(names.masked(text).text, expected, "{text}");
        }
    }

    #[test]
    fn two_names_in_one_character_are_two_labels() {
        let names = names(&[("キロ", "CFO"), ("メートル", "COO")]);
        assert_eq!(names.masked("1 ㌖!").text, "1 CFOCOO!");
    }

    #[test]
    fn parts_of_names_are_pointed_out_but_stay() {
        let names = names(&[
            ("Ana Souza", "CFO"),
            ("Price Waters", "Head of Price"),
            ("Jean-Luc O'Neill", ""),
            ("Ludwig van Beek", ""),
            ("Chief executive", ""),
            ("Will", ""),
            ("Li Wei", ""),
            ("Zoë", ""),
            ("王小明", ""),
            ("김민수", ""),
        ]);
        let pointed_out = [
            "ask Ana",
            "ask ana",
            "ÁNA",
            "Anas plan",
            "Ana's plan",
            "Souza-Lima",
            "Head of Price",
            "luc said so",
            "ONeill",
            "o’neill",
            "will",
            "ask Li",
            "zoe",
            "ask-li",
            "Executive dinner",
            "askAna",
            "ana2",
            "onboarding_souza",
            "asouza",
            "write to asouza@example.org",
            "小明负责",
            "민수는",
        ];
        for text in pointed_out {
            let masked = names.masked(text);
            assert_eq!(masked, Masked { text: text.to_owned(), may_name: true });
        }
        let passed_by = [
            "an analysis",
            "a van",
            "li it",
            "goes on",
            "pricey souzaphone",
            "明天",
            "we, the people",
        ];
        for text in passed_by {
            assert!(!names.masked(text).may_name, "{text}");
        }
    }

    #[test]
    fn a_label_points_nobody_out() {
        let masked = names(&[("Ana Souza", ""), ("Person Lima", "")]).masked("Ana Souza");
        assert_eq!(masked, Masked { text: "Person 1".to_owned(), may_name: false });
    }
}
