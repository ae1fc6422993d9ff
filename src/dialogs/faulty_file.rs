//! A file that was refused, with everything that is wrong in it.

use causeway_model::Problem;
use leptos::prelude::*;

use crate::dialogs::problems::ProblemList;
use crate::i18n::{Key, say_count_with, t};
use crate::ui::Dialog;

/// Names each part that keeps a file from being opened. Nothing was changed.
#[component]
pub fn FaultyFileDialog(
    /// The file's name.
    name: String,
    /// What is wrong in it.
    problems: Vec<Problem>,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let count = problems.len();
    let said = move || say_count_with(Key::FaultySaid, count, &[("name", &name)]);
    view! {
        <Dialog title=Key::FaultyTitle close>
            <p class="lede">{said}</p>
            <ProblemList problems/>
            <footer>
                <button
                    class="button"
                    type="button"
                    data-rank="first"
                    on:click=move |_| close.run(())
                >
                    {t(Key::DialogUnderstood)}
                </button>
            </footer>
        </Dialog>
    }
}
