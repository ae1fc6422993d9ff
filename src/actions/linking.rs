//! What changes links, and finds them by keyboard.

use causeway_canvas::{Selection, Tie};
use causeway_document::{Command, NewLink};
use causeway_model::order::Arrange as _;
use causeway_model::{Json, Link, LinkId, LinkKind, NodeId, Path, Polarity, Strength};
use leptos::prelude::*;

use super::{Action, Context, Shortcut};
use crate::i18n::Key;
use crate::state::session::Session;
use crate::ui::Glyph;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "walk-links",
        label: Key::ActionWalkLinks,
        within: None,
        keywords: Key::ActionWalkWords,
        glyph: Some(Glyph::Link),
        shortcuts: &[Shortcut::plain("l")],
        is_offered: |context| !links_around(context).is_empty(),
        perform: |context| {
            let link = links_around(context).into_iter().next()?;
            go_to_link(context, link);
            None
        },
    },
    Action {
        id: "edit-link",
        label: Key::ActionEditLink,
        within: None,
        keywords: Key::ActionEditLinkWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("Enter"), Shortcut::plain("F2")],
        is_offered: |context| {
            let is_chosen = context.selection().only_link().is_some();
            context.can_edit() && context.atlas.is_some() && is_chosen
        },
        perform: |context| {
            context.atlas?.ask_for_link_fields();
            None
        },
    },
    Action {
        id: "flip-sign",
        label: Key::ActionFlipSign,
        within: None,
        keywords: Key::ActionFlipSignWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("s")],
        is_offered: can_change,
        perform: |context| {
            each(context, "polarity", |link| {
                let is_minus = link.polarity() == Some(Polarity::Minus);
                Some(if is_minus { Polarity::Plus } else { Polarity::Minus }.as_str().into())
            })
        },
    },
    Action {
        id: "weaker",
        label: Key::ActionWeaker,
        within: None,
        keywords: Key::ActionStrengthWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("[")],
        is_offered: |context| can_change(context) && step(context, -1).is_some(),
        perform: |context| step(context, -1),
    },
    Action {
        id: "stronger",
        label: Key::ActionStronger,
        within: None,
        keywords: Key::ActionStrengthWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("]")],
        is_offered: |context| can_change(context) && step(context, 1).is_some(),
        perform: |context| step(context, 1),
    },
    Action {
        id: "turn-link",
        label: Key::ActionTurnLink,
        within: None,
        keywords: Key::ActionTurnLinkWords,
        glyph: None,
        shortcuts: &[],
        is_offered: |context| context.can_edit() && turned(context).is_some(),
        perform: |context| {
            let (link, tie, kind) = turned(context)?;
            Some(relink(context.session, &link, tie.to, tie.from, kind))
        },
    },
];

/// The links of the one chosen node, those that leave it first.
fn links_around(context: &Context) -> Vec<LinkId> {
    let Some(node) = context.node() else { return Vec::new() };
    let links = context.atlas.and_then(|atlas| {
        atlas.with_scene(|scene| {
            let mut links: Vec<(bool, LinkId)> =
                scene.links_at(&node).map(|(id, tie)| (tie.from != node, id.clone())).collect();
            links.arrange();
            links.into_iter().map(|(_, id)| id).collect()
        })
    });
    links.unwrap_or_default()
}

/// Chooses a link, brings it into view and says it.
pub(super) fn go_to_link(context: &Context, link: LinkId) {
    let ends = context.atlas.and_then(|atlas| atlas.with_scene(|scene| scene.link(&link).cloned()));
    context.session.selection.set(Selection::link(link.clone()));
    if let (Some(atlas), Some(Tie { from, to, .. })) = (context.atlas, ends.flatten()) {
        atlas.reveal([&from, &to]);
        atlas.say_link(&link);
    }
}

