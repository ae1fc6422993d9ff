//! Fills templates.

use std::borrow::Cow;

use causeway_model::{Contested, Date, contested::Text};

use crate::{
    facts::Facts,
    words::{
        Language, Said, Word,
        number::{write_count, write_date, write_figure, write_money, write_percent},
        problem,
    },
};

const NOBODY: Said = Said { en: "Nobody yet", pt: "Ninguém ainda" };
const NO_FUNCTION: Said = Said { en: "no function", pt: "sem área" };
const NO_DAY: Said = Said { en: "no date", pt: "sem data" };
const NO_TITLE: Said = Said { en: "Untitled workspace", pt: "Espaço de trabalho sem título" };
const AND: Said = Said { en: " and ", pt: " e " };

/// Says words about one workspace in one language.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'f, 'w> {
    /// What is spoken about.
    pub facts: &'f Facts<'w>,
    /// The language.
    pub language: Language,
}

impl Speaker<'_, '_> {
    /// A word as it reads.
    pub fn say(&self, word: &Word) -> String {
        let mut text = String::new();
        self.write(word, &mut text);
        text
    }

    /// Adds a word to a text, as it reads.
    pub(crate) fn write(&self, word: &Word, text: &mut String) {
        match word {
            Word::Node(place) => text.push_str(&self.titled(*place)),
            Word::Nodes(places) => self.write_nodes(places, text),
            Word::Path(places) => self.write_path(places, text),
            Word::Figure(value) => write_figure(text, *value, self.language),
            Word::Measured(place, value) => self.measured(*place, *value, text),
            Word::Percent(share) => write_percent(text, *share, self.language),
            Word::Money(value) => self.write_money(*value, text),
            Word::Day(day) => self.write_day(*day, text),
            Word::Count(count) => write_count(text, *count),
            Word::Text(said) => text.push_str(said),
            Word::Person(id) => self.write_person(id.as_deref(), text),
            Word::Function(None) => text.push_str(self.language_text(NO_FUNCTION)),
            Word::Function(Some(id)) => text.push_str(self.called(id)),
            Word::Problem(found) => text.push_str(&problem(found, self.language)),
            Word::Term(said) => text.push_str(self.language_text(*said)),
            Word::List(words) => {
                separated(text, words, ", ", |word, text| self.write(word, text));
            }
            Word::Both(both) => {
                self.write(&both.0, text);
                text.push_str(if matches!(both.1, Word::Day(_)) { ", " } else { " " });
                self.write(&both.1, text);
            }
        }
    }

    /// Adds the titles of several nodes to a text.
    pub(crate) fn write_nodes(&self, places: &[usize], text: &mut String) {
        self.list(text, places, |place, text| text.push_str(&self.titled(*place)));
    }

    /// Adds the titles along a path to a text.
    pub(crate) fn write_path(&self, places: &[usize], text: &mut String) {
        separated(text, places, " → ", |place, text| text.push_str(&self.titled(*place)));
    }

    /// Adds money, in the workspace's currency, to a text.
    pub(crate) fn write_money(&self, value: f64, text: &mut String) {
        let currency = self.facts.workspace.currency();
        write_money(text, value, currency.as_str(), self.language);
    }

    /// Adds a day to a text.
    pub(crate) fn write_day(&self, day: Option<Date>, text: &mut String) {
        match day {
            None => text.push_str(self.language_text(NO_DAY)),
            Some(day) => write_date(text, day, self.language),
        }
    }

    /// Adds a person's name to a text; nobody yet, where absent.
    pub(crate) fn write_person(&self, id: Option<&str>, text: &mut String) {
        match id {
            None => text.push_str(self.language_text(NOBODY)),
            Some(id) => text.push_str(self.named(id)),
        }
    }

    /// A text of the catalogue in this language.
    pub fn term(&self, said: Said) -> String {
        said.in_language(self.language).to_owned()
    }

