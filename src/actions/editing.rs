//! What changes the map.

use causeway_canvas::walk::{Heading, next};
use causeway_canvas::{Scene, Selection, link_kind};
use causeway_document::{Command, Point};
use causeway_model::{LinkKind, NodeId, NodeKind};
use leptos::prelude::*;

use super::context::Way;
use super::outlining::act;
use super::{Action, Context, Shortcut};
use crate::i18n::Key;
use crate::state::rows::RowAct;
use crate::ui::Glyph;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "add-objective",
        label: Key::ActionAddObjective,
        within: Some(Key::ActionAddWithin),
        keywords: Key::ActionAddObjectiveWords,
        glyph: Some(Glyph::Objective),
        shortcuts: &[],
        is_offered: can_add,
        perform: |context| add(context, NodeKind::Objective),
    },
    Action {
        id: "add-kpi",
        label: Key::ActionAddKpi,
        within: Some(Key::ActionAddWithin),
        keywords: Key::ActionAddKpiWords,
        glyph: Some(Glyph::Kpi),
        shortcuts: &[],
        is_offered: can_add,
        perform: |context| add(context, NodeKind::Kpi),
    },
    Action {
        id: "add-driver",
        label: Key::ActionAddDriver,
        within: Some(Key::ActionAddWithin),
        keywords: Key::ActionAddDriverWords,
        glyph: Some(Glyph::Driver),
        shortcuts: &[],
        is_offered: can_add,
        perform: |context| add(context, NodeKind::Driver),
    },
    Action {
        id: "add-initiative",
        label: Key::ActionAddInitiative,
        within: Some(Key::ActionAddWithin),
        keywords: Key::ActionAddInitiativeWords,
        glyph: Some(Glyph::Initiative),
        shortcuts: &[],
        is_offered: can_add,
        perform: |context| add(context, NodeKind::Initiative),
    },
    Action {
        id: "add-risk",
        label: Key::ActionAddRisk,
        within: Some(Key::ActionAddWithin),
        keywords: Key::ActionAddRiskWords,
        glyph: Some(Glyph::Risk),
        shortcuts: &[],
        is_offered: can_add,
        perform: |context| add(context, NodeKind::Risk),
    },
    Action {
        id: "add-upstream",
        label: Key::ActionAddUpstream,
        within: None,
        keywords: Key::ActionAddUpstreamWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("Tab")],
        is_offered: |context| context.can_edit() && upstream(context).is_some(),
        perform: |context| {
            let (node, kind, says) = upstream(context)?;
            Some(context.new_node_nearby(kind, Some((says, node, Way::Upstream))))
        },
    },
    Action {
        id: "add-sibling",
        label: Key::ActionAddSibling,
        within: None,
        keywords: Key::ActionAddSiblingWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("Enter")],
        is_offered: |context| context.can_edit() && selected_kind(context).is_some(),
        perform: |context| {
            let (node, kind) = selected_kind(context)?;
            let tie = context.atlas?.with_scene(|scene| moved_by(scene, &node)).flatten();
            Some(context.new_node_nearby(kind, tie.map(|(says, to)| (says, to, Way::Upstream))))
        },
    },
    Action {
        id: "rename",
        label: Key::ActionRename,
        within: None,
        keywords: Key::ActionRenameWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("F2")],
        is_offered: |context| context.can_edit() && selected_kind(context).is_some(),
        perform: |context| {
            context.rename(context.node()?);
            None
        },
    },
    Action {
        id: "delete",
        label: Key::ActionDelete,
        within: None,
        keywords: Key::ActionDeleteWords,
        glyph: Some(Glyph::Delete),
        shortcuts: &[Shortcut::plain("Delete"), Shortcut::plain("Backspace")],
        is_offered: |context| context.can_edit() && !context.selection().is_empty(),
        perform: delete,
    },
    Action {
        id: "undo",
        label: Key::ActionUndo,
        within: None,
        keywords: Key::ActionUndoWords,
        glyph: Some(Glyph::Undo),
        shortcuts: &[Shortcut::control("z")],
        is_offered: |context| context.can_edit() && context.follow(context.session.can_undo()),
        perform: |context| {
            context.session.undo();
            None
        },
    },
    Action {
        id: "redo",
        label: Key::ActionRedo,
        within: None,
        keywords: Key::ActionRedoWords,
        glyph: Some(Glyph::Redo),
        shortcuts: &[Shortcut::control_shift("z"), Shortcut::control("y")],
        is_offered: |context| context.can_edit() && context.follow(context.session.can_redo()),
        perform: |context| {
            context.session.redo();
            None
        },
    },
    Action {
        id: "tidy",
        label: Key::ActionTidy,
        within: None,
        keywords: Key::ActionTidyWords,
        glyph: None,
        shortcuts: &[],
        is_offered: |context| {
            context.can_edit() && lies_freely(context) && !placed(context).is_empty()
        },
        perform: |context| {
            let places = placed(context).into_iter().map(|id| (id, None)).collect();
            context.atlas?.forget_layout();
            Some(Command::MoveNodes { places })
        },
    },
    nudge("nudge-left", Key::ActionNudgeLeft, &[Shortcut::alt("ArrowLeft")], |context| {
        nudged(context, -STEP, 0.0)
    }),
    nudge("nudge-right", Key::ActionNudgeRight, &[Shortcut::alt("ArrowRight")], |context| {
        nudged(context, STEP, 0.0)
    }),
    nudge("nudge-up", Key::ActionNudgeUp, &[Shortcut::alt("ArrowUp")], |context| {
        nudged(context, 0.0, -STEP)
    }),
    nudge("nudge-down", Key::ActionNudgeDown, &[Shortcut::alt("ArrowDown")], |context| {
        nudged(context, 0.0, STEP)
    }),
];

