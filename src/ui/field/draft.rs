//! What is typed in a field, and its way into the document.
//!
//! A field shows what was typed in it until it is left, whatever the document says meanwhile: nothing
//! is rewritten under a person's cursor. The document gets it as soon as the hand rests, and at once
//! when the field is left, taken away, or the page is hidden. An emptied field waits for that as well:
//! most are emptied only to be typed anew.

use leptos::prelude::*;

use crate::platform::lifecycle::{self, PartingWatch};
use crate::platform::timer::{self, Timer};

/// How long the hand rests before what it typed is written, in milliseconds.
const REST_MS: u32 = 200;

/// What is typed in one field that holds a `T`.
pub(super) struct Draft<T: Send + Sync + 'static> {
    typed: RwSignal<Option<String>>,
    value: Signal<T>,
    read: Callback<String, Option<T>>,
    commit: Callback<T>,
    /// What the document said before any of this was written in it.
    before: StoredValue<Option<T>>,
    is_unwritten: StoredValue<bool>,
    waiting: StoredValue<Option<(Timer, Option<PartingWatch>)>, LocalStorage>,
}

impl<T: Send + Sync> Clone for Draft<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Draft<T> {}

impl<T: Clone + PartialEq + Send + Sync> Draft<T> {
    /// A field in which nothing has been typed: `value` is what the document says, `read` makes a value of
    /// what was typed, unless it isn't one, and `commit` hears each that is to be written.
    pub(super) fn new(
        value: Signal<T>,
        read: Callback<String, Option<T>>,
        commit: Callback<T>,
    ) -> Self {
        let draft = Self {
            typed: RwSignal::new(None),
            value,
            read,
            commit,
            before: StoredValue::new(None),
            is_unwritten: StoredValue::new(false),
            waiting: StoredValue::new_local(None),
        };
        on_cleanup(move || draft.write(true));
        draft
    }

    /// What was typed, while it is shown instead of what the document says.
    pub(super) fn typed(self) -> Option<String> {
        self.typed.get()
    }

    /// Whether something typed is shown.
    pub(super) fn is_shown(self) -> bool {
        self.typed.try_with_untracked(Option::is_some) == Some(true)
    }

    /// The field now reads so.
    pub(super) fn type_in(self, text: String) {
        if !self.is_shown() {
            self.before.set_value(None);
        }
        self.typed.set(Some(text));
        self.is_unwritten.set_value(true);
        let rest = timer::after(REST_MS, move || self.write(false));
        let parting = lifecycle::on_parting(move || self.write(true));
        self.waiting.set_value(Some((rest, parting)));
    }

    /// The field is left; says whether what it showed was a value. What wasn't stays in it.
    pub(super) fn leave(self) -> bool {
        self.write(true);
        // A field that goes away is left as well; by then there is nothing to ask.
        let is_settled = self.is_unwritten.try_get_value() != Some(true);
        if is_settled {
            self.typed.try_set(None);
        }
        is_settled
    }

    /// Shows again what the document says, and takes out of it what was written since the typing began.
    pub(super) fn cancel(self) {
        self.forget();
        self.typed.set(None);
        let before = self.before.get_value();
        if let Some(before) = before.filter(|before| self.value.get_untracked() != *before) {
            self.commit.run(before);
        }
    }

    fn forget(self) {
        self.is_unwritten.try_set_value(false);
        self.waiting.try_set_value(None);
    }

    /// Writes what was typed, if it is a value and isn't written yet.
    fn write(self, has_left: bool) {
        if self.is_unwritten.try_get_value() != Some(true) {
            return;
        }
        let Some(typed) = self.typed.try_get_untracked().flatten() else { return };
        if typed.trim().is_empty() && !has_left {
            return;
        }
        let Some(read) = self.read.try_run(typed).flatten() else { return };
        if let Some(value) = self.value.try_get_untracked().filter(|value| *value != read) {
            self.before.try_update_value(|before| _ = before.get_or_insert(value));
            self.commit.try_run(read.clone());
        }
        // What was refused stays in the field.
        if self.value.try_get_untracked().is_none_or(|value| value == read) {
            self.forget();
        }
    }
}
