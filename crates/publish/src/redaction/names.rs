//! What people are called instead of their names, and their names in prose.

use std::collections::{BTreeMap, BTreeSet};

use super::people::Somebody;

/// A name of one letter would be found everywhere.
const SHORTEST: usize = 2;
/// So would a part of a name of two.
const SHORTEST_PART: usize = 3;

/// The names of people, and what stands in their place.
pub(super) struct Names {
    /// The longest first, so that a name is not taken for a shorter one within it.
    names: Vec<Name>,
    /// First names and the like, which can be words as well.
    parts: BTreeSet<String>,
}

struct Name {
    words: Vec<String>,
    label: String,
}

impl Names {
    /// The names of people who are called by these labels.
    pub(super) fn of(everybody: &[Somebody], labels: &[String]) -> Self {
        let with_names = everybody
            .iter()
            .zip(labels)
            .filter(|(person, _)| person.name.chars().count() >= SHORTEST);
        let mut names: Vec<Name> = with_names
            .map(|(person, label)| Name {
                words: person.name.split_whitespace().map(ToOwned::to_owned).collect(),
                label: label.clone(),
            })
            .collect();
        names.sort_by_key(|name| {
            std::cmp::Reverse(name.words.iter().map(String::len).sum::<usize>())
        });
        let of_labels: BTreeSet<&str> = labels.iter().flat_map(|label| words(label)).collect();
        let whole = names.iter().filter(|name| name.words.len() > 1);
        let parts = whole.flat_map(|name| &name.words).filter(|part| {
            part.chars().count() >= SHORTEST_PART
                && part.chars().next().is_some_and(char::is_uppercase)
                && !of_labels.contains(part.as_str())
        });
        let parts = parts.cloned().collect();
        Self { names, parts }
    }

    /// The text with labels in the place of names.
    pub(super) fn masked(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let (mut rest, mut before) = (text, None);
        while let Some(sign) = rest.chars().next() {
            let begins_word = !before.is_some_and(char::is_alphanumeric);
            let name = begins_word.then(|| self.at_start(rest)).flatten();
            let (shown, length) = name.unwrap_or((&rest[..sign.len_utf8()], sign.len_utf8()));
            masked.push_str(shown);
            before = rest[..length].chars().next_back();
            rest = &rest[length..];
        }
        masked
    }

    /// Whether a masked text has a part of a name in it.
    pub(super) fn may_name(&self, masked: &str) -> bool {
        words(masked).any(|word| self.parts.contains(word))
    }

    /// The label of the name that a text begins with, and the length of that name in the text.
    fn at_start(&self, text: &str) -> Option<(&str, usize)> {
        self.names.iter().find_map(|name| Some((name.label.as_str(), name.length_at_start(text)?)))
    }
}

impl Name {
    fn length_at_start(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for (place, word) in self.words.iter().enumerate() {
            if place > 0 {
                let trimmed = rest.trim_start();
                if trimmed.len() == rest.len() {
                    return None;
                }
                rest = trimmed;
            }
            // A name of one word can be a word: "Will" is one, "will" is not.
            rest = if self.words.len() == 1 {
                rest.strip_prefix(word.as_str())?
            } else {
                after_word(rest, word)?
            };
        }
        let goes_on = rest.chars().next().is_some_and(char::is_alphanumeric);
        (!goes_on).then(|| text.len() - rest.len())
    }
}

/// What follows a word at the start of a text, however it is capitalised.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for sign in word.chars() {
        if !rest.next()?.to_lowercase().eq(sign.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Calls everybody by their role, with a number where several have it; those without one, or with
/// one that names somebody, are `someone` with a number.
pub(super) fn labels(everybody: &[Somebody], someone: &str) -> Vec<String> {
    let unlabelled = Names::of(everybody, &vec![String::new(); everybody.len()]);
    let roles = everybody.iter().map(|person| {
        let role = person.role.as_str();
        Some(role).filter(|role| !role.is_empty() && unlabelled.masked(role) == *role)
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

    fn masked(people: &[(&str, &str)], text: &str) -> String {
        let people = everybody(people);
        Names::of(&people, &labels(&people, "Person")).masked(text)
    }

    #[test]
    fn people_are_called_by_role_or_by_number() {
        let people = everybody(&[
            ("Ana Souza", "CFO"),
            ("Ben", ""),
            ("Cleo", "Engineer"),
            ("Dora", "Engineer"),
            ("Eli", "Deputy of Ana Souza"),
        ]);
        let labels = labels(&people, "Person");
        assert_eq!(labels, ["CFO", "Person 2", "Engineer 1", "Engineer 2", "Person 5"]);
    }

    #[test]
    fn full_names_in_texts_become_labels() {
        let people = [("Ana Souza", "CFO"), ("Ana Souza Lima", "COO"), ("Will", "")];
        let table = [
            ("ANA  souza agreed", "CFO agreed"),
            ("(Ana Souza Lima)", "(COO)"),
            ("Ana Souzas", "Ana Souzas"),
            ("Will will, Willow won't", "Person 3 will, Willow won't"),
            ("Ana\u{a0}Souza", "CFO"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(masked(&people, text), expected, "{text}");
        }
    }

    #[test]
    fn parts_of_names_are_pointed_out_but_stay() {
        let people = everybody(&[("Ana Souza", "CFO"), ("Price Waters", "Head of Price")]);
        let names = Names::of(&people, &labels(&people, "Person"));
        assert!(names.may_name("ask Ana"));
        assert!(!names.may_name("Price"));
        assert!(!names.may_name("an analysis"));
    }
}
