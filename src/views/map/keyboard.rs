//! Keys on the map: each does the action that has it as its shortcut.

use causeway_canvas::gesture::Input;
use leptos::prelude::*;

use super::Atlas;
use super::hand::Hand;
use crate::actions::{self, Context, Held};
use crate::i18n::{say, say_with};
use crate::platform::keys::{self, KeyWatch, Struck};

pub(super) use crate::platform::keys::{may_take_focus, type_in};

/// Actions that a key does wherever on the page it is struck.
const EVERYWHERE: [&str; 2] = ["undo", "redo"];

/// Listens to keys until it is dropped.
pub(super) fn watch(stage: &keys::Within, atlas: Atlas, hand: Hand) -> Option<KeyWatch> {
    keys::watch(stage, move |struck| strike(atlas, hand, &struck))
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
    let is_done = actions::run(action, &context);
    if is_done && action.id == "delete" {
        atlas.say(say(action.label).to_owned());
    }
    // Tab that adds nothing leaves the map, as everywhere.
    is_done || (struck.is_within && action.id.starts_with("walk"))
}

/// An action's name, with its key.
pub(super) fn hint(action: &actions::Action) -> String {
    let label = say(action.label);
    match action.shortcuts.first() {
        Some(key) => say_with(
            crate::i18n::Key::ActionWithKey,
            &[("action", label), ("key", &key.spoken().replace("Control", "Ctrl"))],
        ),
        None => label.to_owned(),
    }
}