    /// A template of the catalogue in this language.
    pub fn language_text(&self, said: Said) -> &'static str {
        said.in_language(self.language)
    }

    /// A node's title, or its id where it has none.
    pub fn title(&self, place: usize) -> String {
        self.titled(place).into_owned()
    }

    /// The same, without a copy where there is none to make.
    pub(crate) fn titled(&self, place: usize) -> Cow<'_, str> {
        shown(&self.facts.node(place).title, self.facts.id(place))
    }

    /// A person's name, or the id where it is not known.
    pub fn person(&self, id: &str) -> String {
        self.named(id).to_owned()
    }

    fn named<'i>(&'i self, id: &'i str) -> &'i str {
        let person = self.facts.workspace.people.get(id);
        person.and_then(|person| person.name.as_deref()).filter(is_written).unwrap_or(id)
    }

    /// A function's name, or the id where it is not known.
    pub fn function(&self, id: &str) -> String {
        self.called(id).to_owned()
    }

    fn called<'i>(&'i self, id: &'i str) -> &'i str {
        let function = self.facts.workspace.functions.get(id);
        function.and_then(|function| function.name.as_deref()).filter(is_written).unwrap_or(id)
    }

    /// The workspace's title, or that it has none.
    pub(crate) fn workspace(&self) -> Cow<'_, str> {
        shown(&self.facts.workspace.title, self.language_text(NO_TITLE))
    }

    /// A decision's title, or the id where it has none.
    pub fn decision(&self, id: &str) -> String {
        self.facts
            .workspace
            .decisions
            .get(id)
            .map_or_else(|| id.to_owned(), |decision| shown(&decision.title, id).into_owned())
    }

    /// `a`, `a and b`, `a, b and c`.
    pub fn joined(&self, names: &[String]) -> String {
        let mut text = String::new();
        self.list(&mut text, names, |name, text| text.push_str(name));
        text
    }

    fn list<T>(&self, text: &mut String, parts: &[T], write: impl Fn(&T, &mut String)) {
        let Some((last, before)) = parts.split_last() else { return };
        separated(text, before, ", ", &write);
        if !before.is_empty() {
            text.push_str(self.language_text(AND));
        }
        write(last, text);
    }

    fn measured(&self, place: usize, value: f64, text: &mut String) {
        write_figure(text, value, self.language);
        let measure = self.facts.measure(place);
        if let Some(unit) = measure.and_then(|measure| measure.metric.unit.as_deref()) {
            text.push(' ');
            text.push_str(unit);
        }
    }
}

fn separated<T>(text: &mut String, parts: &[T], mark: &str, write: impl Fn(&T, &mut String)) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push_str(mark);
        }
        write(part, text);
    }
}

fn shown<'t>(text: &'t Text, otherwise: &'t str) -> Cow<'t, str> {
    match &text.0 {
        Contested::Absent => Cow::Borrowed(otherwise),
        Contested::One(one) if !is_written(&one.as_str()) => Cow::Borrowed(otherwise),
        _ => text.shown(),
    }
}

/// Whether there is anything to read: a name of blanks would leave a hole in a sentence.
fn is_written(name: &&str) -> bool {
    !name.trim().is_empty()
}

/// Of `count?one:other`, as it stands in a template, the words that go with the count of that name.
pub(crate) fn by_count(name: &str, count: impl FnOnce(&str) -> Option<i64>) -> Option<&str> {
    let (of, words) = name.split_once('?')?;
    let (one, other) = words.split_once(':')?;
    Some(if count(of)? == 1 { one } else { other })
}

/// Puts words into the `{names}` of a template; a name without a word stays as it is.
pub fn fill(template: &str, word: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(template.len() * 2);
    fill_into(&mut text, template, |name, text| {
        word(name).inspect(|said| text.push_str(said)).is_some()
    });
    text
}

/// The same into a text that goes on; `word` adds what stands for a name, and says whether anything does.
pub(crate) fn fill_into(
    text: &mut String,
    template: &str,
    mut word: impl FnMut(&str, &mut String) -> bool,
) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, onward)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        if !word(name, text) {
            text.push('{');
            text.push_str(name);
            text.push('}');
        }
        rest = onward;
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn names_are_replaced_and_what_was_filled_in_is_not_read_again() {
        let word = |name: &str| (name == "a").then(|| "{b}".to_owned());
        assert_eq!(fill("x {a} y {b} {", word), "x {b} y {b} {");
    }
}
