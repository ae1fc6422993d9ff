//! A part of the inspector that opens and closes, and stays so from one node to the next.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::ui::{Glyph, Icon};

/// Which parts are open.
#[derive(Clone, Copy)]
pub(super) struct OpenParts(RwSignal<BTreeSet<Key>>);

impl OpenParts {
    pub(super) fn new() -> Self {
        Self(RwSignal::new([Key::PartAbout, Key::PartTies, Key::PartLink].into()))
    }
}

/// A heading that opens what belongs to it.
#[component]
pub(super) fn Part(
    /// What it is about.
    title: Key,
    /// What it holds, in a few words.
    #[prop(optional, into)]
    sum: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let OpenParts(open) = use_context().unwrap_or_else(OpenParts::new);
    let is_open = Memo::new(move |_| open.with(|open| open.contains(&title)));
    let children = StoredValue::new(children);
    view! {
        <details
            class="part"
            prop:open=move || is_open.get()
        >
            <summary on:click=move |event| {
                // The signal opens it, so that the next node shows the same parts.
                event.prevent_default();
                open.update(|open| {
                    if !open.remove(&title) {
                        open.insert(title);
                    }
                });
            }>
                <Icon of=Glyph::Next/>
                <h3>{t(title)}</h3>
                <span class="sum">{move || sum.get()}</span>
            </summary>
            <Show when=move || is_open.get()>
                <div class="inside">{children.with_value(|children| children())}</div>
            </Show>
        </details>
    }
}
