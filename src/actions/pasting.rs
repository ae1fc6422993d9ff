//! What comes of a pasted text: records, a tree of titles, or values by day.

use std::collections::BTreeMap;

use causeway_canvas::{MapPoint, MapRect, Selection};
use causeway_document::Command;
use causeway_interchange::clip::{self, Clip, Fault, Habits, Series};
use causeway_interchange::sketch::{Anchor, Sketch};
use causeway_model::{Json, NodeId, NodeKind};
use leptos::prelude::*;
use serde_json::{Map, json};

use super::{Context, joined, place_copy};
use crate::i18n::{Language, language};
use crate::platform::locale;
use crate::state::notice::Notice;
use crate::views::map::Atlas;

/// Adds to the workspace what a text holds, as one step; what can't be made out is said.
pub(crate) fn paste(context: &Context, text: &str) {
    if !context.can_edit() {
        return;
    }
    let command = match clip::read(text, habits()) {
        Ok(Clip::Fragment(records)) => Ok(records_command(context, &records)),
        Ok(Clip::Sketch(sketch)) => Ok(sketch_command(context, &sketch)),
        Ok(Clip::Values(series)) => values_command(context, &series),
        Err(fault) => Err(fault),
    };
    match command {
        Ok(command) => {
            // A refusal is shown by the session.
            if context.session.dispatch(command).is_ok()
                && let Some(atlas) = context.atlas
            {
                atlas.await_cards(context.selection().nodes.into_iter().collect());
            }
        }
        Err(fault) => context.session.notices.say(Notice::NotPasted(fault)),
    }
}

/// How the person is used to write dates and numbers.
fn habits() -> Habits {
    let decimal_comma = language() == Language::Portuguese;
    Habits { day_first: !locale::writes_month_first(), decimal_comma }
}

/// Records, with their middle under the pointer.
fn records_command(context: &Context, records: &Json) -> Command {
    let places = records["nodes"].as_object().into_iter().flatten().filter_map(|(_, node)| {
        let at = node.get("position")?;
        let at = MapPoint::new(at.get("x")?.as_f64()?, at.get("y")?.as_f64()?);
        Some(MapRect::between(at, at))
    });
    let middle = places.reduce(MapRect::united).unwrap_or_default().centre();
    let by = context.atlas.map_or(middle, Atlas::pasting_spot) - middle;
    place_copy(context, records, |x, y| (x + by.x, y + by.y))
}

/// Titles as nodes, hung under the one chosen node; they are chosen then.
fn sketch_command(context: &Context, sketch: &Sketch) -> Command {
    let anchor = context.node().and_then(|node| {
        let kind = context.session.node(&node)?.with_untracked(|node| node.kind);
        matches!(kind, NodeKind::Objective | NodeKind::Kpi | NodeKind::Driver)
            .then_some(Anchor { node, kind })
    });
    let fragment = sketch.fragment(anchor.as_ref(), context.fresh_id, |kind, from, to| {
        joined(kind.as_str(), from.as_str(), to.as_str())
    });
    choose_new(context, &fragment);
    Command::PasteNodes { fragment }
}

/// Values for nodes that are found by their titles, and for new kpis where none is; all of them are chosen then.
fn values_command(context: &Context, series: &[Series]) -> Result<Command, Fault> {
    let session = context.session;
    let measured = session.with_workspace(|workspace| {
        let alive = workspace
            .nodes
            .iter()
            .filter(|(_, node)| node.archived.is_none() && node.kind.is_measured());
        let titled = alive.map(|(id, node)| (node.title.shown().trim().to_lowercase(), id.clone()));
        titled.collect::<BTreeMap<String, NodeId>>()
    });
    let measured = measured.unwrap_or_default();
    let chosen = context.node().filter(|node| measured.values().any(|id| id == node));
    let (mut all, mut new, mut ids) = (Vec::new(), Map::new(), Vec::new());
    for row in series {
        let title = row.title.trim();
        let there =
            if title.is_empty() { chosen.as_ref() } else { measured.get(&title.to_lowercase()) };
        match there {
            Some(node) => {
                ids.push(node.clone());
                all.extend(row.values.iter().map(|(on, value)| Command::AddObservation {
                    node: node.clone(),
                    on: *on,
                    value: *value,
                    note: String::new(),
                }));
            }
            None if title.is_empty() => return Err(Fault::NoTitles),
            None => {
                let id = (context.fresh_id)();
                let value =
                    |(on, value): (&_, &f64)| (ToString::to_string(on), json!({ "value": value }));
                let observations: Map<String, Json> = row.values.iter().map(value).collect();
                let metric = json!({ "observations": observations });
                new.insert(
                    id.to_string(),
                    json!({ "kind": "kpi", "title": title, "metric": metric }),
                );
                ids.push(id);
            }
        }
    }
    if !new.is_empty() {
        all.push(Command::PasteNodes { fragment: json!({ "nodes": new }) });
    }
    let values = series.iter().map(|row| row.values.len()).sum();
    session.notices.say(Notice::Recorded { values, nodes: ids.len() });
    session.selection.set(Selection::nodes(ids));
    Ok(Command::All(all))
}

fn choose_new(context: &Context, fragment: &Json) {
    let ids = fragment["nodes"].as_object().into_iter().flatten();
    let ids = ids.filter_map(|(id, _)| NodeId::new(id).ok());
    context.session.selection.set(Selection::nodes(ids));
}
