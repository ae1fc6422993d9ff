//! What is shown of the map, and what is drawn over it.

use std::collections::BTreeSet;

use causeway_canvas::{Branches, Way, circles, strongest};
use causeway_model::{LinkId, LinkKind, NodeId, Polarity};
use leptos::prelude::*;

use super::{Action, Context, Shortcut};
use crate::i18n::{Key, title_or_nameless};
use crate::state::lens::Overlay;
use crate::state::notice::Notice;
use crate::state::signals::{Trace, TraceKind, Traced};
use crate::ui::Glyph;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "show-drivers",
        label: Key::ActionShowDrivers,
        within: None,
        keywords: Key::ActionShowDriversWords,
        glyph: Some(Glyph::Focus),
        shortcuts: &[Shortcut::plain("d")],
        is_offered: |context| context.node().is_some_and(|node| has_upstream(context, &node)),
        perform: |context| {
            let node = context.node()?;
            let upstream = branches(context).upstream(&node);
            context.session.lens.focus.set(Some(node));
            context.atlas?.encompass(upstream.iter());
            None
        },
    },
    Action {
        id: "fold",
        label: Key::ActionFold,
        within: None,
        keywords: Key::ActionFoldWords,
        glyph: None,
        shortcuts: &[Shortcut::plain(".")],
        is_offered: |context| context.node().is_some_and(|node| has_upstream(context, &node)),
        perform: |context| {
            context.session.lens.fold(context.node()?);
            None
        },
    },
    Action {
        id: "show-all",
        label: Key::ActionShowAll,
        within: None,
        keywords: Key::ActionShowAllWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("a")],
        is_offered: |context| {
            context.atlas.is_some() && (context.session.lens.hides() || is_traced(context))
        },
        perform: |context| {
            context.session.traced.set(None);
            if !context.session.lens.hides() {
                return None;
            }
            context.session.lens.show_all();
            context.atlas?.await_cards(context.session.node_ids().get_untracked());
            None
        },
    },
    Action {
        id: "trace-path",
        label: Key::ActionTracePath,
        within: None,
        keywords: Key::ActionTracePathWords,
        glyph: Some(Glyph::Link),
        shortcuts: &[Shortcut::plain("p")],
        is_offered: |context| two_chosen(context).is_some(),
        perform: |context| {
            let (one, other) = two_chosen(context)?;
            match path(context, &one, &other) {
                Some(path) => show(context, path),
                None => {
                    say(context, Notice::NoPath(titled(context, &one), titled(context, &other)))
                }
            }
        },
    },
    Action {
        id: "show-loops",
        label: Key::ActionShowLoops,
        within: None,
        keywords: Key::ActionShowLoopsWords,
        glyph: Some(Glyph::Redo),
        shortcuts: &[Shortcut::plain("o")],
        is_offered: |context| context.atlas.is_some(),
        perform: |context| match next_loop(context) {
            Some(next) => show(context, next),
            None => say(context, Notice::NoLoops),
        },
    },
    Action {
        id: "clear-path",
        label: Key::ActionClearPath,
        within: None,
        keywords: Key::ActionClearPathWords,
        glyph: Some(Glyph::Close),
        shortcuts: &[],
        is_offered: is_traced,
        perform: |context| {
            context.session.traced.set(None);
            None
        },
    },
    colour("colour-status", Key::OverlayStatus, |context| paint(context, Overlay::Status)),
    colour("colour-maturity", Key::OverlayMaturity, |context| paint(context, Overlay::Maturity)),
    colour("colour-ownership", Key::OverlayOwnership, |context| paint(context, Overlay::Ownership)),
    colour("colour-leverage", Key::OverlayLeverage, |context| paint(context, Overlay::Leverage)),
    colour("colour-money", Key::OverlayMoney, |context| paint(context, Overlay::Money)),
    colour("colour-freshness", Key::OverlayFreshness, |context| paint(context, Overlay::Freshness)),
    Action {
        id: "lanes",
        label: Key::ActionLanes,
        within: None,
        keywords: Key::ActionLanesWords,
        glyph: Some(Glyph::Lanes),
        shortcuts: &[Shortcut::plain("f")],
        is_offered: |context| context.atlas.is_some(),
        perform: |context| {
            context.session.lens.in_lanes.update(|in_lanes| *in_lanes = !*in_lanes);
            context.atlas?.fit_when_settled();
            None
        },
    },
    Action {
        id: "minimap",
        label: Key::ActionMinimap,
        within: None,
        keywords: Key::ActionMinimapWords,
        glyph: Some(Glyph::Minimap),
        shortcuts: &[Shortcut::plain("m")],
        is_offered: |context| context.atlas.is_some(),
        perform: |context| {
            context.session.lens.has_minimap.update(|has| *has = !*has);
            None
        },
    },
];

