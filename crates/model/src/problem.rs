//! What a reader says about a part that breaks the model.

use std::fmt;

use crate::Json;
use crate::link::LinkKind;

/// Where a value stands in a workspace: the keys from the root to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<String>);

impl Path {
    /// A path of these keys.
    pub fn of<S: Into<String>>(keys: impl IntoIterator<Item = S>) -> Self {
        Self(keys.into_iter().map(Into::into).collect())
    }

    /// The keys from the root.
    pub fn keys(&self) -> &[String] {
        &self.0
    }
}

/// Keys with `/` between them (`nodes/nrr/metric/act`); `~` and `/` within a key are written `~0` and `~1`.
impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, key) in self.0.iter().enumerate() {
            if place > 0 {
                out.write_str("/")?;
            }
            out.write_str(&key.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

/// The rule of the model that a value breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The text is JSON in UTF-8.
    Json,
    /// A JSON object names each key once.
    UniqueKey,
    /// The key must be there.
    Required,
    /// An object.
    Object,
    /// A text.
    String,
    /// `true` or `false`.
    Bool,
    /// `true`: members of a set are keys with this value.
    True,
    /// A number.
    Number,
    /// A whole number from 0 to 1,000,000.
    Count,
    /// A whole number between -1,000,000 and 1,000,000.
    Integer,
    /// A number above 0.
    Positive,
    /// A level from 1 to 5.
    Level,
    /// `weak`, `moderate`, `strong` or a number from 0 to 1.
    Strength,
    /// A number or `{low, high}`.
    Bound,
    /// A date.
    Date,
    /// An instant or a date.
    Instant,
    /// An id.
    Id,
    /// An Automerge actor id.
    Actor,
    /// A key that is not empty.
    Key,
    /// A currency of ISO 4217.
    Currency,
    /// One of these words.
    Enum(&'static [&'static str]),
    /// Values in conflict are listed, and there is at least one.
    Conflict,
    /// A link joins two nodes.
    SelfLink,
    /// A link joins the kinds of nodes that its type allows.
    Ends(LinkKind),
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Json => "must be JSON in UTF-8",
            Self::UniqueKey => "must name each key once",
            Self::Required => "must be there",
            Self::Object => "must be an object",
            Self::String => "must be a text",
            Self::Bool => "must be true or false",
            Self::True => "must be true",
            Self::Number => "must be a number",
            Self::Count => "must be a whole number from 0 to 1000000",
            Self::Integer => "must be a whole number from -1000000 to 1000000",
            Self::Positive => "must be a number above 0",
            Self::Level => "must be a level, a whole number from 1 to 5",
            Self::Strength => "must be weak, moderate, strong or a number from 0 to 1",
            Self::Bound => "must be a number or {low, high}",
            Self::Date => "must be a date, YYYY-MM-DD",
            Self::Instant => "must be an instant in UTC, as 2026-03-30T09:15:00Z, or a date",
            Self::Id => "must be an id, 1 to 64 characters of A-Z a-z 0-9 _ -",
            Self::Actor => "must be an Automerge actor id, pairs of hexadecimal digits",
            Self::Key => "must not be an empty key",
            Self::Currency => "must be a currency of ISO 4217, three capital letters",
            Self::Enum(words) => return write!(out, "must be one of {}", words.join(", ")),
            Self::Conflict => "must list the values in conflict",
            Self::SelfLink => "must join two different nodes",
            Self::Ends(kind) => kind.ends_rule(),
        })
    }
}

/// One part that breaks the model: where, which rule, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where the part stands.
    pub path: Path,
    /// What it should be.
    pub rule: Rule,
    /// What it is: JSON, cut short where it is long; `nothing` where it is absent.
    pub found: String,
}

/// `nodes/nrr/metric/act: must be a number or {low, high}, found "high"`.
impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.0.is_empty() {
            write!(out, "{}: ", self.path)?;
        }
        write!(out, "{}, found {}", self.rule, self.found)
    }
}

/// What was read, and what was left out of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading<T> {
    /// Everything that follows the model.
    pub value: T,
    /// Every part that doesn't, in the order of the schema.
    pub problems: Vec<Problem>,
}

/// A value as a message shows it: compact, and at most about 80 characters.
pub(crate) fn shown(json: &Json) -> String {
    const MOST: usize = 80;
    let text = match json {
        Json::Object(map) if map.is_empty() => "{}".to_owned(),
        Json::Object(map) => format!("an object with {}", keys(map)),
        Json::Array(items) => format!("a list of {}", items.len()),
        scalar => scalar.to_string(),
    };
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

/// The first keys of an object, for a message.
fn keys(map: &serde_json::Map<String, Json>) -> String {
    let mut first: Vec<&str> = map.keys().take(4).map(String::as_str).collect();
    if map.len() > first.len() {
        first.push("…");
    }
    first.join(", ")
}
