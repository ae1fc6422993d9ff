//! Who is here now, where they are, and the way to them.

use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, say_with, t};
use crate::state::company;
use crate::state::peers::PresentPeer;
use crate::state::session::Session;
use crate::ui::{Avatar, FaceMenu, Glyph, MenuChoice};
use crate::views::workspace::following::screen_said;

/// How many are shown before the rest is a number.
const SHOWN: usize = 4;

/// The others as marks with initials, and oneself, who can say again who one is.
#[component]
pub(super) fn Crew(session: Session, ask_who: Callback<()>) -> impl IntoView {
    let peers = session.peers();
    let words = Memo::new(move |_| {
        peers.with(|peers| peers.iter().map(|peer| peer.word().to_owned()).collect::<Vec<_>>())
    });
    let first = move || words.get().into_iter().take(SHOWN).collect::<Vec<_>>();
    let count = Memo::new(move |_| words.with(Vec::len));
    view! {
        <ul class="crew" aria-label=t(Key::CrewHere)>
            <For
                each=first
                key=String::clone
                children=move |word| view! { <li><PeerMark session word/></li> }
            />
            // A narrow page has room for fewer marks than are listed: everybody is in here.
            <Show when=move || { count.get() > 1 }>
                <li data-more data-few=move || (count.get() <= SHOWN).then_some("")>
                    <Everybody session words/>
                </li>
            </Show>
        </ul>
        <Myself session ask_who/>
    }
}

/// What a colleague shows, as it is now.
fn peer_of(session: Session, word: String) -> Memo<Option<PresentPeer>> {
    let peers = session.peers();
    Memo::new(move |_| peers.with(|peers| company::find(peers, &word).cloned()))
}

/// What is said of a colleague: the name, and the screen they look at.
fn said_of(session: Session, peer: Memo<Option<PresentPeer>>) -> Memo<(String, String)> {
    Memo::new(move |_| {
        let Some(peer) = peer.get() else { return Default::default() };
        let screen = screen_said(&peer).map(|key| say(key).to_owned());
        (session.peer_name(&peer), screen.unwrap_or_default())
    })
}

/// One other: a press leads to where they are, and offers to stay with them.
#[component]
fn PeerMark(session: Session, word: String) -> impl IntoView {
    let crew = {
        let word = word.clone();
        Signal::derive(move || Some(session.crew_of(&word)))
    };
    let peer = peer_of(session, word.clone());
    let said = said_of(session, peer);
    let name = Signal::derive(move || said.with(|(name, _)| name.clone()));
    let label = Signal::derive(move || {
        let (name, screen) = said.get();
        let key = if screen.is_empty() { Key::CrewGoTo } else { Key::CrewGoToScreen };
        say_with(key, &[("name", &name), ("screen", &screen)])
    });
    let visited = word.clone();
    let visit = Callback::new(move |()| session.company.visit(&visited));
    let word = StoredValue::new(word);
    view! {
        <FaceMenu
            label
            face=move || view! { <Avatar name crew named=true/> }
            small=true
            opened=visit
        >
            <p class="whose">
                <b>{move || name.get()}</b>
                <small>{move || said.with(|(_, screen)| screen.clone())}</small>
            </p>
            <FollowChoice session word=word.get_value() name/>
        </FaceMenu>
    }
}

/// Follows someone, or no longer does.
#[component]
fn FollowChoice(session: Session, word: String, name: Signal<String>) -> impl IntoView {
    let word = StoredValue::new(word);
    let followed = session.company.followed();
    let is_followed =
        Memo::new(move |_| followed.with(|followed| *followed == Some(word.get_value())));
    // Two who followed each other would go nowhere.
    let follows_me = Memo::new(move |_| {
        let mine = session.own_words();
        session.peers().with(|peers| company::leads_back(peers, &word.get_value(), &mine))
    });
    let label = Signal::derive(move || {
        let key = if is_followed.get() {
            Key::ActionStopFollowing
        } else if follows_me.get() {
            Key::FollowingMe
        } else {
            Key::CrewFollow
        };
        say_with(key, &[("name", &name.get())])
    });
    let choose = Callback::new(move |()| {
        if is_followed.get_untracked() {
            session.company.stop();
        } else if !follows_me.get_untracked() {
            session.company.follow(&word.get_value());
        }
    });
    let glyph = Signal::derive(move || if is_followed.get() { Glyph::Close } else { Glyph::Next });
    view! { <MenuChoice glyph label is_chosen=is_followed choose/> }
}

/// Everybody who is here, each to be followed.
#[component]
fn Everybody(session: Session, words: Memo<Vec<String>>) -> impl IntoView {
    let count = Memo::new(move |_| words.with(Vec::len));
    let label = Signal::derive(move || say_count(Key::SyncOthers, count.get()));
    let rest = move || count.get().saturating_sub(SHOWN);
    let face = move || {
        view! {
            <span class="person" data-more>
                {move || if rest() > 0 { format!("+{}", rest()) } else { format!("{}", count.get()) }}
            </span>
        }
    };
    view! {
        <FaceMenu label face small=true>
            <For
                each=move || words.get()
                key=String::clone
                children=move |word| {
                    let said = said_of(session, peer_of(session, word.clone()));
                    let name = Signal::derive(move || said.with(|(name, _)| name.clone()));
                    let hint = Signal::derive(move || {
                        let screen = said.with(|(_, screen)| screen.clone());
                        (!screen.is_empty()).then_some(screen)
                    });
                    let visited = word.clone();
                    view! {
                        <MenuChoice
                            glyph=Glyph::Person
                            label=Signal::derive(move || say_with(Key::CrewGoTo, &[("name", &name.get())]))
                            hint
                            choose=Callback::new(move |()| session.company.visit(&visited))
                        />
                        <FollowChoice session word name/>
                    }
                }
            />
        </FaceMenu>
    }
}

/// The person here, or the question who they are.
#[component]
fn Myself(session: Session, ask_who: Callback<()>) -> impl IntoView {
    let me = session.person();
    let name = Signal::derive(move || session.person_name(&me.get()?));
    let can_ask = move || session.can_edit();
    let crew = Signal::derive(move || me.get().map(|me| session.crew_of(me.as_str())));
    let mark = move |name: String| {
        let avatar = {
            let name = name.clone();
            move || view! { <Avatar name=name.clone() crew/> }
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
