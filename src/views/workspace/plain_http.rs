//! What a page that came over plain http lacks, beside the status.

use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::secure;

/// What the button shows.
const SLIP: &str = "plain-http";

/// What doesn't work here; in the order in which it matters.
const LACKS: [Key; 5] = [
    Key::PlainHttpApp,
    Key::PlainHttpStorage,
    Key::PlainHttpPaste,
    Key::PlainHttpShare,
    Key::PlainHttpNetwork,
];

/// A word that opens a slip with what doesn't work, and how that is mended; nothing where all works.
#[component]
pub(super) fn PlainHttp() -> impl IntoView {
    (!secure::is_secure()).then(|| {
        view! {
            <button class="plain-http" type="button" popovertarget=SLIP>
                {t(Key::PlainHttpName)}
            </button>
            <div class="slip" id=SLIP popover="auto" role="group" aria-labelledby="plain-http-title">
                <h2 id="plain-http-title">{t(Key::PlainHttpTitle)}</h2>
                <ul>
                    {LACKS.map(|lack| view! { <li>{t(lack)}</li> }).collect_view()}
                </ul>
                <p>{t(Key::PlainHttpMend)}</p>
            </div>
        }
    })
}
