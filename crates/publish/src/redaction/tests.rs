use std::collections::BTreeSet;

use causeway_model::schema::{self, KeyKind, Shape};

use super::{keep, people};

/// Every place of the schema that is published, with the keys of maps as `*`.
fn published() -> Vec<(String, Shape)> {
    let patterns = schema::patterns().into_iter();
    let patterns = patterns.map(|pattern| (pattern.path.join("/"), pattern.place.shape));
    let is_left_out = |path: &str| {
        let mut left_out = keep::LEFT_OUT.iter();
        path.split('/').any(|key| key == "deleted")
            || left_out.any(|left| path == *left || path.starts_with(&format!("{left}/")))
    };
    patterns.filter(|(path, _)| !is_left_out(path)).collect()
}

#[test]
fn what_is_published_is_what_somebody_decided_to_publish() {
    let found: Vec<String> = published().into_iter().map(|(path, _)| path).collect();
    let decided: Vec<&str> = include_str!("../../tests/published.txt").lines().collect();
    assert_eq!(
        found, decided,
        "a place of the model is new: name it in published.txt, or leave it out in keep.rs"
    );
}

#[test]
fn every_id_is_known_to_be_a_persons_or_not() {
    const NOT_A_PERSONS: [&str; 27] = [
        "functions",
        "people",
        "people/*/function",
        "nodes",
        "nodes/*/function",
        "nodes/*/contributors",
        "nodes/*/contract/escalation",
        "nodes/*/contract/agreements",
        "nodes/*/contract/agreements/*/terms/escalation",
        "nodes/*/initiative/claims",
        "nodes/*/initiative/milestones",
        "nodes/*/risk/sign",
        "links",
        "links/*/from",
        "links/*/to",
        "links/*/evidence",
        "actions",
        "actions/*/node",
        "decisions",
        "decisions/*/nodes",
        "decisions/*/options",
        "decisions/*/dissent",
        "decisions/*/chosen",
        "decisions/*/moves",
        "decisions/*/supersedes",
        "rules",
        "rules/*/between",
    ];
    const MORE: [&str; 9] = [
        "rules/*/winner",
        "acceptances",
        "acceptances/*/subject",
        "reviews",
        "reviews/*/attendees",
        "reviews/*/items",
        "reviews/*/items/*/subject",
        "scenarios",
        "scenarios/*/changes",
    ];
    let values = people::PERSONS.into_iter().chain(people::SUBJECTS);
    let keys = people::KEYED_BY_PERSONS.into_iter().chain(people::KEYED_BY_SUBJECTS);
    let keyed = keys.filter_map(|path| path.strip_suffix("/*"));
    let known: BTreeSet<&str> =
        NOT_A_PERSONS.into_iter().chain(MORE).chain(values).chain(keyed).collect();
    let with_ids = published().into_iter().filter(|(_, shape)| {
        matches!(
            shape,
            Shape::Id | Shape::Map { key: KeyKind::Id, .. } | Shape::Set { key: KeyKind::Id }
        )
    });
    let unknown: Vec<String> =
        with_ids.map(|(path, _)| path).filter(|path| !known.contains(path.as_str())).collect();
    assert_eq!(unknown, [""; 0], "name them among the people's ids in people.rs, or here");
}
