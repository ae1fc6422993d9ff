//! A worked case is told as if it happened now: all its days are moved by as many.

use causeway_model::time::parse_date;
use causeway_model::{Date, Json};
use chrono::Days;

/// The tree with every day in it, whether value or key, moved so that `then` becomes `now`.
///
/// What follows from a template is then the same as on the day it was written for: a story of last
/// spring would be nothing but old figures.
pub(super) fn retold(tree: &Json, then: Date, now: Date) -> Json {
    match tree {
        Json::Object(map) => {
            let moved = map.iter().map(|(key, value)| {
                let key = moved(key, then, now).unwrap_or_else(|| key.clone());
                (key, retold(value, then, now))
            });
            Json::Object(moved.collect())
        }
        Json::Array(list) => list.iter().map(|value| retold(value, then, now)).collect(),
        Json::String(text) => Json::from(moved(text, then, now).unwrap_or_else(|| text.clone())),
        other => other.clone(),
    }
}

/// A day, moved; nothing where the text is more than a day or none.
fn moved(text: &str, then: Date, now: Date) -> Option<String> {
    let day = parse_date(text)?;
    let days = (now - then).num_days();
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) };
    moved.map(|day| day.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use causeway_insight::{Findings, Language};
    use causeway_model::{file, read};
    use serde_json::json;

    use super::*;

    fn day(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    #[test]
    fn days_move_as_values_and_as_keys_and_nothing_else_does() {
        let tree = json!({
            "title": "Since 2026-03-01", "observations": {"2026-02-28": {"value": 2026}}, "by": ["2026-03-31"]
        });
        let expected = json!({
            "title": "Since 2026-03-01", "observations": {"2026-03-01": {"value": 2026}}, "by": ["2026-04-01"]
        });
        assert_eq!(retold(&tree, day("2026-03-31"), day("2026-04-01")), expected);
        assert_eq!(retold(&expected, day("2026-04-01"), day("2026-03-31")), tree);
    }

    #[test]
    fn a_template_that_is_retold_has_the_findings_of_the_day_it_was_written_for() {
        let bytes = include_bytes!("../../../public/templates/retail-capacity.json");
        let tree = file::parse(bytes).unwrap().tree;
        let codes = |tree: &Json, on: &str| -> Vec<_> {
            let reading = read::workspace(tree);
            let found = Findings::of(&reading.value, &reading.problems, day(on), Language::English);
            found.findings.iter().map(|one| (one.code, one.severity, one.subject.clone())).collect()
        };
        let retold = retold(&tree, day("2026-03-31"), day("2027-01-15"));
        assert_eq!(codes(&retold, "2027-01-15"), codes(&tree, "2026-03-31"));
    }
}
