//! Fields where nothing may be typed: what they hold, to be read.

use leptos::prelude::*;

use crate::i18n::{Key, t};

/// Whether what is below may be edited; provided by whoever shows it, and shown anew when it changes.
#[derive(Clone, Copy, Debug)]
pub struct MayEdit(pub bool);

/// Whether what is here may be edited: everywhere but where [`MayEdit`] says otherwise.
pub fn may_edit() -> bool {
    use_context::<MayEdit>().is_none_or(|MayEdit(may_edit)| may_edit)
}

/// What a field holds, under its label; nothing while it holds nothing.
#[component]
pub fn Reading(
    /// What it holds.
    label: Key,
    /// What is read.
    #[prop(into)]
    text: Signal<String>,
    /// What stands behind the text, such as the unit.
    #[prop(optional, into)]
    unit: Signal<String>,
    /// Whether it is what people say or believe.
    #[prop(optional)]
    voice: bool,
    /// Whether the label is left out.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| text.with(String::is_empty));
    let said = move || {
        let unit = unit.get();
        let text = text.get();
        if unit.is_empty() { text } else { format!("{text}\u{a0}{unit}") }
    };
    move || {
        if is_empty.get() {
            return None;
        }
        let shown = view! { <span class="read" class:voice=voice>{said}</span> };
        Some(if bare {
            shown.into_any()
        } else {
            view! {
                <div class="field">
                    <span class="label">{t(label)}</span>
                    {shown}
                </div>
            }
            .into_any()
        })
    }
}
