//! The screens of a workspace: what each is called, what shows it, and the way between them.
//!
//! A new screen is a variant of [`Screen`], a name in [`name`] and a view in [`view`]. Its view may come
//! in a part of its own, see `src/parts.rs`.

use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::parts::{BriefPart, OutlinePart};
use crate::state::route::{Place, Route, Router, Screen};
use crate::state::session::Session;
use crate::ui::{Glyph, Icon};
use crate::views::map::MapView;

/// What a screen is called.
pub(super) fn name(screen: Screen) -> Key {
    match screen {
        Screen::Map => Key::ScreenMap,
        Screen::Outline => Key::ScreenOutline,
        Screen::Brief => Key::ScreenBrief,
    }
}

/// What stands for a screen at the thumb.
fn glyph(screen: Screen) -> Glyph {
    match screen {
        Screen::Map => Glyph::Map,
        Screen::Outline => Glyph::Outline,
        Screen::Brief => Glyph::Page,
    }
}

/// What shows a screen.
pub(super) fn view(screen: Screen, session: Session, router: Router) -> AnyView {
    match screen {
        Screen::Map => view! { <MapView/> }.into_any(),
        Screen::Outline => view! { <OutlinePart session/> }.into_any(),
        Screen::Brief => view! { <BriefPart session router/> }.into_any(),
    }
}

/// The screen of a workspace that the address names, or the first.
pub(super) fn shown(session: Session, router: Router) -> Memo<Screen> {
    let (route, role) = (router.route(), session.role());
    // Who only reads comes for the leader's page.
    Memo::new(move |before: Option<&Screen>| match route.get() {
        Route::Workspace(place) if place.document == session.document() => {
            place.shown(if role.get().may_edit() { Screen::Map } else { Screen::Brief })
        }
        _ => before.copied().unwrap_or(Screen::Map),
    })
}

/// A finding that is traced leads to the map, wherever it was chosen: that is where its path is.
/// `arrived` hears that it did.
pub(super) fn lead_to_map(
    session: Session,
    router: Router,
    shown: Memo<Screen>,
    arrived: impl Fn() + 'static,
) {
    Effect::new(move |_| {
        if session.traced.with(Option::is_some)
            && shown.get_untracked() != Screen::Map
            && let Route::Workspace(place) = router.route().get_untracked()
        {
            router.go(Route::Workspace(Place { screen: Some(Screen::Map), ..place }));
            arrived();
        }
    });
}

/// The way from screen to screen; on a phone it lies at the thumb.
#[component]
pub(super) fn Screens(router: Router, shown: Memo<Screen>) -> impl IntoView {
    let address = move |screen: Screen| match router.route().get() {
        Route::Workspace(place) => {
            Route::Workspace(Place { screen: Some(screen), node: None, ..place }).hash()
        }
        elsewhere => elsewhere.hash(),
    };
    let link = move |screen: Screen| {
        view! {
            <li>
                <a
                    href=move || address(screen)
                    aria-current=move || (shown.get() == screen).then_some("page")
                >
                    <Icon of=Signal::derive(move || glyph(screen))/>
                    {t(name(screen))}
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=t(Key::AppScreens)>
            <ul class="screens">{Screen::ALL.iter().copied().map(link).collect_view()}</ul>
        </nav>
    }
}
