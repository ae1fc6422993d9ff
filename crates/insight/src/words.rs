//! What findings say, in the reader's language: templates, and the figures that fill them.

mod fill;
mod name;
mod number;
mod problem;

use causeway_model::{Date, problem::Problem};

pub use fill::{Speaker, fill};
pub(crate) use fill::{by_count, fill_into};
pub use number::{date, figure, money, percent};
pub use problem::problem;

/// A language of the catalogue.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Brazilian Portuguese.
    Portuguese,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Portuguese];

    /// The language of a tag such as `en` or `pt-BR`.
    pub fn parse(tag: &str) -> Option<Self> {
        match tag {
            "en" => Some(Self::English),
            "pt-BR" | "pt" => Some(Self::Portuguese),
            _ => None,
        }
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Portuguese => "pt-BR",
        }
    }
}

/// A text in every language, with `{names}` where figures and titles go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// In English.
    pub en: &'static str,
    /// In Brazilian Portuguese.
    pub pt: &'static str,
}

impl Said {
    /// The text in one language.
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Portuguese => self.pt,
        }
    }
}

/// What fills a place in a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// A node's title, by place.
    Node(usize),
    /// The titles of several nodes.
    Nodes(Vec<usize>),
    /// The titles along a path.
    Path(Vec<usize>),
    /// A figure.
    Figure(f64),
    /// A figure in the unit of a node's metric.
    Measured(usize, f64),
    /// A share, where 1 is the whole.
    Percent(f64),
    /// Money, in the workspace's currency.
    Money(f64),
    /// A day.
    Day(Option<Date>),
    /// A whole count.
    Count(i64),
    /// A text as someone wrote it.
    Text(String),
    /// A person, by id; nobody yet, where absent.
    Person(Option<String>),
    /// A function, by id; none, where absent.
    Function(Option<String>),
    /// What breaks the model.
    Problem(Problem),
    /// A word of the catalogue.
    Term(Said),
    /// Several, with commas.
    List(Vec<Word>),
    /// Two that belong together, with a space between them; with a comma before a day.
    Both(Box<(Word, Word)>),
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_language_is_known_by_its_tag() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.tag()), Some(language));
        }
        assert_eq!(Language::English.tag(), "en");
        assert_eq!(Language::Portuguese.tag(), "pt-BR");
        assert_eq!(Language::parse("pt"), Some(Language::Portuguese));
        assert_eq!(Language::parse("fr"), None);
    }
}
