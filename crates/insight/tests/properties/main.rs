//! What must hold for any workspace at all, tried on random ones.
#![allow(clippy::unwrap_used, reason = "a workspace that can't be built fails its test")]
#![allow(clippy::cast_precision_loss, reason = "small numbers")]

mod change;
mod random;
mod total;

use causeway_insight::{Findings, Language};
use causeway_model::{Json, read, time::parse_date};
use serde_json::json;

const AS_OF: &str = "2026-03-31";
const SEEDS: u64 = 60;

pub(crate) fn findings(tree: &Json) -> Findings {
    let reading = read::workspace(tree);
    Findings::of(&reading.value, &reading.problems, parse_date(AS_OF).unwrap(), Language::English)
}

/// What is compared: code, subject, severity, state.
pub(crate) fn rows(findings: &Findings) -> Vec<String> {
    let mut rows: Vec<String> = findings
        .findings
        .iter()
        .map(|found| {
            format!("{} {:?} {:?} {:?}", found.code, found.subject, found.severity, found.state)
        })
        .collect();
    rows.sort();
    rows
}

pub(crate) fn scale(value: &mut Json, by: f64) {
    match value {
        Json::Number(number) => *value = json!(number.as_f64().unwrap() * by),
        Json::Object(map) => map.values_mut().for_each(|inner| scale(inner, by)),
        Json::Array(list) => list.iter_mut().for_each(|inner| scale(inner, by)),
        _ => {}
    }
}
