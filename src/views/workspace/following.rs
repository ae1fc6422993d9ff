//! Going along with a colleague: their screen, their selection, and who is going along with whom.

use causeway_canvas::{MapRect, Selection};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, t};
use crate::platform::frame::next_frame;
use crate::state::company;
use crate::state::notice::Notice;
use crate::state::peers::PresentPeer;
use crate::state::route::{Place, Route, Router, Screen};
use crate::state::session::Session;
use crate::state::status::SyncStatus;
use crate::ui::{Avatar, CrossButton};
use crate::views::workspace::screens;

/// Around a pointer without a view, such as an older program's, so much of the map is shown, in map units.
const AROUND_POINTER: (f64, f64) = (1_200.0, 800.0);

/// Keeps the session with whom it follows until the person moves, and takes the person to whom they ask for.
pub(super) fn keep(session: Session, router: Router, shown: Memo<Screen>) {
    Effect::new(move |_| {
        let screen = shown.get();
        session.show(|shows| screen.word().clone_into(&mut shows.screen));
    });
    let leader = leader(session);
    stop_where_it_ends(session, leader);
    keep_screen(session, router, shown, leader);
    keep_selection(session, leader);
    visit(session, router, shown);
}

/// Whom the person follows, as they are now.
fn leader(session: Session) -> Memo<Option<PresentPeer>> {
    let (followed, peers) = (session.company.followed(), session.peers());
    Memo::new(move |_| {
        let word = followed.get()?;
        peers.with(|peers| company::find(peers, &word).cloned())
    })
}

/// Who leaves can't be followed, nor who follows in turn.
fn stop_where_it_ends(session: Session, leader: Memo<Option<PresentPeer>>) {
    let followed = session.company.followed();
    let last_name = StoredValue::new(String::new());
    Effect::new(move |_| {
        let Some(word) = followed.get() else { return };
        let Some(leader) = leader.get() else {
            session.company.stop();
            let name = last_name.get_value();
            // With the connection everybody goes out of sight; that it is lost is known once all have heard of it.
            next_frame(move || {
                let is_lost = session.sync_status().try_get_untracked().is_some_and(|sync| {
                    matches!(sync, SyncStatus::Offline(_) | SyncStatus::Connecting)
                });
                let said = if is_lost { Notice::LeaderUnseen } else { Notice::LeaderGone };
                session.notices.say(said(name));
            });
            return;
        };
        last_name.set_value(session.peer_name(&leader));
        let mine = session.own_words();
        if session.peers().with(|peers| company::lets_go(peers, &word, &mine)) {
            session.company.stop();
        }
    });
    // Whoever types is somewhere of their own.
    Effect::new(move |_| {
        if session.editing.with(Option::is_some) {
            session.company.stop();
        }
    });
}

fn keep_screen(
    session: Session,
    router: Router,
    shown: Memo<Screen>,
    leader: Memo<Option<PresentPeer>>,
) {
    let led = StoredValue::new(None::<Screen>);
    let theirs = Memo::new(move |_| leader.with(|leader| screen_of(leader.as_ref()?)));
    Effect::new(move |_| {
        let screen = theirs.get();
        led.set_value(screen);
        if let Some(screen) = screen.filter(|screen| *screen != shown.get_untracked()) {
            let node = leader.with_untracked(|leader| Some(selected(session, leader.as_ref()?)));
            go_to(router, screen, node.and_then(|chosen| chosen.only_node().cloned()));
        }
    });
    Effect::new(move |_| {
        let now = shown.get();
        if led.get_value().is_some_and(|led| led != now) && session.company.is_following() {
            session.company.stop();
        }
    });
}

fn keep_selection(session: Session, leader: Memo<Option<PresentPeer>>) {
    let led = StoredValue::new(None::<Selection>);
    let theirs = Memo::new(move |_| {
        // What comes after it was selected is selected then.
        session.comings().track();
        leader.with(|leader| Some(selected(session, leader.as_ref()?)))
    });
    Effect::new(move |_| {
        let chosen = theirs.get();
        led.set_value(chosen.clone());
        if let Some(chosen) = chosen
            && session.selection.with_untracked(|now| *now != chosen)
        {
            session.selection.set(chosen);
        }
    });
    Effect::new(move |_| {
        let now = session.selection.get();
        // What is gone is no longer selected, and nobody has moved by that.
        let is_own = led.get_value().is_some_and(|led| {
            !now.nodes.is_subset(&led.nodes) || !now.links.is_subset(&led.links)
        });
        if is_own && session.company.is_following() {
            session.company.stop();
        }
    });
}

