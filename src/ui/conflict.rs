//! Values that two people set at the same moment (⚔), and the choice between them.

use leptos::prelude::*;

use crate::i18n::{Key, say_with, t};
use crate::ui::{Mark, StatusMark, may_edit};

/// Shows every value of a conflict, and settles it by choosing one; nothing while there is none.
#[component]
pub fn Conflict(
    /// What the values are of.
    label: Key,
    /// The values as they are shown, in the order of the document.
    #[prop(into)]
    values: Signal<Vec<String>>,
    /// Hears the place of the value that was chosen.
    #[prop(into)]
    settle: Callback<usize>,
) -> impl IntoView {
    let may_edit = may_edit();
    view! {
        <Show when=move || values.with(|values| values.len() > 1)>
            <div class="conflict" role="group" aria-label=t(Key::ConflictTitle)>
                <p>
                    <StatusMark of=Mark::Watch/>
                    <span>
                        {move || {
                            let field = crate::platform::locale::lower(crate::i18n::say(label));
                            say_with(Key::ConflictSaid, &[("field", &field)])
                        }}
                    </span>
                </p>
                <div class="row">
                    {move || {
                        values
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(at, value)| {
                                if !may_edit {
                                    return view! { <span class="chip">{value}</span> }.into_any();
                                }
                                view! {
                                    <button
                                        class="button"
                                        type="button"
                                        data-size="s"
                                        on:click=move |_| settle.run(at)
                                    >
                                        {value}
                                    </button>
                                }
                                .into_any()
                            })
                            .collect_view()
                    }}
                </div>
            </div>
        </Show>
    }
}
