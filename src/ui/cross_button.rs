//! A small cross on a button.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::ui::{Glyph, Icon};

/// Closes, takes away or empties what it stands beside.
#[component]
pub fn CrossButton(
    /// What it does, for those who hear it.
    #[prop(into)]
    label: TextProp,
    /// Does it.
    #[prop(into)]
    press: Callback<()>,
    /// Whether its label is shown to those who point at it as well.
    #[prop(optional)]
    has_tip: bool,
    /// Whether it is pushed to the end of its row.
    #[prop(optional)]
    at_end: bool,
    /// Whether there is nothing to do.
    #[prop(optional, into)]
    is_idle: Signal<bool>,
) -> impl IntoView {
    let tip = label.clone();
    view! {
        <button
            class="button"
            class:push=at_end
            type="button"
            data-rank="bare"
            data-icon
            data-size="s"
            aria-label=move || label.get()
            title=move || has_tip.then(|| tip.get())
            prop:disabled=move || is_idle.get()
            on:click=move |_| press.run(())
        >
            <Icon of=Glyph::Close/>
        </button>
    }
}
