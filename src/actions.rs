//! The one registry of what a person can do: toolbar, menus, shortcuts and help all read it.

mod context;
mod shortcut;

mod editing;
mod looking;
mod walking;

use causeway_document::Command;

use leptos::prelude::Set as _;

use crate::i18n::Key;
use crate::ui::Glyph;

pub use context::{Context, Way};
pub use shortcut::{Held, Shortcut};

/// Something that a person can do.
pub struct Action {
    /// Tells it from the others; never shown.
    pub id: &'static str,
    /// What it is called.
    pub label: Key,
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

/// Every action, in the order in which help lists them.
pub static ACTIONS: &[&[Action]] = &[editing::ACTIONS, looking::ACTIONS, walking::ACTIONS];

/// Every action.
pub fn all() -> impl Iterator<Item = &'static Action> {
    ACTIONS.iter().copied().flatten()
}

/// The action with this id.
pub fn by_id(id: &str) -> Option<&'static Action> {
    all().find(|action| action.id == id)
}

/// The action that a key does.
pub fn by_key(key: &str, held: Held) -> Option<&'static Action> {
    all().find(|action| action.shortcuts.iter().any(|shortcut| shortcut.is(key, held)))
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
