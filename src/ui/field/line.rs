//! A short text that is written whole.

use leptos::prelude::*;

use crate::i18n::{Key, say};
use crate::ui::Fault;
use crate::ui::field::draft::Draft;
use crate::ui::field::{Labelled, fresh_id};
use crate::ui::reading::{Reading, may_edit};

/// A line such as a unit or a name; the last one who wrote it wins.
#[component]
pub fn LineField(
    /// What it holds.
    label: Key,
    /// The line as it is in the document.
    #[prop(into)]
    text: Signal<String>,
    /// Hears the new line, without spaces around it, whenever the hand rests.
    #[prop(into)]
    commit: Callback<String>,
    /// What an empty field asks.
    #[prop(default = None, into)]
    ask: Option<Key>,
    /// What is wrong with the line; said once the field is left.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
) -> impl IntoView {
    if !may_edit() {
        return view! { <Reading label text/> }.into_any();
    }
    let id = fresh_id();
    let fault_id = format!("{id}-fault");
    let read = Callback::new(|typed: String| Some(typed.trim().to_owned()));
    let draft = Draft::new(text, read, commit);
    let fault = Signal::derive(move || fault.get().filter(|_| draft.typed().is_none()));
    view! {
        <Labelled label id=id.clone()>
            <input
                id=id
                class="input"
                autocomplete="off"
                placeholder=move || ask.map(say)
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                aria-describedby=fault_id.clone()
                prop:value=move || draft.typed().unwrap_or_else(|| text.get())
                on:input=move |event| draft.type_in(event_target_value(&event))
                on:change=move |_| _ = draft.leave()
                on:blur=move |_| _ = draft.leave()
                on:keydown=move |event| {
                    match event.key().as_str() {
                        "Enter" if !event.is_composing() => _ = draft.leave(),
                        "Escape" if draft.is_shown() => {
                            event.stop_propagation();
                            draft.cancel();
                        }
                        _ => {}
                    }
                }
            />
            <Fault id=fault_id text=fault/>
        </Labelled>
    }
    .into_any()
}
