//! One workspace of this device.

use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

use crate::dialogs::delete_workspace::DeleteWorkspaceDialog;
use crate::i18n::{Key, day, file_size, language, say, say_count, say_with, short_day};
use crate::platform::clock;
use crate::state::library::{Form, Synced, WorkspaceEntry};
use crate::state::route::Route;
use crate::ui::{Glyph, Icon, Menu, MenuChoice, live};
use crate::views::home::Desk;

/// Its title, when it was last open, its size, and whether a relay has all of it.
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
    let (opened, bytes, synced) = (entry.opened, entry.bytes, entry.synced);
    let facts = move || {
        let size = file_size(bytes, language());
        match opened.map(|at| at.date_naive()) {
            Some(date) => format!("{} · {size}", opened_on(date)),
            None => size,
        }
    };
    let deletes = RwSignal::new(false);
    let close = Callback::new(move |()| deletes.set(false));
    view! {
        <li>
            <article class="workspace-card">
                <Water document/>
                <div class="body">
                    <h3>
                        <a href=Route::workspace(document).hash()>{live(move || shown.get())}</a>
                    </h3>
                    <p class="small quiet">{facts}</p>
                    <SyncedLine synced/>
                </div>
                <More desk document shown delete=Callback::new(move |()| deletes.set(true))/>
            </article>
            <Show when=live(move || deletes.get())>
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
        Synced::Behind(changes) => say_count(Key::SyncOffline, changes),
    };
    view! {
        <p class="sync" data-sync=state>
            <Icon of=glyph/>
            <span>{said}</span>
        </p>
    }
}

/// The water before the coast: every workspace has a coast of its own, by its id.
#[component]
fn Water(document: DocumentId) -> impl IntoView {
    let draw = document
        .to_string()
        .bytes()
        .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let part = |shift: u32, most: u32| f64::from((draw >> shift) % most);
    let (coast, bend, deep) = (196.0 + part(3, 56), 8.0 + part(9, 30), 60.0 + part(15, 70));
    let line = |x: f64, bend: f64| {
        format!(
            "M{x} 0C{} 26 {} 44 {} 62S{} 88 {x} 96",
            x - bend,
            x + bend,
            x + bend * 0.6,
            x - bend * 0.4
        )
    };
    let area = |x: f64, bend: f64| format!("{}H300V0Z", line(x, bend));
    view! {
        <svg class="thumb" viewBox="0 0 300 96" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
            <path class="t-deep" d="M0 0H300V96H0Z"></path>
            <path class="t-mid" d=area(deep, -bend)></path>
            <path class="fathom" d=line(deep + (coast - deep) * 0.5, bend * 0.8)></path>
            <path class="t-shore" d=area(coast, bend)></path>
        </svg>
    }
}

fn opened_on(date: causeway_model::Date) -> String {
    use chrono::Datelike as _;
    let today = clock::today();
    match (today - date).num_days() {
        ..=0 => say(Key::OpenedToday).to_owned(),
        1 => say(Key::OpenedYesterday).to_owned(),
        _ if date.year() == today.year() => say_with(Key::OpenedOn, &[("date", &short_day(date))]),
        _ => say_with(Key::OpenedOn, &[("date", &day(date))]),
    }
}
