//! The page that stands where a publication can't be shown: what happened, what is safe, what to do.

use causeway_publish::Broken;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::location;
use crate::platform::publication::{self, Form};
use crate::state::published::opening::Trouble;
use crate::ui::Logo;

/// The page.
#[component]
pub(super) fn BrokenPage(
    /// What is the matter.
    trouble: Trouble,
    /// Opens it where it can't be compared with what was seen before.
    all_the_same: Callback<()>,
) -> impl IntoView {
    let is_single = matches!(publication::form(), Some(Form::Single));
    let is_uncompared = matches!(trouble, Trouble::Uncompared);
    let title = match trouble {
        Trouble::Unreached => Key::UnreachedTitle,
        Trouble::Broken(_) => Key::BrokenTitle,
        Trouble::Uncompared => Key::UncomparedTitle,
    };
    view! {
        <main class="standstill" id="main">
            <span class="mark">
                <Logo/>
            </span>
            <h1>{t(title)}</h1>
            <p role="alert">{t(said(&trouble, is_single))}</p>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    data-rank="first"
                    on:click=|_| location::reload()
                >
                    {t(Key::BrokenRetry)}
                </button>
                {is_uncompared
                    .then(|| {
                        view! {
                            <button
                                class="button"
                                type="button"
                                on:click=move |_| all_the_same.run(())
                            >
                                {t(Key::UncomparedShow)}
                            </button>
                        }
                    })}
            </div>
        </main>
    }
}

/// One sentence for each trouble; a page in one file has no server that it came from.
fn said(trouble: &Trouble, is_single: bool) -> Key {
    let broken = match trouble {
        Trouble::Unreached => return Key::UnreachedSaid,
        Trouble::Uncompared => return Key::UncomparedSaid,
        Trouble::Broken(broken) => broken,
    };
    match **broken {
        Broken::NotJson | Broken::Malformed { .. } | Broken::Size { .. } | Broken::Hash
            if is_single =>
        {
            Key::BrokenCarried
        }
        Broken::NotJson | Broken::Malformed { .. } => Key::BrokenLatest,
        Broken::OtherFormat { .. } => Key::BrokenFormat,
        Broken::Size { .. } | Broken::Hash => Key::BrokenSnapshot,
        Broken::Signature => Key::BrokenSignature,
        Broken::Unsigned => Key::BrokenUnsigned,
        Broken::OtherKey => Key::BrokenOtherKey,
        Broken::TooLarge { .. } | Broken::Unreadable(_) | Broken::Empty => Key::BrokenUnreadable,
    }
}
