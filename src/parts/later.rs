//! A view that is fetched.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use wasm_split_helpers::SplitLoaderError;

use crate::i18n::{Key, t};
use crate::platform::task;

/// A part of the app on its way.
type Fetching = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Fetching,
    Here,
    Missing,
}

/// Shows a part once it is here; where it can't be fetched, says so and offers to ask again.
#[component]
pub(super) fn Later(
    /// Asks for the part, and makes its view.
    #[prop(into)]
    fetch: Fetch,
    /// Done once the part is shown, such as fetching what will be needed next.
    #[prop(optional)]
    then: Option<fn()>,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Fetching);
    let part = StoredValue::new_local(None::<AnyView>);
    // The part finds what is provided at this place, whoever asks for it.
    let scope = Owner::current().unwrap_or_default();
    let ask = move || {
        stage.set(Stage::Fetching);
        let mut fetching = fetch.0();
        // Asked before each step of the way: a view that is made once its place is gone reads what is gone.
        let arriving = poll_fn(move |context| {
            if part.is_disposed() {
                return Poll::Ready(None);
            }
            fetching.as_mut().poll(context).map(Some)
        });
        let arrival = async move {
            let Some(arrived) = arriving.await else { return };
            let Ok(view) = arrived else {
                stage.try_set(Stage::Missing);
                return;
            };
            if part.try_set_value(Some(view)).is_none() {
                stage.try_set(Stage::Here);
                if let Some(then) = then {
                    then();
                }
            }
        };
        task::spawn(scope.with(|| ScopedFuture::new(arrival)));
    };
    ask();
    let ask = StoredValue::new_local(ask);
    move || match stage.get() {
        Stage::Fetching => None,
        Stage::Here => part.try_update_value(Option::take).flatten(),
        Stage::Missing => {
            let again = move |_| ask.with_value(|ask| ask());
            Some(
                view! {
                    <div class="notice" data-tone="act" role="alert">
                        <p>{t(Key::PartMissing)}</p>
                        <button class="button" type="button" on:click=again>
                            {t(Key::PartRetry)}
                        </button>
                    </div>
                }
                .into_any(),
            )
        }
    }
}

/// How a part is asked for.
pub(super) struct Fetch(Box<dyn Fn() -> Fetching>);

impl<F, A> From<F> for Fetch
where
    F: Fn() -> A + 'static,
    A: Future<Output = Result<AnyView, SplitLoaderError>> + 'static,
{
    fn from(fetch: F) -> Self {
        Self(Box::new(move || Box::pin(fetch())))
    }
}
