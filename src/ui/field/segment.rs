//! One of a few, all in sight.

use leptos::prelude::*;

use crate::ui::{hear, live};

use crate::i18n::{Key, t};
use crate::ui::field::{Choice, fresh_id};

/// Two to five choices side by side.
#[component]
pub fn SegmentField(
    /// What it holds.
    label: Key,
    /// What is chosen; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Hears what was chosen.
    #[prop(into)]
    commit: Callback<String>,
    /// Whether the label is only spoken.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let name = StoredValue::new(fresh_id());
    let segment = move |choice: Choice| {
        let (own, chosen) = (choice.value.clone(), choice.value.clone());
        view! {
            <label>
                <input
                    type="radio"
                    name=name.get_value()
                    value=choice.value
                    prop:checked=live(move || value.get() == own)
                    on:change=hear(move |_| commit.run(chosen.clone()))
                />
                {choice.label}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class=bare.then_some("vh")>{t(label)}</legend>
            <div class="segment">
                {live(move || choices.get().into_iter().map(segment).collect_view())}
            </div>
        </fieldset>
    }
}
