//! The way past what every screen repeats.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};

/// The first stop of Tab: goes to the content.
///
/// It moves the focus by hand, since the address after `#` belongs to the router.
#[component]
pub fn SkipLink(
    /// The content.
    to: NodeRef<html::Main>,
) -> impl IntoView {
    view! {
        <a
            class="skip"
            href="#main"
            on:click=move |event| {
                event.prevent_default();
                focus(to);
            }
        >
            {t(Key::AppSkip)}
        </a>
    }
}

/// Moves the focus to the content, such as when what had it goes away.
pub fn focus(main: NodeRef<html::Main>) {
    if let Some(main) = main.try_get_untracked().flatten() {
        // Refused only by an element that left the page.
        let _ = main.focus();
    }
}
