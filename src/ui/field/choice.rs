//! One of several, from a list that opens.

use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::ui::field::{Labelled, fresh_id};
use crate::ui::reading::{Reading, may_edit};

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is written: a word of the model, or an id.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A word of the model with its message.
    pub fn word(value: &str, label: Key) -> Self {
        Self { value: value.to_owned(), label: say(label).to_owned() }
    }
}

/// A list to choose one from, or none.
#[component]
pub fn ChoiceField(
    /// What it holds.
    label: Key,
    /// What is chosen; empty for none, or while people must settle it first.
    #[prop(into)]
    value: Signal<String>,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// How none reads.
    #[prop(default = Key::FieldNone)]
    none: Key,
    /// Hears what was chosen; empty for none.
    #[prop(into)]
    commit: Callback<String>,
    /// Whether the label is only spoken.
    #[prop(optional)]
    bare: bool,
    /// Whether one must be chosen, so that none is not offered.
    #[prop(optional)]
    is_required: bool,
) -> impl IntoView {
    if !may_edit() {
        return view! { <Reading label text=label_of(value, choices) bare/> }.into_any();
    }
    let id = fresh_id();
    // What was chosen and is no longer offered is still shown, by its value.
    let offered = move || {
        let mut offered = choices.get();
        let chosen = value.get();
        if !chosen.is_empty() && !offered.iter().any(|choice| choice.value == chosen) {
            offered.push(Choice { label: chosen.clone(), value: chosen });
        }
        offered
    };
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value prop:selected=move || value.get() == own>
                {choice.label}
            </option>
        }
    };
    let control = view! {
        <div class="select"><select
            id=id.clone()
            class="input"
            aria-label=move || bare.then(|| say(label))
            on:change=move |event| commit.run(event_target_value(&event))
        >
            {(!is_required)
                .then(|| {
                    view! {
                        <option value="" prop:selected=move || value.get().is_empty()>
                            {t(none)}
                        </option>
                    }
                })}
            {move || offered().into_iter().map(option).collect_view()}
        </select></div>
    };
    if bare {
        control.into_any()
    } else {
        view! { <Labelled label id>{control}</Labelled> }.into_any()
    }
}

/// What is chosen, as people read it.
pub(super) fn label_of(value: Signal<String>, choices: Signal<Vec<Choice>>) -> Signal<String> {
    Signal::derive(move || {
        let chosen = value.get();
        let known = choices.with(|choices| {
            choices.iter().find(|choice| choice.value == chosen).map(|choice| choice.label.clone())
        });
        known.unwrap_or(chosen)
    })
}
