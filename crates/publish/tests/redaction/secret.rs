//! What nobody else shall read is not in the bytes.

use causeway_document::{ActorSeed, Command, Stamp};
use causeway_model::schema::{Place, ROOT, Shape};
use causeway_model::time::parse_instant;
use causeway_model::{Json, Path, file};
use causeway_publish::Redaction;
use causeway_testkit::strategy;
use proptest::prelude::*;
use serde_json::json;

use crate::scene::{AUTHOR, PUBLICATION, document, holds, inflated, published, read, unnamed};

/// What must not be published, whichever way it is written.
const SECRET: &str = "sEcReT";

/// Makes a secret of all texts and keys in a value.
fn secretly(json: &Json) -> Json {
    match json {
        Json::String(text) => Json::from(format!("{SECRET} {text}")),
        Json::Object(map) => {
            map.iter().map(|(key, json)| (format!("{SECRET}{key}"), secretly(json))).collect()
        }
        Json::Array(values) => values.iter().map(secretly).collect(),
        other => other.clone(),
    }
}

/// Makes secrets of everything that the documentation says is left out.
fn with_secrets(json: &Json, place: Option<Place>, key: &str, around: &str) -> Json {
    let is_private = matches!(
        (around, key),
        ("", "comments" | "rounds" | "checkups")
            | ("observation" | "agenda line", "note")
            | ("review", "notes")
    );
    let Some(place) = place.filter(|_| !is_private) else { return secretly(json) };
    let Json::Object(map) = json else { return json.clone() };
    if map.get("conflict").is_some_and(Json::is_array) && place.may_conflict() {
        return json.clone();
    }
    if map.get("deleted").is_some_and(|stone| stone.as_object().is_some_and(|map| !map.is_empty()))
    {
        let mut gone = json.clone();
        for value in gone.as_object_mut().unwrap().values_mut() {
            if let Json::String(text) = value {
                *text = format!("{SECRET} {text}");
            }
        }
        return gone;
    }
    let around = match place.shape {
        Shape::Record(record) if record.name != "workspace" => record.name,
        Shape::Record(_) => "",
        _ => "map",
    };
    let marked = map.iter().map(|(key, json)| {
        let child = place.child(key);
        let shown = if child.is_some() { key.clone() } else { format!("{SECRET}{key}") };
        (shown, with_secrets(json, child, key, around))
    });
    marked.collect()
}

proptest! {
    // Each case makes, saves and opens several documents.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_private_is_in_the_bytes_even_inflated(tree in strategy::workspace()) {
        let mut tree = with_secrets(&tree, Some(ROOT), "", "");
        tree["workspace"] = format!("{SECRET}-workspace").into();
        tree["actors"] = json!({ AUTHOR.to_string(): { "person": SECRET } });
        tree["title"] = format!("{SECRET} old title").into();
        let mut document = document(&tree);
        // The title changes, so that the old one is history.
        let stamp = Stamp { now: parse_instant("2026-11-30").unwrap(), person: None };
        let editor = ActorSeed(*b"secret editor id");
        let mut edited = causeway_document::Document::load(&document.save(), editor).unwrap();
        let title = Path::of(["title"]);
        let rename = Command::SetField { path: title, value: "New".into() };
        edited.apply(rename, &stamp).unwrap();
        document.merge(&mut edited).unwrap();

        for redaction in [Redaction::default(), unnamed()] {
            let snapshot = published(&document, &redaction);
            let bytes = inflated(&snapshot);
            for secret in [SECRET.as_bytes(), &AUTHOR.0, &editor.0, AUTHOR.to_string().as_bytes()] {
                prop_assert!(
                    !holds(&bytes, secret),
                    "{} in {:#}", String::from_utf8_lossy(secret), read(&snapshot)
                );
            }
        }
    }

    #[test]
    fn whatever_is_published_follows_the_model(tree in strategy::broken_workspace()) {
        let Ok(document) = causeway_document::Document::from_tree(&tree, AUTHOR) else {
            return Ok(());
        };
        for redaction in [Redaction::default(), unnamed()] {
            let tree = read(&published(&document, &redaction));
            prop_assert_eq!(file::check(&tree).map(drop), Ok(()));
            prop_assert_eq!(&tree["workspace"], &Json::from(PUBLICATION.to_string()));
        }
    }
}

#[test]
fn the_test_sees_what_is_not_left_out() {
    let document = document(&json!({ "format": "causeway/1", "summary": SECRET }));
    assert!(holds(&inflated(&published(&document, &Redaction::default())), SECRET.as_bytes()));
}

#[test]
fn a_workspace_in_which_nothing_has_arrived_is_not_published_in_either_way() {
    let nothing = causeway_document::Document::empty(AUTHOR);
    for redaction in [Redaction::default(), Redaction::FullHistory] {
        let found = causeway_publish::snapshot(&nothing, &redaction, PUBLICATION, AUTHOR);
        assert!(matches!(found, Err(causeway_publish::Unpublishable::Empty)), "{redaction:?}");
    }
}
