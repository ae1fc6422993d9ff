//! What is disabled where the workspace can only be read.

use leptos::prelude::*;

use crate::state::session::Session;

/// Fields that can be used as long as the workspace may be edited.
#[component]
pub(super) fn Editable(session: Session, children: Children) -> impl IntoView {
    let is_read_only = move || session.read_only().with(Option::is_some);
    view! { <fieldset class="contents" prop:disabled=is_read_only>{children()}</fieldset> }
}
