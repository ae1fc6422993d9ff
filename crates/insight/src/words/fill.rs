//! Fills templates.

use causeway_model::{Contested, contested::Text};

use crate::{
    facts::Facts,
    words::{Language, Said, Word, date, figure, money, percent, problem},
};

const NOBODY: Said = Said { en: "Nobody yet", pt: "Ninguém ainda" };
const NO_FUNCTION: Said = Said { en: "no function", pt: "sem área" };
const NO_DAY: Said = Said { en: "no date", pt: "sem data" };
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
        match word {
            Word::Node(place) => self.title(*place),
            Word::Nodes(places) => {
                self.joined(places.iter().map(|place| self.title(*place)).collect())
            }
            Word::Path(places) => {
                places.iter().map(|place| self.title(*place)).collect::<Vec<_>>().join(" → ")
            }
            Word::Figure(value) => figure(*value, self.language),
            Word::Measured(place, value) => self.measured(*place, *value),
            Word::Percent(share) => percent(*share, self.language),
            Word::Money(value) => {
                money(*value, self.facts.workspace.currency().as_str(), self.language)
            }
            Word::Day(day) => day.map_or_else(|| self.term(NO_DAY), |day| date(day, self.language)),
            Word::Count(count) => count.to_string(),
            Word::Text(text) => text.clone(),
            Word::Person(id) => {
                id.as_deref().map_or_else(|| self.term(NOBODY), |id| self.person(id))
            }
            Word::Function(id) => {
                id.as_deref().map_or_else(|| self.term(NO_FUNCTION), |id| self.function(id))
            }
            Word::Problem(found) => problem(found, self.language),
            Word::Term(said) => self.term(*said),
            Word::List(words) => {
                words.iter().map(|word| self.say(word)).collect::<Vec<_>>().join(", ")
            }
            Word::Both(both) => format!("{} {}", self.say(&both.0), self.say(&both.1)),
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
        shown(&self.facts.node(place).title, self.facts.id(place))
    }

    /// A person's name, or the id where it is not known.
    pub fn person(&self, id: &str) -> String {
        let name = self.facts.workspace.people.get(id).and_then(|person| person.name.as_ref());
        name.map_or_else(|| id.to_owned(), Clone::clone)
    }

    /// A function's name, or the id where it is not known.
    pub fn function(&self, id: &str) -> String {
        let name =
            self.facts.workspace.functions.get(id).and_then(|function| function.name.as_ref());
        name.map_or_else(|| id.to_owned(), Clone::clone)
    }

    /// A decision's title, or the id where it has none.
    pub fn decision(&self, id: &str) -> String {
        self.facts
            .workspace
            .decisions
            .get(id)
            .map_or_else(|| id.to_owned(), |decision| shown(&decision.title, id))
    }

    /// `a`, `a and b`, `a, b and c`.
    pub fn joined(&self, mut names: Vec<String>) -> String {
        match (names.pop(), names.is_empty()) {
            (None, _) => String::new(),
            (Some(only), true) => only,
            (Some(last), false) => names.join(", ") + &self.term(AND) + &last,
        }
    }

    fn measured(&self, place: usize, value: f64) -> String {
        let unit = self.facts.measure(place).and_then(|measure| measure.metric.unit.as_deref());
        let figure = figure(value, self.language);
        unit.map_or_else(|| figure.clone(), |unit| format!("{figure} {unit}"))
    }
}

fn shown(text: &Text, otherwise: &str) -> String {
    match &text.0 {
        Contested::Absent => otherwise.to_owned(),
        _ => text.shown().into_owned(),
    }
}

/// Puts words into the `{names}` of a template; a name without a word stays as it is.
pub fn fill(template: &str, word: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, onward)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        if let Some(said) = word(name) {
            text.push_str(&said);
        } else {
            text.push('{');
            text.push_str(name);
            text.push('}');
        }
        rest = onward;
    }
    text.push_str(rest);
    text
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