/// The link after the chosen one, or before it, among those that share an end with it.
pub(super) fn beside(context: &Context, link: &LinkId, ahead: bool) -> Option<LinkId> {
    context.atlas?.with_scene(|scene| {
        let tie = scene.link(link)?;
        let mut around: Vec<LinkId> = [&tie.from, &tie.to]
            .into_iter()
            .flat_map(|end| scene.links_at(end))
            .map(|(id, _)| id.clone())
            .collect();
        around.arrange();
        around.dedup();
        let at = around.iter().position(|id| id == link)?;
        let next = if ahead { at + 1 } else { at + around.len() - 1 };
        around.get(next % around.len()).filter(|next| *next != link).cloned()
    })?
}

fn causes(context: &Context) -> Vec<(LinkId, std::sync::Arc<Link>)> {
    let links = context.selection().links.into_iter();
    let links =
        links.filter_map(|id| Some((id.clone(), context.session.link(&id)?.get_untracked())));
    links.filter(|(_, link)| link.kind == LinkKind::Causes).collect()
}

fn can_change(context: &Context) -> bool {
    context.can_edit() && !causes(context).is_empty()
}

/// Sets a field of every chosen link that says what moves what.
fn each(context: &Context, key: &str, value: impl Fn(&Link) -> Option<Json>) -> Option<Command> {
    let set = |(id, link): (LinkId, std::sync::Arc<Link>)| {
        Some(Command::SetField {
            path: Path::of(["links", id.as_str(), key]),
            value: value(&link)?,
        })
    };
    let all: Vec<Command> = causes(context).into_iter().filter_map(set).collect();
    (!all.is_empty()).then_some(Command::All(all))
}

fn step(context: &Context, by: i8) -> Option<Command> {
    each(context, "strength", |link| {
        let word = match (link.strength(), by > 0) {
            (Strength::Weak, true) | (Strength::Strong, false) => "moderate",
            (Strength::Moderate, true) => "strong",
            (Strength::Moderate, false) => "weak",
            (Strength::Share(share), is_more) => {
                let next = (share * 10.0 + if is_more { 1.0 } else { -1.0 }).round() / 10.0;
                let next = next.clamp(0.0, 1.0);
                return ((next - share).abs() > f64::EPSILON).then(|| next.into());
            }
            (Strength::Strong, true) | (Strength::Weak, false) => return None,
        };
        Some(word.into())
    })
}

/// The one chosen link with what it would say the other way round, if it can lead there.
fn turned(context: &Context) -> Option<(LinkId, Tie, LinkKind)> {
    let chosen = context.selection();
    let link = chosen.only_link()?;
    context.atlas?.with_scene(|scene| {
        let tie = scene.link(link)?.clone();
        let kind = scene.drawable_without(Some(link), &tie.to, &tie.from).ok()?;
        Some((link.clone(), tie, kind))
    })?
}

/// The command that draws a link between other nodes, with all that was said of it; the new one is chosen.
///
/// It gets the id that follows from its ends, so that the old place can be drawn again.
pub(crate) fn relink(
    session: Session,
    link: &LinkId,
    from: NodeId,
    to: NodeId,
    kind: LinkKind,
) -> Command {
    let new = NewLink::between(kind, from, to);
    let record = session.record(&Path::of(["links", link.as_str()]));
    let said = record.as_ref().and_then(Json::as_object).into_iter().flatten();
    let is_of_the_ends = |key: &str| matches!(key, "from" | "to" | "type" | "deleted");
    // Values in conflict are for people to settle, where they stand.
    let is_settled = |value: &Json| value.get("conflict").is_none();
    let fields = said.filter(|(key, value)| !is_of_the_ends(key) && is_settled(value));
    let mut all = Vec::new();
    if new.link != *link {
        all.push(Command::DeleteLinks { links: vec![link.clone()] });
        all.push(Command::LinkNodes(new.clone()));
        all.extend(fields.map(|(key, value)| Command::SetField {
            path: Path::of(["links", new.link.as_str(), key]),
            value: value.clone(),
        }));
    }
    session.selection.set(Selection::link(new.link));
    Command::All(all)
}
