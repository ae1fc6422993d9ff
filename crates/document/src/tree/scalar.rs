//! Single values: Automerge's kinds and JSON's.

use automerge::ScalarValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use causeway_model::time::{parse_instant, print_instant};
use causeway_model::{Instant, Json};
use chrono::Datelike;
use serde_json::{Map, Number};

const BYTES: &str = "$bytes";
const COUNTER: &str = "$counter";
const TIME: &str = "$time";
const NUMBER: &str = "$number";

/// A single value as JSON; kinds that JSON lacks become an object with one key.
pub(crate) fn to_json(value: &ScalarValue) -> Json {
    match value {
        ScalarValue::Str(text) => Json::from(text.as_str()),
        ScalarValue::Int(number) => Json::from(*number),
        ScalarValue::Uint(number) => Json::from(*number),
        ScalarValue::F64(number) => from_float(*number),
        ScalarValue::Boolean(truth) => Json::Bool(*truth),
        ScalarValue::Null => Json::Null,
        ScalarValue::Counter(counter) => tagged(COUNTER, i64::from(counter).into()),
        ScalarValue::Timestamp(millis) => tagged(TIME, from_millis(*millis)),
        ScalarValue::Bytes(bytes) | ScalarValue::Unknown { bytes, .. } => {
            tagged(BYTES, STANDARD.encode(bytes).into())
        }
    }
}

/// The single value that JSON stands for; nothing for lists and for objects that are maps.
pub(crate) fn from_json(json: &Json) -> Option<ScalarValue> {
    Some(match json {
        Json::Null => ScalarValue::Null,
        Json::Bool(truth) => ScalarValue::Boolean(*truth),
        Json::String(text) => ScalarValue::Str(text.as_str().into()),
        Json::Number(number) => from_number(number)?,
        Json::Object(map) => return from_tagged(map),
        Json::Array(_) => return None,
    })
}

fn from_number(number: &Number) -> Option<ScalarValue> {
    let whole = number.as_i64().map(ScalarValue::Int);
    whole
        .or_else(|| number.as_u64().map(ScalarValue::Uint))
        .or_else(|| number.as_f64().map(ScalarValue::F64))
}

fn tagged(tag: &str, value: Json) -> Json {
    Json::Object(Map::from_iter([(tag.to_owned(), value)]))
}

/// JSON has no word for what is not a number, or is infinite.
fn from_float(number: f64) -> Json {
    match Number::from_f64(number) {
        Some(number) => Json::Number(number),
        None if number.is_nan() => tagged(NUMBER, "NaN".into()),
        None if number > 0.0 => tagged(NUMBER, "Infinity".into()),
        None => tagged(NUMBER, "-Infinity".into()),
    }
}

/// A moment, or the bare milliseconds of one that RFC 3339 can't write.
fn from_millis(millis: i64) -> Json {
    match Instant::from_timestamp_millis(millis) {
        Some(instant) if (0..10_000).contains(&instant.year()) => print_instant(instant).into(),
        _ => millis.into(),
    }
}

/// Reads what [`to_json`] writes. Anything that would be written otherwise stays a map, so that
/// no file changes by being imported.
fn from_tagged(map: &Map<String, Json>) -> Option<ScalarValue> {
    let (tag, value) = map.iter().next().filter(|_| map.len() == 1)?;
    let scalar = match tag.as_str() {
        BYTES => ScalarValue::Bytes(STANDARD.decode(value.as_str()?).ok()?),
        COUNTER => ScalarValue::counter(value.as_i64()?),
        TIME => ScalarValue::Timestamp(match value {
            Json::String(text) => parse_instant(text)?.timestamp_millis(),
            millis => millis.as_i64()?,
        }),
        NUMBER => ScalarValue::F64(match value.as_str()? {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            _ => return None,
        }),
        _ => return None,
    };
    (to_json(&scalar).as_object() == Some(map)).then_some(scalar)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_json_lacks_comes_back_as_it_was() {
        for scalar in [
            ScalarValue::Bytes(vec![0, 255, 7]),
            ScalarValue::counter(-3),
            ScalarValue::Timestamp(1_760_000_000_123),
            ScalarValue::Timestamp(i64::MIN),
            ScalarValue::F64(f64::NEG_INFINITY),
            ScalarValue::Uint(u64::MAX),
            ScalarValue::Int((1 << 53) + 1),
            ScalarValue::F64(1.0),
        ] {
            assert_eq!(from_json(&to_json(&scalar)), Some(scalar));
        }
    }

    #[test]
    fn an_object_that_only_looks_like_a_tag_stays_a_map() {
        for json in [
            json!({"$bytes": "not base64!"}),
            json!({"$time": "yesterday"}),
            json!({"$time": "2026-01-01T00:00:00+01:00"}),
            json!({"$counter": 1.5}),
            json!({"$bytes": "AA==", "more": 1}),
            json!({"$number": "1"}),
        ] {
            assert_eq!(from_json(&json), None, "{json}");
        }
    }
}
