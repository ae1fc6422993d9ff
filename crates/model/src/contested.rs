//! Values that two people can set at once, where neither may silently win.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Number;

use crate::order::Arrange as _;
use crate::schema::Shape;
use crate::slot::{Readable, Slot};
use crate::walk::Walk;
use crate::{Json, Rule};

/// The key under which the file form lists values in conflict.
pub const CONFLICT: &str = "conflict";

/// A contested value (⚔): one, or several distinct ones until someone settles it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Contested<T> {
    /// Nobody has set it.
    #[default]
    Absent,
    /// It has one value.
    One(T),
    /// It has two or more distinct values, in the order of [`sort_distinct`].
    Conflict(Vec<T>),
}

impl<T> Contested<T> {
    /// The value, where there is exactly one.
    pub fn one(&self) -> Option<&T> {
        match self {
            Self::One(value) => Some(value),
            _ => None,
        }
    }

    /// All values: none, one, or those in conflict.
    pub fn values(&self) -> &[T] {
        match self {
            Self::Absent => &[],
            Self::One(value) => std::slice::from_ref(value),
            Self::Conflict(values) => values,
        }
    }

    /// Whether people must settle it.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }

    /// Whether nobody has set it.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: Clone> Contested<T> {
    /// The value for a calculation: the default where absent, and nothing while in conflict.
    pub fn or(&self, default: T) -> Option<T> {
        match self {
            Self::Absent => Some(default),
            Self::One(value) => Some(value.clone()),
            Self::Conflict(_) => None,
        }
    }
}

impl<T: PartialEq> Contested<T> {
    /// What these values amount to; they come in the order in which a conflict lists them.
    fn from_sorted(mut values: Vec<T>) -> Self {
        values.dedup();
        match values.pop() {
            None => Self::Absent,
            Some(last) if values.is_empty() => Self::One(last),
            Some(last) => {
                values.push(last);
                Self::Conflict(values)
            }
        }
    }
}

impl<T: Readable + PartialEq> Slot for Contested<T> {
    const SHAPE: Shape = T::SHAPE;
    const CONTESTED: bool = true;

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        Some(json.map_or(Self::Absent, |json| read_all(json, walk)))
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// Reads one value, or the list of those in conflict.
fn read_all<'a, T: Readable + PartialEq>(json: &'a Json, walk: &mut Walk<'a>) -> Contested<T> {
    let sorted = sorted_values(json);
    if sorted.is_empty() {
        walk.report(Rule::Conflict, "an empty list".to_owned());
    }
    let read = sorted.into_iter().filter_map(|value| T::read(value, walk));
    Contested::from_sorted(read.filter(|value| !value.is_empty()).collect())
}

/// The values that stand here, in the order in which a conflict lists them.
fn sorted_values(json: &Json) -> Vec<&Json> {
    let mut values: Vec<&Json> = match values_in_conflict(json) {
        Some(values) => values.iter().collect(),
        None => vec![json],
    };
    values.arrange_by(|a, b| order(a, b));
    values
}

/// Free text that two people can type in (T).
///
/// Two texts that were made at once can't be merged: they are shown like other values in conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Contested<String>);

impl Text {
    /// The text, where there is exactly one.
    pub fn one(&self) -> Option<&str> {
        self.0.one().map(String::as_str)
    }

    /// Whether nothing is written; empty text reads as absent.
    pub fn is_empty(&self) -> bool {
        self.0.is_absent()
    }

    /// All texts: none, one, or those in conflict.
    pub fn values(&self) -> &[String] {
        self.0.values()
    }

    /// What to show in one line: the text, or those in conflict with ` / ` between them.
    pub fn shown(&self) -> Cow<'_, str> {
        match self.values() {
            [] => Cow::Borrowed(""),
            [text] => Cow::Borrowed(text),
            texts => Cow::Owned(texts.join(" / ")),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(if text.is_empty() { Contested::Absent } else { Contested::One(text.to_owned()) })
    }
}

impl Slot for Text {
    const SHAPE: Shape = Shape::Text;

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        Contested::fill(json, walk).map(Self)
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// The values in conflict, if a JSON value lists some: an object with the one key `conflict` and a list.
pub fn values_in_conflict(json: &Json) -> Option<&[Json]> {
    let map = json.as_object().filter(|map| map.len() == 1)?;
    map.get(CONFLICT)?.as_array().map(Vec::as_slice)
}

/// Puts values into the order in which a conflict lists them, each distinct one once.
///
/// Numbers come first, by size (an integer and a float of one size are one value, the integer), then texts
/// by their bytes, then the rest by their compact JSON.
pub fn sort_distinct(values: &mut Vec<Json>) {
    values.arrange_by(|a, b| order(a, b).then_with(|| a.is_f64().cmp(&b.is_f64())));
    values.dedup_by(|a, b| order(a, b) == Ordering::Equal);
}

/// The order in which a conflict lists its values.
fn order(a: &Json, b: &Json) -> Ordering {
    match (a, b) {
        (Json::Number(x), Json::Number(y)) => by_size(x, y),
        (Json::String(x), Json::String(y)) => x.cmp(y),
        _ => class(a).cmp(&class(b)).then_with(|| a.to_string().cmp(&b.to_string())),
    }
}

/// Numbers by size; where rounding to a float hides a difference of two integers, they decide.
fn by_size(a: &Number, b: &Number) -> Ordering {
    let float = |number: &Number| number.as_f64().unwrap_or_default();
    #[allow(
        clippy::cast_possible_truncation,
        reason = "saturates far outside what equals an integer"
    )]
    let exact = |number: &Number| number.as_i128().unwrap_or_else(|| float(number) as i128);
    float(a).partial_cmp(&float(b)).unwrap_or(Ordering::Equal).then_with(|| exact(a).cmp(&exact(b)))
}

/// Numbers before texts before the rest.
fn class(json: &Json) -> u8 {
    match json {
        Json::Number(_) => 0,
        Json::String(_) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_in_conflict_are_listed_by_size_then_by_bytes_each_once() {
        let mut values = vec![
            json!("b"),
            json!(10),
            json!({ "low": 1 }),
            json!("B"),
            json!(9.5),
            json!(1.0),
            json!(1),
            json!("b"),
            json!(9_007_199_254_740_993_u64),
            json!(9_007_199_254_740_992_u64),
        ];
        sort_distinct(&mut values);
        let listed = json!([1, 9.5, 10, 9_007_199_254_740_992_u64, 9_007_199_254_740_993_u64, "B", "b", { "low": 1 }]);
        assert_eq!(Json::Array(values), listed);
    }

    #[test]
    fn texts_in_conflict_are_all_shown() {
        assert_eq!(
            Text(Contested::Conflict(vec!["Churn".into(), "Loss".into()])).shown(),
            "Churn / Loss"
        );
        assert_eq!(Text::from("").shown(), "");
        assert!(Text::from("").is_empty());
    }
}
