//! What is wrong with what was typed, said beside the field.

use leptos::prelude::*;

use crate::ui::{Mark, StatusMark};

/// A sentence under a field; nothing while all is well.
#[component]
pub fn Fault(
    /// The id that the field's `aria-describedby` names.
    id: String,
    /// What is wrong.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="fault" id=id role="alert" hidden=move || text.with(Option::is_none)>
            <StatusMark of=Mark::Act/>
            <span>{move || text.get()}</span>
        </p>
    }
}
