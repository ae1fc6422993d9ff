//! Copying, pasting and doubling.

use std::collections::BTreeMap;

use causeway_canvas::Selection;
use causeway_document::{Command, link_id};
use causeway_interchange::fragment::{self, Known};
use causeway_interchange::outline::{self, Line};
use causeway_model::order::gathered;
use causeway_model::{Json, LinkKind, NodeId, Path};
use leptos::prelude::*;
use serde_json::Map;

use super::{Action, Context, Shortcut, editing};
use crate::i18n::{Key, say, title_or_nameless};
use crate::ui::Glyph;
use crate::views::map::kind_word;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "copy",
        label: Key::ActionCopy,
        within: None,
        keywords: Key::ActionCopyWords,
        glyph: Some(Glyph::Copy),
        shortcuts: &[Shortcut::control("c")],
        is_offered: has_nodes,
        perform: |context| {
            (context.hands.copy)(text_of(context));
            None
        },
    },
    Action {
        id: "cut",
        label: Key::ActionCut,
        within: None,
        keywords: Key::ActionCutWords,
        glyph: None,
        shortcuts: &[Shortcut::control("x")],
        is_offered: |context| context.can_edit() && has_nodes(context),
        perform: |context| {
            (context.hands.copy)(text_of(context));
            editing::delete(context)
        },
    },
    Action {
        id: "paste",
        label: Key::ActionPaste,
        within: None,
        keywords: Key::ActionPasteWords,
        glyph: None,
        shortcuts: &[Shortcut::control("v")],
        is_offered: |context| context.can_edit() && context.atlas.is_some(),
        perform: |context| {
            (context.hands.paste)(*context);
            None
        },
    },
    Action {
        id: "duplicate",
        label: Key::ActionDuplicate,
        within: None,
        keywords: Key::ActionDuplicateWords,
        glyph: None,
        shortcuts: &[Shortcut::control("d")],
        is_offered: |context| context.can_edit() && has_nodes(context),
        perform: |context| {
            let records = gather(context);
            Some(place_copy(context, &records, |x, y| (x + ASIDE, y + ASIDE)))
        },
    },
];

/// How far beside the original a double lies, in map units.
const ASIDE: f64 = 36.0;

fn has_nodes(context: &Context) -> bool {
    context.atlas.is_some() && !context.selection().nodes.is_empty()
}

/// The chosen nodes as text: an outline for people, and below it the records for Causeway.
fn text_of(context: &Context) -> String {
    let session = context.session;
    let line = |id: NodeId| {
        let node = session.node(&id)?.get_untracked();
        let (title, kind) = (title_or_nameless(&node.title), say(kind_word(node.kind)).to_owned());
        Some(Line { node: id, title, kind })
    };
    let lines: Vec<Line> = context.selection().nodes.into_iter().filter_map(line).collect();
    let ends = session.with_workspace(|workspace| {
        workspace
            .links
            .values()
            .map(|link| (link.from.clone(), link.to.clone()))
            .collect::<Vec<_>>()
    });
    fragment::write(&outline::write(&lines, &ends.unwrap_or_default()), &gather(context))
}

/// The chosen nodes where they lie, the links among them, and the people and functions that they name.
fn gather(context: &Context) -> Json {
    let session = context.session;
    let chosen = context.selection().nodes;
    let record = |map: &str, id: &str| session.record(&Path::of([map, id]));
    let mut nodes = Map::new();
    for id in &chosen {
        let Some(mut node) = record("nodes", id.as_str()) else { continue };
        if let Some(card) = context.card(id) {
            node["position"] =
                serde_json::json!({ "x": card.centre.x.round(), "y": card.centre.y.round() });
        }
        nodes.insert(id.to_string(), node);
    }
    let joins = |id: &causeway_model::LinkId| {
        let link = session.link(id)?.get_untracked();
        (chosen.contains(&link.from) && chosen.contains(&link.to)).then(|| id.to_string())
    };
    let links = session.link_ids().get_untracked();
    let links =
        links.iter().filter_map(joins).filter_map(|id| Some((id.clone(), record("links", &id)?)));
    let links: Map<String, Json> = links.collect();
    let mut named = std::collections::BTreeSet::new();
    nodes.values().chain(links.values()).for_each(|record| words_of(record, &mut named));
    let of = |map: &str, ids: Vec<String>| {
        let ids = ids.into_iter().filter(|id| named.contains(id));
        ids.filter_map(|id| Some((id.clone(), record(map, &id)?))).collect::<Map<_, _>>()
    };
    let people =
        session.people().with_untracked(|people| people.keys().map(ToString::to_string).collect());
    let functions = session
        .functions()
        .with_untracked(|functions| functions.keys().map(ToString::to_string).collect());
    let all = [
        ("nodes", nodes),
        ("links", links),
        ("people", of("people", people)),
        ("functions", of("functions", functions)),
    ];
    Json::Object(
        all.into_iter().map(|(map, records)| (map.to_owned(), Json::Object(records))).collect(),
    )
}

/// Every key and every string in a record: among them are the ids that it names.
fn words_of(record: &Json, words: &mut std::collections::BTreeSet<String>) {
    match record {
        Json::String(word) => _ = words.insert(word.clone()),
        Json::Array(all) => all.iter().for_each(|one| words_of(one, words)),
        Json::Object(fields) => fields.iter().for_each(|(key, value)| {
            words.insert(key.clone());
            words_of(value, words);
        }),
        _ => {}
    }
}

/// The command that adds records under new ids, each moved as `to` says; they are chosen then.
pub(crate) fn place_copy(
    context: &Context,
    records: &Json,
    to: impl Fn(f64, f64) -> (f64, f64),
) -> Command {
    let mut fragment = fragment::renewed(records, &known(context), context.fresh_id, joined);
    let mut ids = Vec::new();
    for (id, node) in fragment["nodes"].as_object_mut().into_iter().flatten() {
        ids.extend(NodeId::new(id));
        let at = |key: &str| node.get("position")?.get(key)?.as_f64();
        if let (Some(x), Some(y)) = (at("x"), at("y")) {
            let (x, y) = to(x, y);
            node["position"] = serde_json::json!({ "x": x.round(), "y": y.round() });
        }
    }
    context.session.selection.set(Selection::nodes(ids));
    Command::PasteNodes { fragment }
}

/// The id of a link between two nodes, as the document gives it.
pub(crate) fn joined(kind: &str, from: &str, to: &str) -> String {
    match (LinkKind::parse(kind), NodeId::new(from), NodeId::new(to)) {
        (Some(kind), Ok(from), Ok(to)) => link_id(kind, &from, &to).to_string(),
        _ => format!("{from}-{to}"),
    }
}

fn known(context: &Context) -> Known {
    let session = context.session;
    let named = |id: String, name: &Option<String>| (id, name.clone().unwrap_or_default());
    let nodes = gathered(session.node_ids().get_untracked().iter().map(ToString::to_string));
    let people = session.people().with_untracked(|people| {
        let people = people.iter().map(|(id, person)| named(id.to_string(), &person.name));
        gathered::<BTreeMap<_, _>, _>(people)
    });
    let functions = session.functions().with_untracked(|functions| {
        gathered(functions.iter().map(|(id, function)| named(id.to_string(), &function.name)))
    });
    Known { nodes, people, functions }
}
