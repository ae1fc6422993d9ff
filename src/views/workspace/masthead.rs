//! The bar above every screen of a workspace.

use causeway_document::{Command, Group, Splice};
use causeway_model::{Json, Path};
use leptos::prelude::*;

use crate::actions;
use crate::i18n::{Key, say, t};
use crate::platform::locale;
use crate::state::lens::Asking;
use crate::state::route::{Route, Router, Screen};
use crate::state::session::Session;
use crate::ui::typing::Stroke;
use crate::ui::{Conflict, Glyph, Icon, Logo, MayEdit, TextField};
use crate::views::workspace::Signals;
use crate::views::workspace::crew::Crew;
use crate::views::workspace::more::More;
use crate::views::workspace::screens::Screens;
use crate::views::workspace::standing::Standing;

/// The way home, the title, how safe the work is, the screens, who is here, and what can be done with it.
#[component]
pub(super) fn Masthead(
    session: Session,
    router: Router,
    shown: Memo<Screen>,
    signals: Signals,
    share: Callback<()>,
    ask_who: Callback<()>,
    publish: Callback<()>,
) -> impl IntoView {
    let Signals { are_open, opener } = signals;
    // In a publication there are no other workspaces, nobody else, and nothing to save or to share.
    let is_alone = session.is_published();
    let home = if is_alone { Key::PublishedStart } else { Key::AppAllWorkspaces };
    view! {
        <header class="masthead">
            <a class="mark" href=Route::Home.hash() aria-label=t(home)>
                <Logo/>
            </a>
            <div class="where">
                <Title session/>
                {(!is_alone).then(|| view! { <Standing session/> })}
            </div>
            <Screens router shown/>
            <div class="tools">
                <Find session/>
                <button
                    class="button signals-opener"
                    type="button"
                    data-size="s"
                    node_ref=opener
                    aria-label=t(Key::SignalsTitle)
                    aria-expanded=move || are_open.get().to_string()
                    on:click=move |_| are_open.update(|open| *open = !*open)
                >
                    <Icon of=Glyph::Signal/>
                    <span class="word">{t(Key::SignalsTitle)}</span>
                </button>
                {(!is_alone)
                    .then(|| {
                        view! {
                            <Crew session ask_who/>
                            <button
                                class="button share"
                                type="button"
                                data-size="s"
                                aria-label=t(Key::ShareButton)
                                on:click=move |_| share.run(())
                            >
                                <Icon of=Glyph::Share/>
                                <span class="word">{t(Key::ShareButton)}</span>
                            </button>
                        }
                    })}
                <More session router ask_who publish/>
            </div>
        </header>
    }
}

/// Opens the palette.
#[component]
fn Find(session: Session) -> impl IntoView {
    let key = actions::by_id("palette").and_then(|action| action.shortcuts.first());
    view! {
        <button
            class="button find"
            type="button"
            data-rank="bare"
            data-size="s"
            aria-label=t(Key::ActionPalette)
            aria-keyshortcuts=key.map(|key| key.spoken())
            on:click=move |_| session.lens.asking.set(Some(Asking::Palette))
        >
            <Icon of=Glyph::Find/>
            {key.map(|key| view! { <kbd data-key=key.shown(locale::is_a_mac())></kbd> })}
        </button>
    }
}

/// The workspace's title, edited where it stands.
#[component]
fn Title(session: Session) -> impl IntoView {
    let title = session.title();
    let path = || Path::of(["title"]);
    let text = Memo::new(move |_| title.with(|title| title.one().unwrap_or_default().to_owned()));
    let values = Signal::derive(move || title.with(|title| title.values().to_vec()));
    let is_conflict = Memo::new(move |_| values.with(|values| values.len() > 1));
    let strike = Callback::new(move |stroke: Stroke| {
        let Stroke { base, at, delete, insert } = stroke;
        let splices = vec![Splice { at, delete, insert }];
        let command = Command::SpliceText { path: path(), base, splices };
        // A refusal is shown by the session; what was typed stays in the field.
        let _ = session.dispatch_in(Group::Typing("title".to_owned()), command);
    });
    let settle = Callback::new(move |at: usize| {
        if let Some(title) = values.with_untracked(|values| values.get(at).cloned()) {
            let choice = Json::String(title);
            let _ = session.dispatch(Command::SettleConflict { path: path(), choice });
        }
    });
    let shown = move || {
        let title = title.with(|title| title.shown().into_owned());
        if title.is_empty() { say(Key::WorkspaceNameless).to_owned() } else { title }
    };
    Effect::new(move |_| document_title(&shown()));
    view! {
        {move || {
            provide_context(MayEdit(session.can_edit()));
            view! {
                <Conflict label=Key::WorkspaceTitle values settle/>
                <Show when=move || !is_conflict.get()>
                    <TextField
                        label=Key::WorkspaceTitle
                        text
                        strike
                        one_line=true
                        bare=true
                        ask=Key::WorkspaceNameless
                    />
                </Show>
            }
        }}
    }
}

/// Says in the browser's tab which workspace this is.
fn document_title(title: &str) {
    crate::platform::location::set_title(&format!("{title} · {}", say(Key::AppName)));
}
