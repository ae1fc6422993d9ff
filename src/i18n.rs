//! Every string that people see, in the language they chose.
//!
//! The catalogues are `src/locales/en.json` and `src/locales/pt-BR.json`: flat, `"home.title"` is
//! [`Key::HomeTitle`]. A message may name places in braces (`{title}`), and a message that counts
//! has the forms `one` and `other`, where `{n}` is the number itself. In views:
//!
//! ```ignore
//! <h1>{t(Key::HomeTitle)}</h1>                                   // follows the language
//! <p>{move || say_with(Key::WorkspaceMore, &[("title", &title)])}</p>
//! <p>{move || say_count(Key::TiesSum, count.get())}</p>
//! ```

mod date;
mod number;
#[cfg(test)]
mod tests;

use std::sync::{LazyLock, OnceLock};

use causeway_model::Text;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;

pub use date::{day, month, month_year, short_day};
pub use number::{file_size, format_number, grouped, parse_number};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// Stands between the forms of a message that counts.
const FORM: char = '\u{1f}';

/// Stands between messages.
const MESSAGE: char = '\u{1e}';

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Portuguese as written in Brazil.
    Portuguese,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Portuguese];

    /// The BCP 47 tag, as in the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Portuguese => "pt-BR",
        }
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Portuguese => "Português (Brasil)",
        }
    }

    /// The language that serves a reader of `tag` best, if we have one.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|known| {
            known.tag().split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(language))
        })
    }

    /// Every message, in the order of the keys.
    fn messages(self) -> &'static [&'static str] {
        static TOLD_APART: [OnceLock<Vec<&str>>; 2] = [const { OnceLock::new() }; 2];
        let (place, all) = match self {
            Self::English => (0, ENGLISH),
            Self::Portuguese => (1, PORTUGUESE),
        };
        TOLD_APART[place].get_or_init(|| all.split(MESSAGE).collect())
    }

    /// Whether a count takes the form `one`: in Portuguese zero does too.
    fn is_one(self, count: usize) -> bool {
        match self {
            Self::English => count == 1,
            Self::Portuguese => count <= 1,
        }
    }
}

/// One language a device, not a workspace: the same for every view, so it is no context.
static LANGUAGE: LazyLock<ArcRwSignal<Language>> = LazyLock::new(ArcRwSignal::default);

/// The language of the interface; a view that reads it follows it.
pub fn language() -> Language {
    if Observer::get().is_some() { LANGUAGE.get() } else { LANGUAGE.get_untracked() }
}

/// Changes the language of everything on the screen.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

/// A message as something a view can render or use as an attribute; it follows the language.
pub fn t(key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || say(key)
}

/// A message as it reads now.
pub fn say(key: Key) -> &'static str {
    text(language(), key)
}

/// A message with its places filled in: `("title", …)` takes the place of `{title}`.
pub fn say_with(key: Key, values: &[(&str, &str)]) -> String {
    fill(say(key), values)
}

/// A message that counts, in the form for `count`, which takes the place of `{n}`.
pub fn say_count(key: Key, count: usize) -> String {
    say_count_with(key, count, &[])
}

/// A message that counts and has further places to fill.
pub fn say_count_with(key: Key, count: usize, values: &[(&str, &str)]) -> String {
    let language = language();
    let message = fill(form(language, key, count), values);
    fill(&message, &[("n", &grouped(&count.to_string(), language))])
}

fn text(language: Language, key: Key) -> &'static str {
    language.messages().get(key as usize).copied().unwrap_or_default()
}

fn form(language: Language, key: Key, count: usize) -> &'static str {
    let message = text(language, key);
    match message.split_once(FORM) {
        Some((one, _)) if language.is_one(count) => one,
        Some((_, other)) => other,
        None => message,
    }
}

/// Fills in one pass, so that a brace in a value is never taken for a place.
fn fill(message: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(message.len() + 16);
    let mut rest = message;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let name = &rest[start + 1..start + length];
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => {
                filled.push_str(&rest[..start]);
                filled.push_str(value);
            }
            None => filled.push_str(&rest[..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    filled.push_str(rest);
    filled
}

/// A node's title as others refer to it, or what one without a title is called.
pub fn title_or_nameless(title: &Text) -> String {
    if title.is_empty() { say(Key::NodeNameless).to_owned() } else { title.shown().into_owned() }
}
