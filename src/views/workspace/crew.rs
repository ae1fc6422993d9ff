//! Who is here now.

use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, say_with, t};
use crate::state::peers::PresentPeer;
use crate::state::session::Session;
use crate::ui::{Avatar, crew_of};

/// How many are shown before the rest is a number.
const SHOWN: usize = 4;

/// The others as marks with initials, and oneself, who can say again who one is.
#[component]
pub(super) fn Crew(session: Session, ask_who: Callback<()>) -> impl IntoView {
    let peers = session.peers();
    let first = move || peers.get().into_iter().take(SHOWN).collect::<Vec<_>>();
    let rest = Memo::new(move |_| peers.with(Vec::len).saturating_sub(SHOWN));
    view! {
        <ul class="crew" aria-label=t(Key::CrewHere)>
            <For
                each=first
                key=|peer| (peer.key.clone(), peer.name.clone(), peer.person.clone())
                children=move |peer| view! { <li><PeerMark session peer/></li> }
            />
            <Show when=move || { rest.get() > 0 }>
                <li data-more>
                    <span class="person" data-more title=move || say_count(Key::CrewMore, rest.get())>
                        {move || format!("+{}", rest.get())}
                    </span>
                </li>
            </Show>
        </ul>
        <Myself session ask_who/>
    }
}

/// One other.
#[component]
fn PeerMark(session: Session, peer: PresentPeer) -> impl IntoView {
    let crew = crew_of(peer.person.as_ref().map_or(peer.key.as_str(), |person| person.as_str()));
    let name = Signal::derive(move || {
        let known = peer.person.as_ref().and_then(|person| session.person_name(person));
        let given = || Some(peer.name.clone()).filter(|name| !name.is_empty());
        known.or_else(given).unwrap_or_else(|| say(Key::CrewGuest).to_owned())
    });
    view! { <Avatar name crew=Some(crew)/> }
}

/// The person here, or the question who they are.
#[component]
fn Myself(session: Session, ask_who: Callback<()>) -> impl IntoView {
    let me = session.person();
    let name = Signal::derive(move || session.person_name(&me.get()?));
    let can_ask = move || session.can_edit();
    let mark = move |name: String| {
        let avatar = {
            let name = name.clone();
            move || view! { <Avatar name=name.clone() crew=me.get().map(|me| crew_of(me.as_str()))/> }
        };
        if !can_ask() {
            return view! { <span class="wide">{avatar}</span> }.into_any();
        }
        let said = Signal::derive(move || say_with(Key::WhoAgain, &[("name", &name)]));
        view! {
            <button
                class="button wide"
                type="button"
                data-size="s"
                data-rank="bare"
                data-icon
                aria-label=move || said.get()
                title=move || said.get()
                on:click=move |_| ask_who.run(())
            >
                {avatar}
            </button>
        }
        .into_any()
    };
    view! {
        {move || name.get().map(mark)}
        <Show when=move || can_ask() && me.get().is_none()>
            <button
                class="button wide"
                type="button"
                data-size="s"
                data-rank="bare"
                on:click=move |_| ask_who.run(())
            >
                {t(Key::WhoTitle)}
            </button>
        </Show>
    }
}
