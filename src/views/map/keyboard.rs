//! Keys on the map: each does the action that has it as its shortcut.

use causeway_canvas::Selection;
use causeway_canvas::gesture::Input;
use leptos::prelude::*;

use super::Atlas;
use super::hand::Hand;
use crate::actions::{self, Context, Held};
use crate::i18n::{Key, say, say_count, say_with};
use crate::platform::keys::{self, KeyWatch, Struck};

pub(super) use crate::platform::keys::{focus, may_take_focus, type_in};

/// Actions that a key does wherever on the page it is struck.
const EVERYWHERE: [&str; 2] = ["undo", "redo"];

/// Listens to keys until it is dropped.
pub(super) fn watch(stage: &keys::Within, atlas: Atlas, hand: Hand) -> Option<KeyWatch> {
    let map = stage.clone();
    keys::watch(stage, move |struck| {
        let is_done = strike(atlas, hand, &struck);
        let is_let_go = atlas.session().selection.with_untracked(Selection::is_empty);
        if is_done && is_let_go && struck.key != "Escape" {
            // The card that had the focus may be gone: the keys stay with the map.
            focus(&map);
        }
        is_done
    })
}

/// Does an action by its id, if it can be done now.
pub(super) fn act(atlas: Atlas, id: &str) -> bool {
    let context = Context::on(atlas);
    actions::by_id(id).is_some_and(|action| actions::run(action, &context))
}

/// Answers whether the key did something.
fn strike(atlas: Atlas, hand: Hand, struck: &Struck) -> bool {
    if struck.key == "Escape" {
        let had_something = hand.is_busy() || !atlas.session().selection.get_untracked().is_empty();
        hand.feel(&Input::Escape);
        return had_something && struck.is_within;
    }
    if struck.is_on_control && matches!(struck.key.as_str(), "Enter" | " " | "Tab") {
        return false;
    }
    let held = Held { control: struck.control, shift: struck.shift, alt: struck.alt };
    let Some(action) = actions::by_key(&struck.key, held) else { return false };
    if !struck.is_within && !EVERYWHERE.contains(&action.id) {
        return false;
    }
    let context = Context::on(atlas);
    let chosen = context.selection();
    let is_done = actions::run(action, &context);
    if is_done {
        tell(atlas, action.id, chosen.nodes.len() + chosen.links.len());
    }
    // Tab that adds nothing leaves the map, as everywhere.
    is_done || (struck.is_within && action.id.starts_with("walk"))
}

/// Says what a key did, where nothing else does: a card that takes the focus speaks for itself.
fn tell(atlas: Atlas, action: &str, count: usize) {
    match action {
        "delete" => atlas.say(say_count(Key::MapSaidDeleted, count)),
        "undo" => atlas.say(say(Key::MapSaidUndone).to_owned()),
        "redo" => atlas.say(say(Key::MapSaidRedone).to_owned()),
        _ => {}
    }
}

/// An action's name, with its key.
pub(super) fn hint(action: &actions::Action) -> String {
    let label = say(action.label);
    match action.shortcuts.first() {
        Some(key) => say_with(
            Key::ActionWithKey,
            &[("action", label), ("key", &key.spoken().replace("Control", "Ctrl"))],
        ),
        None => label.to_owned(),
    }
}
