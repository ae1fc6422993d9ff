//! For every place of the model: two people fill it at the same moment, and neither loses.

use causeway_document::{ActorSeed, Command, Document, NewLink, Refusal};
use causeway_model::schema::{self, KeyKind, Pattern, Shape};
use causeway_model::{Json, LinkKind, NodeKind, Path};
use serde_json::json;

use crate::scene::{Peer, meet, node, pair_of, sample};

/// Two values that a place can have; sets have only one.
fn values(shape: Shape) -> [Json; 2] {
    match shape {
        Shape::Text | Shape::String => [json!("alpha"), json!("beta")],
        Shape::Bool => [json!(true), json!(true)],
        Shape::Number | Shape::Integer => [json!(-1), json!(2.5_f64.floor())],
        Shape::Positive => [json!(0.5), json!(3)],
        Shape::Count | Shape::Level => [json!(1), json!(4)],
        Shape::Strength => [json!("weak"), json!(0.7)],
        Shape::Bound => [json!(3), json!({"low": 1, "high": 2})],
        Shape::Date => [json!("2026-01-31"), json!("2026-02-28")],
        Shape::Instant => [json!("2026-01-31T10:00:00Z"), json!("2026-02-28T11:30:00.250Z")],
        Shape::Id => [json!("one"), json!("two")],
        Shape::Currency => [json!("EUR"), json!("BRL")],
        Shape::Enum(words) => [json!(words[0]), json!(words[words.len() - 1])],
        Shape::Free => [json!({"strange": [1]}), json!({"stranger": 2})],
        Shape::Record(_) | Shape::Map { .. } | Shape::Set { .. } => unreachable!("not a leaf"),
    }
}

/// Whether a value is among those found, or within the one text that two people typed in.
fn is_readable(value: &Json, found: &[Json]) -> bool {
    let text = value.as_str().unwrap_or("no text");
    found.iter().any(|found| found == value || found.as_str().is_some_and(|all| all.contains(text)))
}

/// A path that fits a pattern.
fn concrete(pattern: &Pattern) -> Path {
    let mut keys: Vec<&str> = Vec::new();
    for key in &pattern.path {
        let map = schema::find(&keys).unwrap().shape;
        keys.push(match map {
            Shape::Map { key, .. } | Shape::Set { key } => match key {
                KeyKind::Id if keys == ["nodes"] => "nrr",
                KeyKind::Id if keys == ["links"] => "l1",
                KeyKind::Id => "some-id",
                KeyKind::Date => "2026-03-31",
                KeyKind::Actor => "abcd",
                KeyKind::Text => "any text",
            },
            _ => key,
        });
    }
    Path::of(keys)
}

fn fill(peer: &mut Peer, path: &Path, value: &Json) -> Result<(), Refusal> {
    peer.apply(Command::SetField { path: path.clone(), value: value.clone() }).map(drop)
}

fn base() -> Json {
    let mut tree = sample();
    tree["nodes"]["nrr"] = json!({"kind": "kpi"});
    tree["links"]["l1"] = json!({"from": "churn", "to": "nrr", "type": "causes"});
    for key in ["title", "people"] {
        tree.as_object_mut().unwrap().remove(key);
    }
    tree
}

fn is_leaf(pattern: &Pattern) -> bool {
    !matches!(pattern.place.shape, Shape::Record(_) | Shape::Map { .. } | Shape::Set { .. })
}

/// Whether the place is filled with its record, or by nobody.
fn is_given(pattern: &Pattern) -> bool {
    match pattern.path.as_slice() {
        ["format"] | ["nodes", "*", "kind"] => true,
        ["links", "*", key] => ["from", "to", "type"].contains(key),
        _ => false,
    }
}

