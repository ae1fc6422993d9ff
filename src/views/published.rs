//! A publication, from its page to its first screen, and what is said of it.

mod banner;
mod broken;

use leptos::prelude::*;

pub use banner::PublishedBanner;

use crate::i18n::{Key, t};
use crate::parts::PublishedWorkspacePart;
use crate::platform::publication::Form;
use crate::platform::task;
use crate::state::published::opening::{Opened, Trouble, open};
use crate::state::route::Router;
use crate::ui::Logo;

use broken::BrokenPage;

/// The publication that this page is.
#[component]
pub fn PublicationView(
    /// In which form it came.
    form: Form,
    /// Which screen and node are looked at is part of the address.
    router: Router,
) -> impl IntoView {
    let opened = RwSignal::new_local(None::<Result<Opened, Trouble>>);
    let owner = Owner::current().unwrap_or_default();
    let begin = move |all_the_same: bool| {
        let (form, owner) = (form.clone(), owner.clone());
        opened.set(None);
        task::spawn(async move {
            let outcome = open(form, owner, all_the_same).await;
            opened.try_set(Some(outcome));
        });
    };
    begin(false);
    let all_the_same = Callback::new(move |()| begin(true));
    move || match opened.get() {
        None => view! {
            <main class="standstill" id="main" aria-busy="true">
                <span class="mark">
                    <Logo/>
                </span>
                <p role="status">{t(Key::PublishedOpening)}</p>
            </main>
        }
        .into_any(),
        Some(Err(trouble)) => view! { <BrokenPage trouble all_the_same/> }.into_any(),
        Some(Ok(Opened { published, document })) => {
            provide_context(published);
            view! { <PublishedWorkspacePart document router/> }.into_any()
        }
    }
}
