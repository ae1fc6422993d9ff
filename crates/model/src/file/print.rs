//! From a tree to text that people can diff.

use crate::Json;
use crate::order::Arrange as _;

/// Writes a tree as people read and diff it: sorted keys, two spaces a level, a newline at the end.
///
/// Every value keeps its kind: `1.0` stays `1.0`, and integers of 64 bits stay exact.
pub fn print(tree: &Json) -> String {
    let mut out = String::new();
    value(tree, 0, &mut out);
    out.push('\n');
    out
}

fn value(json: &Json, depth: usize, out: &mut String) {
    match json {
        Json::Object(map) if !map.is_empty() => {
            // The map keeps this order already, unless some crate of the build asks it for another.
            let mut entries: Vec<_> = map.iter().collect();
            entries.arrange_by_key(|(key, _)| *key);
            block(['{', '}'], depth, out, entries, |(key, json), out| {
                out.push_str(&Json::from(key.as_str()).to_string());
                out.push_str(": ");
                value(json, depth + 1, out);
            });
        }
        Json::Array(values) if !values.is_empty() => {
            block(['[', ']'], depth, out, values, |json, out| value(json, depth + 1, out));
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// Brackets with one entry a line between them.
fn block<T>(
    [open, close]: [char; 2],
    depth: usize,
    out: &mut String,
    entries: impl IntoIterator<Item = T>,
    print: impl Fn(T, &mut String),
) {
    out.push(open);
    for (place, entry) in entries.into_iter().enumerate() {
        out.push_str(if place == 0 { "\n" } else { ",\n" });
        indent(depth + 1, out);
        print(entry, out);
    }
    out.push('\n');
    indent(depth, out);
    out.push(close);
}

fn indent(depth: usize, out: &mut String) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}