fn check_first_fill(pattern: &Pattern, base: &[u8]) {
    let name = pattern.path.join("/");
    let path = concrete(pattern);
    let load = |seed| Document::load(base, ActorSeed([seed; 16])).unwrap();
    let (mut ana, mut ben) = (Peer::new(load(1), "ana"), Peer::new(load(2), "ben"));
    assert_eq!(ana.document.read(&path), None, "{name} is filled already");
    let [first, second] = values(pattern.place.shape);
    fill(&mut ana, &path, &first).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    fill(&mut ben, &path, &second).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    meet(&mut ana, &mut ben);
    let found = ana.document.values_at(&path);
    assert_eq!(ben.document.values_at(&path), found);
    if pattern.place.shape == Shape::Free {
        assert_eq!(found, [first, second]);
        let united = json!({"strange": [1], "stranger": 2});
        assert_eq!(ana.document.read(&path), Some(united));
    } else {
        let is_kept = is_readable(&first, &found) && is_readable(&second, &found);
        assert!(is_kept, "{name}: {found:?}");
    }
    if pattern.place.may_conflict() && found.len() > 1 {
        let shown = ana.document.read(&path).unwrap();
        assert!(shown["conflict"].is_array(), "{name} shows {shown}");
    }
    assert!(ana.document.workspace().problems.is_empty(), "{name}");
}

#[test]
fn both_values_of_every_place_stay_readable() {
    let mut patterns = schema::patterns();
    patterns.retain(|pattern| is_leaf(pattern) && !is_given(pattern));
    assert!(patterns.len() > 150);
    let base = Document::from_tree(&base(), ActorSeed([9; 16])).unwrap().save();
    for pattern in patterns {
        check_first_fill(&pattern, &base);
    }
}

#[test]
fn what_makes_a_node_stays_readable_when_two_make_it() {
    let (mut ana, mut ben) = pair_of(&base());
    for (peer, kind) in [(&mut ana, NodeKind::Kpi), (&mut ben, NodeKind::Driver)] {
        let title = kind.as_str().to_owned();
        peer.does(Command::CreateNode {
            node: node("new"),
            kind,
            title,
            position: None,
            link: None,
        });
    }
    meet(&mut ana, &mut ben);
    assert_eq!(
        ana.document.values_at(&Path::of(["nodes", "new", "kind"])),
        [json!("driver"), json!("kpi")]
    );
    assert_eq!(
        ana.document.values_at(&Path::of(["nodes", "new", "title"])),
        [json!("driver"), json!("kpi")]
    );
}

#[test]
fn what_makes_a_link_stays_readable_when_two_draw_it() {
    let (mut ana, mut ben) = pair_of(&base());
    let id = NewLink::between(LinkKind::Causes, node("support"), node("churn")).link;
    let draw = |kind, from: &str, to: &str| {
        Command::LinkNodes(NewLink { link: id.clone(), kind, from: node(from), to: node(to) })
    };
    ana.does(draw(LinkKind::Causes, "support", "churn"));
    ben.does(draw(LinkKind::DependsOn, "nrr", "support"));
    meet(&mut ana, &mut ben);
    for (key, both) in [
        ("from", ["nrr", "support"]),
        ("to", ["churn", "support"]),
        ("type", ["causes", "depends_on"]),
    ] {
        assert_eq!(ana.document.values_at(&Path::of(["links", id.as_str(), key])), both);
    }
}

#[test]
fn everything_filled_at_once_is_kept() {
    let (mut ana, mut ben) = pair_of(&base());
    let mut patterns = schema::patterns();
    // A limit is part of its bound, and nothing is edited once it is deleted.
    patterns.retain(|pattern| {
        let is_apart = ["low", "high", "deleted"].iter().any(|key| pattern.path.contains(key));
        is_leaf(pattern) && !is_given(pattern) && !is_apart
    });
    for pattern in &patterns {
        let [first, second] = values(pattern.place.shape);
        fill(&mut ana, &concrete(pattern), &first).unwrap();
        fill(&mut ben, &concrete(pattern), &second).unwrap();
    }
    meet(&mut ana, &mut ben);
    for pattern in &patterns {
        let [first, second] = values(pattern.place.shape);
        let found = ana.document.values_at(&concrete(pattern));
        let is_free = pattern.place.shape == Shape::Free;
        assert!(
            is_free || (is_readable(&first, &found) && is_readable(&second, &found)),
            "{:?}: {found:?}",
            pattern.path
        );
    }
}
