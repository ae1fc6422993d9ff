//! A short text that is written whole.

use leptos::prelude::*;

use crate::i18n::Key;
use crate::ui::field::{Labelled, fresh_id};

/// A line such as a unit or a name; the last one who wrote it wins.
#[component]
pub fn LineField(
    /// What it holds.
    label: Key,
    /// The line as it is in the document.
    #[prop(into)]
    text: Signal<String>,
    /// Hears the new line, without spaces around it, when the person leaves the field.
    #[prop(into)]
    commit: Callback<String>,
    /// What an empty field asks.
    #[prop(default = None, into)]
    ask: Option<Key>,
) -> impl IntoView {
    let id = fresh_id();
    let draft = RwSignal::new(None::<String>);
    let finish = move || {
        // A field that goes away is left as well; by then there is nothing to read.
        let Some(typed) = draft.try_get_untracked().flatten() else { return };
        let typed = typed.trim().to_owned();
        if text.try_get_untracked().is_some_and(|text| text != typed) {
            commit.try_run(typed);
        }
        draft.try_set(None);
    };
    view! {
        <Labelled label id=id.clone()>
            <input
                id=id
                class="input"
                autocomplete="off"
                placeholder=move || ask.map(crate::i18n::say)
                prop:value=move || draft.get().unwrap_or_else(|| text.get())
                on:input=move |event| draft.set(Some(event_target_value(&event)))
                on:change=move |_| finish()
                on:blur=move |_| finish()
                on:keydown=move |event| {
                    match event.key().as_str() {
                        "Enter" if !event.is_composing() => finish(),
                        "Escape" if draft.with_untracked(Option::is_some) => {
                            event.stop_propagation();
                            draft.set(None);
                        }
                        _ => {}
                    }
                }
            />
        </Labelled>
    }
}
