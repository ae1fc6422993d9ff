//! One workspace of this device.

use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

use crate::dialogs::delete_workspace::DeleteWorkspaceDialog;
use crate::i18n::{Key, day, file_size, language, say, say_count, say_with, short_day};
use crate::platform::clock;
use crate::state::library::{Form, Synced, WorkspaceEntry};
use crate::state::route::Route;
use crate::ui::{Glyph, Icon, Menu, MenuChoice};
use crate::views::home::Desk;
use crate::views::home::thumb::Thumb;

/// Its title, when it was last changed or open, its size, and whether a relay has all of it.
#[component]
pub(super) fn WorkspaceCard(desk: Desk, entry: WorkspaceEntry) -> impl IntoView {
    let document = entry.document;
    let title = entry.title.clone();
    let shown = {
        let title = title.clone();
        Signal::derive(move || {
            if title.is_empty() { say(Key::WorkspaceNameless).to_owned() } else { title.clone() }
        })
    };
    let (bytes, synced, nodes) = (entry.bytes, entry.synced, entry.nodes);
    let (opened, edited) = (entry.opened, entry.edited);
    let facts = move || {
        let when = match (edited, opened) {
            (Some(at), _) => Some(said_on(
                at.date_naive(),
                Key::EditedToday,
                Key::EditedYesterday,
                Key::EditedOn,
            )),
            (None, Some(at)) => Some(said_on(
                at.date_naive(),
                Key::OpenedToday,
                Key::OpenedYesterday,
                Key::OpenedOn,
            )),
            (None, None) => None,
        };
        let nodes = nodes.map(|nodes| say_count(Key::OutlineCount, nodes));
        let facts = [when, nodes, Some(file_size(bytes, language()))];
        facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let deletes = RwSignal::new(false);
    let close = Callback::new(move |()| deletes.set(false));
    view! {
        <li>
            <article class="workspace-card">
                <Thumb name=document.to_string() sketch=entry.sketch/>
                <div class="body">
                    <h3>
                        <a href=Route::workspace(document).hash()>{move || shown.get()}</a>
                    </h3>
                    <p class="small quiet">{facts}</p>
                    <SyncedLine synced/>
                </div>
                <More desk document shown delete=Callback::new(move |()| deletes.set(true))/>
            </article>
            <Show when=move || deletes.get()>
                <DeleteWorkspaceDialog desk document title=shown close/>
            </Show>
        </li>
    }
}

/// What else can be done with it.
#[component]
fn More(
    desk: Desk,
    document: DocumentId,
    shown: Signal<String>,
    delete: Callback<()>,
) -> impl IntoView {
    let label = Signal::derive(move || say_with(Key::WorkspaceMore, &[("title", &shown.get())]));
    let export = move |form| Callback::new(move |()| desk.download(document, shown, form));
    let word = |key: Key| Signal::derive(move || say(key).to_owned());
    view! {
        <Menu label glyph=Glyph::More small=true up=true>
            <MenuChoice
                glyph=Glyph::Download
                label=word(Key::ExportJson)
                choose=export(Form::Json)
            />
            <MenuChoice
                glyph=Glyph::Download
                label=word(Key::ExportAutomerge)
                choose=export(Form::Automerge)
            />
            <hr/>
            <MenuChoice
                glyph=Glyph::Delete
                label=word(Key::WorkspaceDelete)
                grave=true
                choose=delete
            />
        </Menu>
    }
}

/// Whether a relay has all of it, as was known when it was last open.
#[component]
fn SyncedLine(synced: Synced) -> impl IntoView {
    let (state, glyph) = match synced {
        Synced::Never | Synced::Whole => ("synced", Glyph::Check),
        Synced::Behind(_) => ("offline", Glyph::Clock),
    };
    let said = move || match synced {
        Synced::Never => say(Key::SyncedNever).to_owned(),
        Synced::Whole => say(Key::SyncedWhole).to_owned(),
        Synced::Behind(changes) => say_count(Key::SyncedBehind, changes),
    };
    view! {
        <p class="sync" data-sync=state>
            <Icon of=glyph/>
            <span>{said}</span>
        </p>
    }
}

/// A day, as far away as it is.
fn said_on(date: causeway_model::Date, on_this: Key, day_before: Key, earlier: Key) -> String {
    use chrono::Datelike as _;
    let today = clock::today();
    match (today - date).num_days() {
        ..=0 => say(on_this).to_owned(),
        1 => say(day_before).to_owned(),
        _ if date.year() == today.year() => say_with(earlier, &[("date", &short_day(date))]),
        _ => say_with(earlier, &[("date", &day(date))]),
    }
}
