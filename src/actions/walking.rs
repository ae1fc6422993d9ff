//! Walking the map by keyboard.

use causeway_canvas::walk::{Heading, next, reading_order};
use causeway_document::Command;
use causeway_model::{LinkId, NodeId};

use super::linking::{beside, go_to_link};
use super::{Action, Context, Shortcut};
use crate::i18n::Key;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "walk-left",
        label: Key::ActionWalkLeft,
        within: None,
        keywords: Key::ActionWalkWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("ArrowLeft")],
        is_offered: has_cards,
        perform: |context| walk(context, Heading::Left),
    },
    Action {
        id: "walk-right",
        label: Key::ActionWalkRight,
        within: None,
        keywords: Key::ActionWalkWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("ArrowRight")],
        is_offered: has_cards,
        perform: |context| walk(context, Heading::Right),
    },
    Action {
        id: "walk-up",
        label: Key::ActionWalkUp,
        within: None,
        keywords: Key::ActionWalkWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("ArrowUp")],
        is_offered: has_cards,
        perform: |context| walk(context, Heading::Up),
    },
    Action {
        id: "walk-down",
        label: Key::ActionWalkDown,
        within: None,
        keywords: Key::ActionWalkWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("ArrowDown")],
        is_offered: has_cards,
        perform: |context| walk(context, Heading::Down),
    },
    Action {
        id: "walk-first",
        label: Key::ActionWalkFirst,
        within: None,
        keywords: Key::ActionWalkWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("Home")],
        is_offered: has_cards,
        perform: |context| go(context, |order| order.first().cloned()),
    },
    Action {
        id: "walk-last",
        label: Key::ActionWalkLast,
        within: None,
        keywords: Key::ActionWalkWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("End")],
        is_offered: has_cards,
        perform: |context| go(context, |order| order.last().cloned()),
    },
];

fn has_cards(context: &Context) -> bool {
    let has =
        context.atlas.and_then(|atlas| atlas.with_scene(|scene| scene.cards().next().is_some()));
    has == Some(true)
}

/// Goes on from the selected card or link; with nothing selected, to the first card.
fn walk(context: &Context, heading: Heading) -> Option<Command> {
    if let Some(link) = context.selection().only_link() {
        return walk_from_link(context, link, heading);
    }
    let Some(from) = context.selection().nodes.pop_first() else {
        return go(context, |order| order.first().cloned());
    };
    let to = context.atlas?.with_scene(|scene| next(scene, &from, heading)).flatten()?;
    context.go_to(&to);
    None
}

/// Sideways to the card at an end, up and down to another link there.
fn walk_from_link(context: &Context, link: &LinkId, heading: Heading) -> Option<Command> {
    let tie = context.atlas?.with_scene(|scene| scene.link(link).cloned())??;
    match heading {
        Heading::Left => context.go_to(&tie.from),
        Heading::Right => context.go_to(&tie.to),
        Heading::Up => go_to_link(context, beside(context, link, false)?),
        Heading::Down => go_to_link(context, beside(context, link, true)?),
    }
    None
}

fn go(context: &Context, choose: fn(&[NodeId]) -> Option<NodeId>) -> Option<Command> {
    let to = context.atlas?.with_scene(|scene| choose(&reading_order(scene))).flatten()?;
    context.go_to(&to);
    None
}