/// How far an arrow key moves cards, in map units.
const STEP: f64 = 16.0;

const fn nudge(
    id: &'static str,
    label: Key,
    shortcuts: &'static [Shortcut],
    perform: fn(&Context) -> Option<Command>,
) -> Action {
    Action {
        id,
        label,
        within: None,
        keywords: Key::ActionNudgeWords,
        glyph: None,
        shortcuts,
        is_offered: |context| {
            context.can_edit() && lies_freely(context) && !context.selection().nodes.is_empty()
        },
        perform,
    }
}

/// Whether cards lie where people place them: in lanes they lie where their function says.
fn lies_freely(context: &Context) -> bool {
    context.atlas.is_some() && !context.follow(Signal::from(context.session.lens.in_lanes))
}

fn can_add(context: &Context) -> bool {
    context.can_edit() && (context.atlas.is_some() || context.rows.is_some())
}

/// Adds a node where a menu was opened or else in the middle of what is seen, or beside what lies there;
/// in the outline, at the top.
fn add(context: &Context, kind: NodeKind) -> Option<Command> {
    let Some(atlas) = context.atlas else { return act(context, RowAct::AddAtTop(kind)) };
    let at = atlas.free_place(kind, atlas.spot());
    Some(context.new_node(kind, at, None))
}

fn selected_kind(context: &Context) -> Option<(NodeId, NodeKind)> {
    let node = context.node()?;
    let kind = context.card(&node)?.kind;
    Some((node, kind))
}

/// What Tab adds before the selected node: a key result before an objective, otherwise a driver.
fn upstream(context: &Context) -> Option<(NodeId, NodeKind, LinkKind)> {
    let (node, kind) = selected_kind(context)?;
    let new = if kind == NodeKind::Objective { NodeKind::Kpi } else { NodeKind::Driver };
    let says = link_kind(new, kind).ok().filter(|says| *says != LinkKind::DependsOn)?;
    Some((node, new, says))
}

/// What a node moves or serves, and so what its sibling would: the most level of its targets.
fn moved_by(scene: &Scene, node: &NodeId) -> Option<(LinkKind, NodeId)> {
    let here = scene.card(node)?.centre;
    scene
        .links_at(node)
        .filter(|(_, tie)| tie.from == *node)
        .filter_map(|(_, tie)| {
            let away = (scene.card(&tie.to)?.centre.y - here.y).abs();
            Some((away, tie))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, tie)| (tie.kind, tie.to.clone()))
}

pub(super) fn delete(context: &Context) -> Option<Command> {
    let chosen = context.selection();
    // Whoever deletes by keyboard goes on from where the card lay.
    let next = context.atlas.and_then(|atlas| atlas.with_scene(|scene| beside(scene, &chosen)));
    let next = next.flatten().map(Selection::node).unwrap_or_default();
    context.session.selection.set(next);
    let links = (!chosen.links.is_empty())
        .then(|| Command::DeleteLinks { links: chosen.links.into_iter().collect() });
    let nodes = (!chosen.nodes.is_empty())
        .then(|| Command::DeleteNodes { nodes: chosen.nodes.into_iter().collect() });
    match (links, nodes) {
        (Some(links), Some(nodes)) => Some(Command::All(vec![links, nodes])),
        (links, nodes) => links.or(nodes),
    }
}

/// A card next to the first of the chosen ones that isn't chosen itself.
fn beside(scene: &Scene, chosen: &Selection) -> Option<NodeId> {
    let gone = chosen.nodes.first()?;
    [Heading::Up, Heading::Down, Heading::Right, Heading::Left]
        .into_iter()
        .filter_map(|heading| next(scene, gone, heading))
        .find(|id| !chosen.nodes.contains(id))
}

/// The nodes that someone placed: the selected ones, or all if none is selected.
fn placed(context: &Context) -> Vec<NodeId> {
    let chosen = context.selection().nodes;
    let ids = context.session.node_ids().get_untracked();
    ids.into_iter()
        .filter(|id| chosen.is_empty() || chosen.contains(id))
        .filter(|id| {
            let node = context.session.node(id);
            node.is_some_and(|node| node.with_untracked(|node| node.position.is_some()))
        })
        .collect()
}

fn nudged(context: &Context, x: f64, y: f64) -> Option<Command> {
    let place = |id: NodeId| {
        let at = context.card(&id)?.centre;
        Some((id, Some(Point { x: at.x + x, y: at.y + y })))
    };
    let places: Vec<_> = context.selection().nodes.into_iter().filter_map(place).collect();
    (!places.is_empty()).then_some(Command::MoveNodes { places })
}