const fn colour(
    id: &'static str,
    label: Key,
    perform: fn(&Context) -> Option<causeway_document::Command>,
) -> Action {
    Action {
        id,
        label,
        within: Some(Key::OverlayWithin),
        keywords: Key::OverlayWords,
        glyph: Some(Glyph::Signal),
        shortcuts: &[],
        is_offered: |context| context.atlas.is_some(),
        perform,
    }
}

fn paint(context: &Context, overlay: Overlay) -> Option<causeway_document::Command> {
    context.session.lens.overlay.set(overlay);
    None
}

/// Every link with both its ends, how much of a movement it passes on, its sign and its lag.
fn ways(context: &Context) -> Vec<(Way, LinkKind)> {
    let session = context.session;
    let read = |id: &LinkId| {
        let link = session.link(id)?.get_untracked();
        let is_cause = link.kind == LinkKind::Causes;
        let way = Way {
            from: link.from.clone(),
            to: link.to.clone(),
            share: if is_cause { link.strength().share() } else { 1.0 },
            against: is_cause && link.polarity() == Some(Polarity::Minus),
            lag_days: link.lag_days.filter(|_| is_cause).unwrap_or(0),
        };
        Some((way, link.kind))
    };
    context.follow(session.link_ids()).iter().filter_map(read).collect()
}

fn branches(context: &Context) -> Branches {
    Branches::of(ways(context).into_iter().map(|(way, _)| (way.from, way.to)))
}

fn has_upstream(context: &Context, node: &NodeId) -> bool {
    let scene = context.atlas.map(|atlas| {
        atlas.with_scene(|scene| scene.links_at(node).any(|(_, tie)| tie.to == *node)) == Some(true)
    });
    scene == Some(true)
        || context.session.lens.folded.with_untracked(|folded| folded.contains(node))
}

fn is_traced(context: &Context) -> bool {
    let traced: Signal<Option<Traced>> = context.session.traced.into();
    context.follow(traced).is_some()
}

/// The two chosen nodes, if it is two.
fn two_chosen(context: &Context) -> Option<(NodeId, NodeId)> {
    context.atlas?;
    let chosen = context.selection();
    let mut nodes = chosen.nodes.iter();
    match (nodes.next(), nodes.next(), nodes.next()) {
        (Some(one), Some(other), None) => Some((one.clone(), other.clone())),
        _ => None,
    }
}

/// The strongest way between two nodes, in the direction in which there is one.
fn path(context: &Context, one: &NodeId, other: &NodeId) -> Option<Traced> {
    let ways: Vec<Way> = ways(context).into_iter().map(|(way, _)| way).collect();
    let along = strongest(&ways, one, other).or_else(|| strongest(&ways, other, one))?;
    let places = places_of(&along);
    let branches = Branches::of(ways.iter().map(|way| (way.from.clone(), way.to.clone())));
    let nodes = branches.between(places.first()?, places.last()?);
    Some(traced(TraceKind::Path, &along, places, nodes, (0, 1)))
}

/// The loop after the one that is shown, or the first.
fn next_loop(context: &Context) -> Option<Traced> {
    context.atlas?;
    let causes: Vec<Way> = ways(context)
        .into_iter()
        .filter(|(_, kind)| *kind == LinkKind::Causes)
        .map(|(way, _)| way)
        .collect();
    let circles = circles(&causes);
    let shown = context.session.traced.with_untracked(|traced| {
        let trace = traced.as_ref()?.trace.as_ref()?;
        (trace.kind == TraceKind::Loop).then_some(trace.at)
    });
    let at = shown.map_or(0, |shown| shown + 1) % circles.len().max(1);
    let along = circles.get(at)?;
    let places = places_of(along);
    let nodes = places.iter().cloned().collect();
    Some(traced(TraceKind::Loop, along, places, nodes, (at, circles.len())))
}

/// The nodes along some ways that follow each other.
fn places_of(along: &[Way]) -> Vec<NodeId> {
    let first = along.first().map(|way| way.from.clone());
    first.into_iter().chain(along.iter().map(|way| way.to.clone())).collect()
}

fn traced(
    kind: TraceKind,
    along: &[Way],
    places: Vec<NodeId>,
    nodes: BTreeSet<NodeId>,
    (at, count): (usize, usize),
) -> Traced {
    let against = along.iter().filter(|way| way.against).count() % 2 == 1;
    let lag_days = along.iter().map(|way| u64::from(way.lag_days)).sum();
    Traced::through(nodes, Trace { kind, places, against, lag_days, at, count })
}

fn titled(context: &Context, id: &NodeId) -> String {
    let node = context.session.node(id).map(|node| node.get_untracked());
    node.map(|node| title_or_nameless(&node.title)).unwrap_or_default()
}

fn say(context: &Context, notice: Notice) -> Option<causeway_document::Command> {
    context.session.notices.say(notice);
    None
}

fn show(context: &Context, traced: Traced) -> Option<causeway_document::Command> {
    context.session.traced.set(Some(traced));
    None
}
