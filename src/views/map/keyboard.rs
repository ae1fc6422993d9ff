//! Keys on the map: each does the action that has it as its shortcut.

use causeway_canvas::gesture::Input;
use leptos::html;
use leptos::prelude::*;

use super::Atlas;
use super::hand::Hand;
use crate::actions::{self, Context, Held};
use crate::i18n::{Key, say, say_count, say_with};
use crate::platform::keys::{self, KeyWatch, Struck};
use crate::platform::locale;

pub(super) use crate::platform::keys::{focus, may_take_focus, type_in};

/// Actions for whose keys the browser does what a page may not: it hands over what is pasted.
const BY_BROWSER: [&str; 1] = ["paste"];

/// Listens to keys until it is dropped.
pub(super) fn watch(stage: &keys::Within, atlas: Atlas, hand: Hand) -> Option<KeyWatch> {
    let map = stage.clone();
    keys::watch(stage, move |struck| {
        let is_done = strike(atlas, hand, &struck);
        let is_let_go = atlas.session().selection.with_untracked(|chosen| chosen.nodes.is_empty());
        let asks = atlas.session().lens.asking.with_untracked(Option::is_some)
            || atlas.menu().with_untracked(Option::is_some);
        let is_on_link = matches!(struck.key.as_str(), "Enter" | "F2");
        if is_done && is_let_go && !asks && !is_on_link && struck.key != "Escape" {
            // The card that had the focus may be gone: the keys stay with the map.
            focus(&map);
        }
        is_done
    })
}

/// Does what a key does on every screen; answers whether it did something.
pub(crate) fn strike_anywhere(context: &Context, struck: &Struck) -> bool {
    let action = struck_action(struck, context);
    let action = action.filter(|action| actions::EVERYWHERE.contains(&action.id));
    action.is_some_and(|action| actions::run(action, context))
}

/// The action that a key asks for: of those that are typed into a field, only the palette is meant.
fn struck_action(struck: &Struck, context: &Context) -> Option<&'static actions::Action> {
    let held = Held { control: struck.control, shift: struck.shift, alt: struck.alt };
    let action = actions::by_key(&struck.key, held, context)?;
    (!struck.is_typed || action.id == "palette").then_some(action)
}

/// Does an action by its id, if it can be done now.
pub(super) fn act(atlas: Atlas, id: &str) -> bool {
    let context = Context::on(atlas);
    actions::by_id(id).is_some_and(|action| actions::run(action, &context))
}

/// Answers whether the key did something.
fn strike(atlas: Atlas, hand: Hand, struck: &Struck) -> bool {
    if struck.key == "Escape" && !struck.is_typed {
        return struck.is_within && step_back(atlas, hand);
    }
    if struck.is_on_control && matches!(struck.key.as_str(), "Enter" | " " | "Tab") {
        return false;
    }
    let context = Context::on(atlas);
    let Some(action) = struck_action(struck, &context) else { return is_walk(struck) };
    if !struck.is_within && !actions::EVERYWHERE.contains(&action.id) {
        return false;
    }
    if BY_BROWSER.contains(&action.id) {
        return false;
    }
    let chosen = context.selection();
    let skipped = context.session.notices.last_skipped();
    let is_done = actions::run(action, &context);
    // What couldn't be taken back is said by its notice.
    if is_done && context.session.notices.last_skipped() == skipped {
        tell(atlas, action.id, chosen.nodes.len() + chosen.links.len());
    }
    is_done
}

/// Lets go of one thing, the latest first: what the hand is at, a way that is shown, what is chosen, and what limits
/// the map to a part of it. Says whether there was something.
fn step_back(atlas: Atlas, hand: Hand) -> bool {
    let session = atlas.session();
    let is_plain = session.selection.with_untracked(causeway_canvas::Selection::is_empty);
    if !hand.is_busy() && session.traced.with_untracked(Option::is_some) {
        session.traced.set(None);
        return true;
    }
    if !hand.is_busy() && is_plain && session.lens.focus.with_untracked(Option::is_some) {
        session.lens.focus.set(None);
        return true;
    }
    let had_something = hand.is_busy() || !is_plain;
    hand.feel(&Input::Escape);
    had_something
}

/// Whether an arrow that leads nowhere was struck on the map: the page doesn't scroll by it.
fn is_walk(struck: &Struck) -> bool {
    struck.is_within && !struck.is_typed && struck.key.starts_with("Arrow")
}

/// Gives the focus to the chosen card, or else to the map, when that is asked for.
pub(super) fn keep_focus(atlas: Atlas, stage: NodeRef<html::Section>) {
    let asked = atlas.focus_asked();
    Effect::new(move |before: Option<u32>| {
        let times = asked.get();
        if before.is_some_and(|before| before != times)
            && let Some(stage) = stage.get_untracked()
        {
            keys::focus_pressed(&stage);
        }
        times
    });
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
            &[("action", label), ("key", &key.shown(locale::is_a_mac()))],
        ),
        None => label.to_owned(),
    }
}
