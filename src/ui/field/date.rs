//! A day.

use causeway_model::Date;
use causeway_model::time::parse_date;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, day, say};
use crate::ui::Fault;
use crate::ui::field::{Labelled, fresh_id};
use crate::ui::reading::{Reading, may_edit};

/// The first year of four digits: while a year is typed, browsers report 0002, 0020, 0202.
const FIRST_YEAR: &str = "1000";

/// A day, in the browser's own control.
#[component]
pub fn DateField(
    /// What it holds.
    label: Key,
    /// The day as it is in the document.
    #[prop(into)]
    value: Signal<Option<Date>>,
    /// Hears the new day, or that there is none.
    #[prop(into)]
    commit: Callback<Option<Date>>,
    /// Whether the label is only spoken.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    if !may_edit() {
        let text = Signal::derive(move || value.get().map(day).unwrap_or_default());
        return view! { <Reading label text bare/> }.into_any();
    }
    let id = fresh_id();
    let fault_id = format!("{id}-fault");
    let input: NodeRef<html::Input> = NodeRef::new();
    let is_partial = RwSignal::new(false);
    let fault = Signal::derive(move || is_partial.get().then(|| say(Key::FaultDate).to_owned()));
    let finish = move |has_left: bool| {
        // A field that goes away is left as well; by then there is nothing to read.
        let Some(input) = input.try_get_untracked().flatten() else { return };
        let Some(before) = value.try_get_untracked() else { return };
        let typed = input.value();
        let is_whole = input.check_validity() && (typed.is_empty() || typed.as_str() >= FIRST_YEAR);
        let day = parse_date(&typed);
        if is_whole && (typed.is_empty() || day.is_some()) {
            is_partial.try_set(false);
            // A field that is cleared while it is retyped is empty for a moment; leaving it settles that.
            if day != before && (has_left || day.is_some()) {
                commit.try_run(day);
            }
        } else if has_left {
            is_partial.try_set(true);
        }
    };
    let control = view! {
        <input
            id=id.clone()
            class="input"
            type="date"
            max="9999-12-31"
            node_ref=input
            aria-label=move || bare.then(|| say(label))
            aria-invalid=move || is_partial.get().then_some("true")
            aria-describedby=fault_id.clone()
            prop:value=move || value.get().map(|day| day.to_string()).unwrap_or_default()
            on:input=move |_| finish(false)
            on:change=move |_| finish(false)
            on:blur=move |_| finish(true)
        />
        <Fault id=fault_id text=fault/>
    };
    if bare {
        control.into_any()
    } else {
        view! { <Labelled label id>{control}</Labelled> }.into_any()
    }
}
