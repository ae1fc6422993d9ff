//! The one registry of what a person can do: toolbar, menus, shortcuts and help all read it.

mod context;
mod shortcut;

mod asking;
mod clipping;
mod editing;
mod leading;
mod linking;
mod looking;
mod outlining;
pub(crate) mod pasting;
mod showing;
mod walking;

use causeway_document::Command;

use leptos::prelude::Set as _;

use crate::i18n::{Key, say, say_with};
use crate::ui::Glyph;

pub(crate) use clipping::{joined, place_copy};
pub use context::{Context, Hands, Way, fresh_node_id};
pub(crate) use linking::relink;
pub use shortcut::{Held, Shortcut};

/// Something that a person can do.
pub struct Action {
    /// Tells it from the others; never shown.
    pub id: &'static str,
    /// What it is called.
    pub label: Key,
    /// The sentence that its label completes, where no place says what comes of it, as in a list of everything.
    pub within: Option<Key>,
    /// Other words by which people look for it.
    pub keywords: Key,
    /// Its icon, where it has a button.
    pub glyph: Option<Glyph>,
    /// The keys that do it; the first is the one that is shown.
    pub shortcuts: &'static [Shortcut],
    /// Whether it can be done now.
    pub is_offered: fn(&Context) -> bool,
    /// Does it: what changes the document comes back as a command, the rest is done at once.
    pub perform: fn(&Context) -> Option<Command>,
}

impl Action {
    /// What it is called among all others.
    pub fn name(&self) -> String {
        let label = say(self.label);
        self.within.map_or_else(|| label.to_owned(), |within| say_with(within, &[("what", label)]))
    }
}

/// Actions that belong together, under one heading.
pub struct Group {
    /// The heading.
    pub title: Key,
    /// Its actions.
    pub actions: &'static [Action],
}

/// Every action, in the order in which help lists them.
pub static GROUPS: &[Group] = &[
    Group { title: Key::ActionsEditing, actions: editing::ACTIONS },
    Group { title: Key::ActionsLinking, actions: linking::ACTIONS },
    Group { title: Key::ActionsClipping, actions: clipping::ACTIONS },
    Group { title: Key::ActionsOutlining, actions: outlining::ACTIONS },
    Group { title: Key::ActionsWalking, actions: walking::ACTIONS },
    Group { title: Key::ActionsShowing, actions: showing::ACTIONS },
    Group { title: Key::ActionsLooking, actions: looking::ACTIONS },
    Group { title: Key::ActionsLeading, actions: leading::ACTIONS },
    Group { title: Key::ActionsAsking, actions: asking::ACTIONS },
];

/// Actions that a key does wherever on the page it is struck.
pub const EVERYWHERE: [&str; 6] = ["undo", "redo", "palette", "keys", "follow", "stop-following"];

/// Every action.
pub fn all() -> impl Iterator<Item = &'static Action> {
    GROUPS.iter().flat_map(|group| group.actions)
}

/// The action with this id.
pub fn by_id(id: &str) -> Option<&'static Action> {
    all().find(|action| action.id == id)
}

/// The action that a key does now: of those that have it, the one that is offered.
pub fn by_key(key: &str, held: Held, context: &Context) -> Option<&'static Action> {
    let has_key = |action: &&Action| action.shortcuts.iter().any(|shortcut| shortcut.is(key, held));
    all().filter(has_key).find(|action| (action.is_offered)(context))
}

/// Does an action if it can be done now; says whether it was.
///
/// A refusal is shown by the session.
pub fn run(action: &Action, context: &Context) -> bool {
    if !(action.is_offered)(context) {
        return false;
    }
    if let Some(command) = (action.perform)(context)
        && context.session.dispatch(command).is_err()
    {
        context.session.editing.set(None);
    }
    true
}

#[cfg(test)]
mod tests;
