//! From text to a tree, noticing keys that an object names twice.
//!
//! JSON allows them, and parsers keep one silently: a file merged by hand would lose a node.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number};

use crate::Json;
use crate::file::Refused;
use crate::problem::{Path, Problem, Rule};

/// The tree that a text writes, and the keys that it repeats. Some editors begin a file with a
/// byte order mark, which is no part of it.
pub(super) fn tree(text: &[u8]) -> Result<(Json, Vec<Problem>), Refused> {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let mut place = Place::default();
    let mut parser = serde_json::Deserializer::from_slice(text);
    let tree = Value(&mut place).deserialize(&mut parser).and_then(|tree| {
        parser.end()?;
        Ok(tree)
    });
    match tree {
        Ok(tree) => Ok((tree, place.repeated)),
        Err(error) => Err(not_json(&error)),
    }
}

fn not_json(error: &serde_json::Error) -> Refused {
    let problem = Problem { path: Path::default(), rule: Rule::Json, found: error.to_string() };
    Refused { problems: vec![problem] }
}

/// Where the parser is, and the repeated keys it has met.
#[derive(Default)]
struct Place {
    path: Vec<String>,
    repeated: Vec<Problem>,
}

impl Place {
    fn meet(&mut self, is_repeated: bool) {
        if is_repeated {
            let found = "the key twice".to_owned();
            let path = Path(self.path.clone());
            self.repeated.push(Problem { path, rule: Rule::UniqueKey, found });
        }
    }
}

/// Any value at the place where the parser is.
struct Value<'p>(&'p mut Place);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Json, D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        loop {
            self.0.path.push(values.len().to_string());
            let value = list.next_element_seed(Value(self.0))?;
            self.0.path.pop();
            match value {
                Some(value) => values.push(value),
                None => return Ok(Json::Array(values)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let mut map = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            self.0.path.push(key.clone());
            let value = object.next_value_seed(Value(self.0))?;
            self.0.meet(map.insert(key, value).is_some());
            self.0.path.pop();
        }
        Ok(Json::Object(map))
    }
}
