//! The way past what every screen repeats.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::focus;

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
                focus::give(to);
            }
        >
            {t(Key::AppSkip)}
        </a>
    }
}