/// What a colleague has selected of what is here.
fn selected(session: Session, peer: &PresentPeer) -> Selection {
    let shows = &peer.shows;
    let nodes = shows.nodes.iter().filter(|id| session.node(id).is_some()).cloned();
    let links = shows.links.iter().filter(|id| session.link(id).is_some()).cloned();
    Selection { nodes: nodes.collect(), links: links.collect() }
}

fn screen_of(peer: &PresentPeer) -> Option<Screen> {
    Screen::parse(&peer.shows.screen)
}

fn go_to(router: Router, screen: Screen, node: Option<causeway_model::NodeId>) {
    if let Route::Workspace(place) = router.route().get_untracked() {
        router.go(Route::Workspace(Place { screen: Some(screen), node, ..place }));
    }
}

/// Takes the person to where someone is, once, each time they ask.
fn visit(session: Session, router: Router, shown: Memo<Screen>) {
    let visited = session.company.visited();
    Effect::new(move |_| {
        let Some(word) = visited.get() else { return };
        session.company.has_visited();
        let peer = session.peers().with_untracked(|peers| company::find(peers, &word).cloned());
        let Some(peer) = peer else { return };
        // Whoever goes elsewhere has stopped following.
        if session.company.followed().get_untracked().is_some_and(|followed| followed != word) {
            session.company.stop();
        }
        let screen = screen_of(&peer).unwrap_or_else(|| shown.get_untracked());
        if screen != shown.get_untracked() {
            let node = session.selection.with_untracked(|chosen| chosen.only_node().cloned());
            go_to(router, screen, node);
        }
        let around = |at| MapRect::around(at, AROUND_POINTER.0, AROUND_POINTER.1);
        match peer.shows.view.or(peer.shows.cursor.map(around)) {
            Some(part) if screen == Screen::Map => session.company.sight.set(Some(part)),
            _ => {
                let chosen = selected(session, &peer);
                if !chosen.is_empty() {
                    session.selection.set(chosen);
                }
            }
        }
    });
}

/// What moves by itself ends the following: a press or a wheel on the screen.
pub(super) fn moved_by_hand(session: Session) {
    session.company.stop();
}

/// A key ends the following, unless it only walks through the page or asks the palette; Escape does nothing else then.
pub(super) fn moved_by_key(session: Session, event: &leptos::ev::KeyboardEvent) {
    if !session.company.is_following() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let key = event.key();
    if ["Tab", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "?"]
        .contains(&key.as_str())
    {
        return;
    }
    if key == "Escape" {
        event.prevent_default();
        event.stop_propagation();
    }
    session.company.stop();
}

/// Who is followed, with the way out, and who follows. Spoken as it changes.
#[component]
pub(super) fn Following(
    session: Session,
    /// The screen, which gets the focus when the way out goes away.
    beside: NodeRef<html::Main>,
) -> impl IntoView {
    let leader = leader(session);
    let led = Memo::new(move |_| {
        let leader = leader.get()?;
        Some((session.peer_name(&leader), session.crew_of(leader.word())))
    });
    let followers = Memo::new(move |_| {
        let mine = session.own_words();
        let names = session.peers().with(|peers| {
            let followers = company::followers(peers, &mine).into_iter();
            followers.map(|peer| session.peer_name(peer)).collect::<Vec<_>>()
        });
        (!names.is_empty()).then(|| names.join(", "))
    });
    let stop = move |()| {
        session.company.stop();
        crate::platform::focus::give(beside);
    };
    view! {
        <div
            class="company"
            role="status"
            data-crew=move || led.with(|led| led.as_ref().map(|(_, crew)| crew.to_string()))
        >
            {move || led.get().map(|(name, crew)| {
                let said = say_with(Key::FollowingWho, &[("name", &name)]);
                view! {
                    <p class="along">
                        <Avatar name=name.clone() crew=Some(crew) small=true named=true/>
                        <span>{said}</span>
                        <kbd aria-hidden="true">{say(Key::FollowingKey)}</kbd>
                        <CrossButton label=t(Key::ActionStopFollowing) press=stop/>
                    </p>
                }
            })}
            {move || followers.get().map(|names| view! {
                <p class="along" data-behind>{say_with(Key::FollowingMe, &[("name", &names)])}</p>
            })}
        </div>
    }
}

/// What a colleague's screen is called, where it is known here.
pub(super) fn screen_said(peer: &PresentPeer) -> Option<Key> {
    screen_of(peer).map(screens::name)
}
