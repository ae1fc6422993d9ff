//! Parts of the document that break the model: left out, kept, and listed.

use leptos::prelude::*;

use crate::dialogs::problems::ProblemList;
use crate::i18n::{Key, say_count, t};
use crate::state::session::Session;
use crate::ui::{Mark, StatusMark};

/// A disclosure that lists them; nothing while there is none.
#[component]
pub(super) fn Repair(session: Session) -> impl IntoView {
    let problems = Memo::new(move |_| {
        // A part that came, went or was repaired changes one of these.
        session.node_ids().track();
        session.link_ids().track();
        session.records().track();
        session.problems()
    });
    view! {
        <Show when=move || !problems.with(Vec::is_empty)>
            <div class="banner">
                <details>
                    <summary>
                        <StatusMark of=Mark::Watch/>
                        {move || say_count(Key::RepairTitle, problems.with(Vec::len))}
                    </summary>
                    <p class="small">{t(Key::RepairSaid)}</p>
                    {move || view! { <ProblemList problems=problems.get()/> }}
                </details>
            </div>
        </Show>
    }
}
