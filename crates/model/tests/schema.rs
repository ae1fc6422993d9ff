//! Every path of the schema is read, and what doesn't fit there is left out and reported.

#![cfg(test)]

use std::fmt::Write;

use causeway_model::schema::{self, Pattern, Shape};
use causeway_model::{Json, Problem, Workspace, read};
use causeway_testkit::sample::{self, Sample};
use serde_json::json;

/// The paths of the schema as text: `⚔` for contested, `!` for required.
fn listed() -> String {
    let mut list = String::new();
    for Pattern { path, place } in schema::patterns() {
        let shape = match place.shape {
            Shape::Record(record) => format!("{{{}}}", record.name),
            Shape::Map { key, .. } => format!("{key:?} → …"),
            Shape::Set { key } => format!("{key:?} → true"),
            Shape::Enum(words) => words.join("|"),
            plain => format!("{plain:?}"),
        };
        let sign = if place.contested { " ⚔" } else { "" };
        let must = if place.required { " !" } else { "" };
        writeln!(list, "{} {shape}{sign}{must}", path.join("/")).unwrap();
    }
    list
}

fn read_with(keys: &[&str], value: Option<Json>) -> (Workspace, Vec<Problem>) {
    let reading = read::workspace(&sample::tree_with(keys, value));
    (reading.value, reading.problems)
}

#[test]
fn the_schema_is_the_specifications() {
    assert_eq!(listed(), include_str!("schema.txt"));
}

#[test]
fn a_path_finds_what_its_pattern_says() {
    for Sample { keys, place } in sample::paths() {
        assert_eq!(schema::find(&keys), Some(place), "{keys:?}");
    }
    assert_eq!(schema::find(&["nodes", "nrr", "mood"]), None);
    assert_eq!(schema::find(&["nodes", "nrr", "title", "x"]), None);
    assert_eq!(schema::find(&["rounds", "r", "ballots", "ana", "dots"]), None);
}

/// Whether the sample of a shape says nothing: a record, or a map of them.
fn is_empty(shape: Shape) -> bool {
    match shape {
        Shape::Record(_) => true,
        Shape::Map { of, .. } => is_empty(*of),
        _ => false,
    }
}

#[test]
fn a_value_at_every_path_is_read() {
    // Empty records read as absent; what they hold is a path of its own.
    for Sample { keys, place } in sample::paths().into_iter().filter(|at| !is_empty(at.place.shape))
    {
        let (without, _) = read_with(&keys, None);
        let (with, problems) = read_with(&keys, Some(sample::value(place.shape)));
        assert_eq!(problems, [], "{keys:?}");
        assert_ne!(with, without, "{keys:?}");
    }
}

#[test]
fn a_wrong_value_at_any_path_is_left_out_and_reported_once() {
    for Sample { keys, place } in sample::paths() {
        for wrong in [json!([]), json!(null), json!([{ "conflict": [1] }])] {
            let (without, missing) = read_with(&keys, None);
            let (with, problems) = read_with(&keys, Some(wrong));
            assert_eq!(with, without, "{keys:?}");
            assert_eq!(problems.len(), 1, "{keys:?}: {problems:?}");
            assert_eq!(problems[0].path.keys(), keys, "{keys:?}");
            assert_eq!(missing.len(), usize::from(place.required), "{keys:?}: {missing:?}");
        }
    }
}

#[test]
fn two_distinct_values_are_a_conflict_where_the_model_shows_one_and_wrong_elsewhere() {
    for Sample { keys, place } in sample::paths() {
        // Where nothing may conflict, an object for a bound is limits with a key that nobody knows.
        let Some(other) = sample::other(place.shape) else { continue };
        if place.shape == Shape::Bound && !place.contested {
            continue;
        }
        let conflict = json!({ "conflict": [sample::value(place.shape), other] });
        let (with, problems) = read_with(&keys, Some(conflict));
        let (without, _) = read_with(&keys, None);
        assert_eq!(problems.is_empty(), place.may_conflict(), "{keys:?}: {problems:?}");
        if place.may_conflict() {
            assert_ne!(with, without, "{keys:?}");
        }
    }
}
