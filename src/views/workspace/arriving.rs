//! On the way to a workspace: from its address to its first screen, and where that leads nowhere.

use causeway_canvas::Selection;
use leptos::prelude::*;

use crate::i18n::{Key, say_with, t};
use crate::state::library::Library;
use crate::state::relay_address::RelayAddress;
use crate::state::route::{Place, Route, Router};
use crate::state::session::Session;
use crate::state::visit::{Stage, Visit};
use crate::ui::Logo;
use crate::views::workspace::WorkspaceView;
use crate::views::workspace::banner::shut_said;

/// A visit to a workspace; it ends when this is unmounted.
#[component]
pub fn VisitView(
    /// Where to.
    place: Place,
    /// The workspaces on this device.
    library: Library,
    /// Which node is looked at is part of the address.
    router: Router,
) -> impl IntoView {
    let visit = Visit::begin(&place, router.take_key(place.document), library);
    let stage = visit.stage();
    let stage = Memo::new(move |_| stage.get());
    move || match stage.get() {
        Stage::Loading => ().into_any(),
        Stage::AskRelay { relay, is_here } => view! { <AskRelay visit relay is_here/> }.into_any(),
        Stage::OtherRelay { relay, is_here } => {
            view! { <OtherRelay visit relay is_here/> }.into_any()
        }
        Stage::Waiting { is_reached } => {
            let said = if is_reached { Key::WaitingSaid } else { Key::CallingSaid };
            view! {
                <Standstill title=Key::WaitingTitle said busy=true>
                    <GoHome/>
                </Standstill>
            }
            .into_any()
        }
        Stage::Unavailable => view! {
            <Standstill title=Key::UnavailableTitle said=Key::UnavailableSaid>
                <button
                    class="button"
                    type="button"
                    data-rank="first"
                    on:click=move |_| visit.retry()
                >
                    {t(Key::UnavailableRetry)}
                </button>
                <GoHome/>
            </Standstill>
        }
        .into_any(),
        Stage::Shut(why) => view! {
            <Standstill title=Key::ShutTitle said=shut_said(why)>
                <GoHome/>
            </Standstill>
        }
        .into_any(),
        Stage::Unreadable => view! {
            <Standstill title=Key::UnreadableTitle said=Key::UnreadableSaid>
                <GoHome/>
            </Standstill>
        }
        .into_any(),
        Stage::Open => match visit.session() {
            Some(session) => {
                provide_context(session);
                follow_address(session, router);
                view! { <WorkspaceView session router/> }.into_any()
            }
            None => ().into_any(),
        },
    }
}

/// The node that the address names is selected, and the one that is selected is in the address: a
/// reload, Back and a link to a node all come to where one was.
pub(super) fn follow_address(session: Session, router: Router) {
    let route = router.route();
    Effect::new(move |_| {
        let Route::Workspace(Place { node: Some(node), .. }) = route.get() else { return };
        if session.selection.with_untracked(|selection| selection.only_node() != Some(&node)) {
            session.selection.set(Selection::node(node));
        }
    });
    Effect::new(move |began: Option<()>| {
        let node = session.selection.with(|selection| selection.only_node().cloned());
        // The first run comes before the address is followed.
        if began.is_some()
            && let Route::Workspace(place) = route.get_untracked()
            && place.document == session.document()
            && place.node != node
        {
            router.replace(Route::Workspace(Place { node, ..place }));
        }
    });
}

/// An address that leads nowhere.
#[component]
pub fn Nowhere() -> impl IntoView {
    view! {
        <Standstill title=Key::NowhereTitle said=Key::NowhereSaid>
            <GoHome/>
        </Standstill>
    }
}

/// A link that names a relay of another host: nothing is sent there before the person agrees.
#[component]
fn AskRelay(visit: Visit, relay: RelayAddress, is_here: bool) -> impl IntoView {
    let host = relay.host().to_owned();
    let said = move || say_with(Key::RelaySaid, &[("host", &host)]);
    view! {
        <main class="standstill" id="main">
            <span class="mark">
                <Logo/>
            </span>
            <h1>{t(Key::RelayTitle)}</h1>
            <p>{said}</p>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    data-rank="first"
                    on:click=move |_| visit.answer(true)
                >
                    {t(Key::RelayAgree)}
                </button>
                {is_here
                    .then(|| {
                        view! {
                            <button
                                class="button"
                                type="button"
                                on:click=move |_| visit.answer(false)
                            >
                                {t(Key::RelayDecline)}
                            </button>
                        }
                    })}
                <GoHome/>
            </div>
        </main>
    }
}

/// A link that names a relay which this page doesn't connect to.
#[component]
fn OtherRelay(visit: Visit, relay: RelayAddress, is_here: bool) -> impl IntoView {
    let host = relay.host().to_owned();
    let said = move || say_with(Key::OtherRelaySaid, &[("host", &host)]);
    view! {
        <main class="standstill" id="main">
            <span class="mark">
                <Logo/>
            </span>
            <h1>{t(Key::OtherRelayTitle)}</h1>
            <p role="status">{said}</p>
            <div class="row">
                {is_here
                    .then(|| {
                        view! {
                            <button
                                class="button"
                                type="button"
                                data-rank="first"
                                on:click=move |_| visit.answer(false)
                            >
                                {t(Key::RelayDecline)}
                            </button>
                        }
                    })}
                <GoHome/>
            </div>
        </main>
    }
}

/// A page that says why there is no map, and what can be done.
#[component]
fn Standstill(
    title: Key,
    said: Key,
    /// Whether something is still going on.
    #[prop(optional)]
    busy: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <main class="standstill" id="main" aria-busy=busy.to_string()>
            <span class="mark">
                <Logo/>
            </span>
            <h1>{t(title)}</h1>
            <p role="status">{t(said)}</p>
            {busy.then(|| view! { <span class="spinner" aria-hidden="true"></span> })}
            <div class="row">{children()}</div>
        </main>
    }
}

/// The way home.
#[component]
fn GoHome() -> impl IntoView {
    view! {
        <a class="button" href=Route::Home.hash()>
            {t(Key::GoHome)}
        </a>
    }
}
