//! One of a few, all in sight.

use leptos::prelude::*;
use leptos::{ev, html};

use crate::i18n::{Key, say, say_with, t};
use crate::platform::focus;
use crate::ui::CrossButton;
use crate::ui::field::choice::label_of;
use crate::ui::field::{Choice, fresh_id};
use crate::ui::reading::{Reading, may_edit};

/// Two to five choices side by side. Where none is fine too, choosing the chosen one again empties
/// it, as do Delete, Backspace, and the button that stands there while one is chosen.
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
    /// Hears what was chosen; empty for none.
    #[prop(into)]
    commit: Callback<String>,
    /// Whether it may be emptied.
    #[prop(optional)]
    is_optional: bool,
    /// Whether the label is only spoken.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    if !may_edit() {
        return view! { <Reading label text=label_of(value, choices) bare/> }.into_any();
    }
    let name = StoredValue::new(fresh_id());
    let group: NodeRef<html::Fieldset> = NodeRef::new();
    let can_clear = Memo::new(move |_| is_optional && value.with(|value| !value.is_empty()));
    let clear = move || commit.run(String::new());
    let segment = move |choice: Choice| {
        let own = StoredValue::new(choice.value.clone());
        let is_chosen = move |value: &String| own.with_value(|own| own == value);
        view! {
            <label>
                <input
                    type="radio"
                    name=name.get_value()
                    value=choice.value
                    prop:checked=move || value.with(is_chosen)
                    on:click=move |event| {
                        // The second click of a double click is not meant to take back the first.
                        if is_optional && event.detail() < 2 && value.with_untracked(is_chosen) {
                            clear();
                        }
                    }
                    on:change=move |event| {
                        // One that was just emptied may say that it changed, too.
                        if event_target_checked(&event) {
                            commit.run(own.get_value());
                        }
                    }
                />
                {choice.label}
            </label>
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        if can_clear.get_untracked() && matches!(event.key().as_str(), "Delete" | "Backspace") {
            event.prevent_default();
            event.stop_propagation();
            clear();
        }
    };
    let clear_here = move || {
        clear();
        // The button goes away, and the focus must not go with it.
        focus::give(group);
    };
    view! {
        <fieldset class="field" tabindex=is_optional.then_some("-1") node_ref=group on:keydown=press>
            <legend class=bare.then_some("vh")>{t(label)}</legend>
            <div class="segment">
                {move || choices.get().into_iter().map(segment).collect_view()}
                <Show when=move || can_clear.get()>
                    <CrossButton
                        label=move || say_with(Key::FieldClear, &[("field", say(label))])
                        press=move |()| clear_here()
                        has_tip=true
                    />
                </Show>
            </div>
        </fieldset>
    }
    .into_any()
}
