//! Records within a record: rows that are added and taken away.

use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::ui::{CrossButton, Glyph, Icon, may_edit};

/// Takes a row away, where that may be done; undo brings it back.
#[component]
pub(super) fn TakeAway(
    /// What is taken away, for those who hear the button.
    label: Key,
    #[prop(into)] take: Callback<()>,
) -> impl IntoView {
    may_edit().then(|| view! { <CrossButton label=t(label) press=take has_tip=true/> })
}

/// Adds a row, where that may be done.
#[component]
pub(super) fn AddRow(label: Key, #[prop(into)] add: Callback<()>) -> impl IntoView {
    may_edit().then(|| {
        view! {
            <div>
                <button class="button" type="button" data-size="s" on:click=move |_| add.run(())>
                    <Icon of=Glyph::Plus/>
                    {t(label)}
                </button>
            </div>
        }
    })
}

/// Rows by their ids: a row stays mounted, with what is half typed in it, for as long as its id is there.
#[component]
pub(super) fn Rows(
    /// The ids, in the order in which they are shown.
    #[prop(into)]
    ids: Signal<Vec<String>>,
    /// Shows the row of an id.
    #[prop(into)]
    row: Callback<String, AnyView>,
    /// What to say while there is none.
    empty: Key,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    view! {
        <p class="empty" hidden=move || !is_empty.get()>
            {t(empty)}
        </p>
        <ul class="rows" hidden=move || is_empty.get()>
            <For each=move || ids.get() key=String::clone children=move |id| row.run(id)/>
        </ul>
    }
}
