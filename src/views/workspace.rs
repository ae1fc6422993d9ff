//! The frame of an open workspace: the masthead, what must be said about safety, the screen and the inspector.

mod arriving;
mod banner;
mod crew;
mod errands;
mod following;
mod masthead;
mod messages;
mod more;
mod plain_http;
mod published;
mod refusal;
mod repair;
mod screens;
mod standing;
mod telling;

use leptos::html;
use leptos::prelude::*;

use crate::actions::Context;
use crate::parts::{
    AskingPart, InspectorPart, PublishPart, PublishedBannerPart, SharePart, SignalsPart, WhoPart,
};
use crate::platform::{focus, frame, keys};
use crate::state::prefs;
use crate::state::route::Router;
use crate::state::session::Session;
use crate::state::tour;
use crate::ui::SkipLink;
use crate::views::map::{MapInView, strike_anywhere};

pub use arriving::{Nowhere, VisitView};
use banner::Banners;
use errands::{Opens, run_errands};
use following::Following;
use masthead::Masthead;
use messages::Messages;
pub use published::PublishedWorkspace;
use repair::Repair;
use telling::ColleaguesTold;

/// Whether the signals stand beside the screen, and the button that opens them.
#[derive(Clone, Copy)]
struct Signals {
    are_open: RwSignal<bool>,
    opener: NodeRef<html::Button>,
}

/// An open workspace, and the screen of it that is shown.
#[component]
pub fn WorkspaceView(
    /// The open workspace.
    session: Session,
    /// Which screen is shown is part of the address.
    router: Router,
) -> impl IntoView {
    let shown = screens::shown(session, router);
    let main: NodeRef<html::Main> = NodeRef::new();
    let is_sharing = RwSignal::new(false);
    let is_publishing = RwSignal::new(false);
    let signals = Signals { are_open: RwSignal::new(false), opener: NodeRef::new() };
    // Beside the path stands what is found, and closing that puts the map back to what it was.
    screens::lead_to_map(session, router, shown, move || signals.are_open.set(true));
    let is_putting_off = RwSignal::new(false);
    let asks_again = RwSignal::new(false);
    recall_person(session);
    let opens = Opens {
        signals: signals.are_open,
        share: is_sharing,
        publish: is_publishing,
        who: asks_again,
    };
    run_errands(session, router, shown, opens);
    following::keep(session, router, shown);
    let map = MapInView::provide();
    listen(session, map, main);
    let asks_who = Memo::new(move |_| {
        let is_unknown = session.person().with(Option::is_none) && !is_putting_off.get();
        session.can_edit() && (is_unknown || asks_again.get())
    });
    let is_answered = Callback::new(move |()| {
        is_putting_off.set(true);
        asks_again.set(false);
        // The dialog that goes leaves the focus nowhere: a first map goes on with the tour.
        if session.lens.tour.with_untracked(Option::is_some) {
            frame::next_frame(move || {
                let is_toured = session.lens.tour.try_with_untracked(Option::is_some) == Some(true);
                if is_toured && focus::is_nowhere() {
                    tour::call(session);
                }
            });
        }
    });
    view! {
        <SkipLink to=main/>
        <div class="frame" on:keydown=move |event| following::moved_by_key(session, &event)>
            <Masthead
                session
                router
                shown
                signals
                share=Callback::new(move |()| is_sharing.set(true))
                ask_who=Callback::new(move |()| asks_again.set(true))
                publish=Callback::new(move |()| is_publishing.set(true))
            />
            <div class="banners">
                {session.is_published().then(|| view! { <PublishedBannerPart/> })}
                <Banners session/>
                <Repair session/>
            </div>
            <Show when=move || signals.are_open.get()>
                <SignalsPart session is_open=signals.are_open opener=signals.opener/>
            </Show>
            <main
                id="main"
                tabindex="-1"
                node_ref=main
                on:pointerdown=move |_| following::moved_by_hand(session)
                on:wheel=move |_| following::moved_by_hand(session)
            >
                <Following session beside=main/>
                {move || screens::view(shown.get(), session, router)}
            </main>
            <InspectorPart session beside=main/>
        </div>
        <Messages session/>
        <ColleaguesTold session/>
        <Show when=move || asks_who.get()>
            <WhoPart session close=is_answered/>
        </Show>
        <Show when=move || is_sharing.get()>
            <SharePart session router close=Callback::new(move |()| is_sharing.set(false))/>
        </Show>
        <Show when=move || is_publishing.get()>
            <PublishPart session close=Callback::new(move |()| is_publishing.set(false))/>
        </Show>
        {move || {
            session.lens.asking.get().map(|asked| {
                let context = Context::over(session, map.get_untracked());
                let close = Callback::new(move |()| session.lens.asking.set(None));
                view! { <AskingPart asked context close/> }
            })
        }}
    }
}

/// Keys that do the same on every screen; while a map is in view, it hears them itself.
fn listen(session: Session, map: MapInView, main: NodeRef<html::Main>) {
    Effect::new(move |_| {
        let Some(main) = main.get() else { return };
        let watch = keys::watch(&main, move |struck| {
            let in_view = map.get_untracked();
            in_view.is_none() && strike_anywhere(&Context::over(session, None), &struck)
        });
        let held = StoredValue::new_local(watch);
        on_cleanup(move || held.set_value(None));
    });
}

/// Who this device's person was here before is who they are now, as long as the workspace knows them.
fn recall_person(session: Session) {
    Effect::new(move |_| {
        if session.person().with(Option::is_some) || !session.can_edit() {
            return;
        }
        let Some(person) = prefs::person_in(session.document()) else { return };
        if session.people().with(|people| people.contains_key(&person)) {
            // A refusal leaves the question who they are.
            let _ = session.choose_person(person);
        }
    });
}
