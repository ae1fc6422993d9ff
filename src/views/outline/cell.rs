//! One cell: what it shows, and the focus.

use std::sync::Arc;

use causeway_canvas::ScreenPoint;
use causeway_model::NodeKind;
use leptos::html;
use leptos::prelude::*;

use super::columns::Column;
use super::editor::Editor;
use super::grid::At;
use super::sheet::{AskedAt, Sheet};
use super::tree::Row;
use crate::i18n::{Key, say, say_count};
use crate::platform::focus;
use crate::state::peers::{PresentPeer, Typed};
use crate::ui::{Glyph, Icon, Mark, StatusMark};

/// A cell of a row.
#[component]
pub(super) fn CellView(
    sheet: Sheet,
    at: usize,
    row: Arc<Row>,
    index: usize,
    column: Column,
) -> impl IntoView {
    let here = At { row: at, column: index };
    let cell: NodeRef<html::Div> = NodeRef::new();
    let key = row.key;
    let is_head = Memo::new(move |_| {
        let head = sheet.head.get();
        head.column == index && sheet.at(head).row == at
    });
    let is_chosen = Memo::new(move |_| {
        let block = sheet.block();
        block.count() > 1 && block.contains(here)
    });
    let is_typed = Memo::new(move |_| {
        sheet.typing.with(|typing| {
            typing
                .as_ref()
                .is_some_and(|typing| typing.stand.key == key && typing.stand.column == index)
        })
    });
    let read = row.clone();
    let text = Memo::new(move |_| {
        sheet
            .with_subject(&read, |subject, status, known| column.text(subject, status, known))
            .unwrap_or_default()
    });
    let read = row.clone();
    let can_edit = Memo::new(move |_| {
        let can =
            sheet.with_subject(&read, |subject, _, _| column.can_edit(subject)).unwrap_or_default();
        can && sheet.session.can_edit()
    });
    take_focus(sheet, cell, is_head, is_typed);
    let (typist, echo) = (typist(sheet, &row, column), echo(sheet, &row, column));
    let shown = {
        let row = row.clone();
        move || match column {
            Column::Title => view! { <Title sheet row=row.clone() text/> }.into_any(),
            Column::Status => view! { <State sheet row=row.clone() text/> }.into_any(),
            _ => view! { <span class="text">{move || text.get()}</span> }.into_any(),
        }
    };
    view! {
        <div
            class="td"
            role="gridcell"
            node_ref=cell
            tabindex=move || if is_head.get() && !is_typed.get() { "0" } else { "-1" }
            aria-colindex=index + 1
            aria-selected=move || is_chosen.get().to_string()
            aria-readonly=move || (!can_edit.get()).then_some("true")
            data-column=column.look()
            data-figures=column.holds_figures().then_some("")
            data-fixed=move || (!can_edit.get()).then_some("")
            data-chosen=move || is_chosen.get().then_some("")
            data-held=move || typist.with(Option::is_some).then_some("")
            data-echo=move || echo.with(Option::is_some).then_some("")
            data-crew=move || {
                let crew = typist.with(|typist| typist.as_ref().map(|(_, crew, _)| *crew));
                crew.or_else(|| echo.get()).map(|crew| crew.to_string())
            }
            on:mousedown=move |event| {
                if !is_typed.get_untracked() && event.button() == 0 {
                    event.prevent_default();
                    sheet.go(here, event.shift_key());
                }
            }
            on:contextmenu=move |event| {
                if !is_typed.get_untracked() {
                    event.prevent_default();
                    if !sheet.block_untracked().contains(here) {
                        sheet.go(here, false);
                    }
                    let at = ScreenPoint::new(event.client_x().into(), event.client_y().into());
                    // A key asks where the focus is, and has been heard already.
                    if event.button() == 2 {
                        sheet.menu.set(Some(AskedAt::Pointer(at)));
                    }
                }
            }
            on:mouseenter=move |event| {
                if event.buttons() & 1 == 1 && sheet.typing.with_untracked(Option::is_none) {
                    sheet.go(here, true);
                }
            }
            on:dblclick=move |_| {
                if !is_typed.get_untracked() {
                    sheet.type_in(None);
                }
            }
        >
            {move || {
                if is_typed.get() {
                    view! { <Editor sheet row=row.clone() at=here column/> }.into_any()
                } else {
                    shown().into_any()
                }
            }}
            {move || typist.get().map(|(name, _, text)| view! { <Typist name text/> })}
        </div>
    }
}

/// The cell where one stands takes the focus when it is called, and when the row that had it was drawn anew.
fn take_focus(sheet: Sheet, cell: NodeRef<html::Div>, is_head: Memo<bool>, is_typed: Memo<bool>) {
    Effect::new(move |_| {
        let calls = sheet.calls.get();
        if !is_head.get() || is_typed.get() || cell.get().is_none() {
            return;
        }
        let is_called = sheet.answered.get_value() != calls;
        if is_called || (calls > 0 && focus::is_nowhere()) {
            sheet.answered.set_value(calls);
            focus::give(cell);
        }
    });
}

/// Over a cell, who types in it and what.
#[component]
fn Typist(name: String, text: String) -> impl IntoView {
    view! {
        <span class="typist">
            <b>{name}</b>
            <span>{text}</span>
        </span>
    }
}

/// The colleague who types in a cell: their name, their colour, and the letters so far, or what they are about to choose.
fn typist(sheet: Sheet, row: &Arc<Row>, column: Column) -> Memo<Option<(String, u8, String)>> {
    let (session, row, word) = (sheet.session, Arc::clone(row), column.word());
    Memo::new(move |_| {
        let (name, crew, text) = session.peers().with(|peers| {
            let typed = |peer: &&PresentPeer| {
                let here = |typed: &Typed| typed.node == row.node && typed.field == word;
                peer.shows.typing.as_ref().is_some_and(here)
                    || (column == Column::Title && peer.shows.editing.as_ref() == Some(&row.node))
            };
            let peer = peers.iter().find(typed)?;
            let text = peer.shows.typing.as_ref().map(|typed| typed.text.clone());
            let text = text.unwrap_or_else(|| "\u{2026}".to_owned());
            Some((session.peer_name(peer), session.crew_of(peer.word()), text))
        })?;
        // What is chosen from a list travels as its word, which each language calls differently.
        let choices = sheet.with_subject(&row, |_, _, known| column.choices(known))?;
        let choice = choices.into_iter().find(|choice| choice.value == text);
        Some((name, crew, choice.map_or(text, |choice| choice.label)))
    })
}

/// The colour of the colleague who has just changed what a cell shows.
fn echo(sheet: Sheet, row: &Row, column: Column) -> Memo<Option<u8>> {
    let session = sheet.session;
    let place = column.field().and_then(|(map, field)| match map {
        "links" => Some(format!("links/{}/{field}", row.via.as_ref()?)),
        map => Some(format!("{map}/{}/{field}", row.node)),
    });
    Memo::new(move |_| {
        let echo = session.echoes.at(place.as_deref()?)?;
        Some(session.author(echo.by.as_ref()).1)
    })
}

/// The title, where it stands in the tree, and where else it appears.
#[component]
fn Title(sheet: Sheet, row: Arc<Row>, text: Memo<String>) -> impl IntoView {
    let kind = {
        let node = sheet.session.node(&row.node);
        Signal::derive(move || node.as_ref().map_or(NodeKind::Driver, |node| node.get().kind))
    };
    let (key, is_parent, is_open, times, is_loop) =
        (row.key, row.is_parent, row.is_open, row.times, row.is_loop);
    view! {
        <button
            class="fold"
            type="button"
            tabindex="-1"
            aria-hidden="true"
            data-state=is_open.then_some("open")
            hidden=!is_parent
            on:mousedown=move |event| event.stop_propagation()
            on:click=move |_| sheet.toggle(key)
        >
            <Icon of=Glyph::Next/>
        </button>
        <span class="kind-of" data-kind=move || kind.get().as_str()>
            <Icon of=Signal::derive(move || Glyph::from(kind.get()))/>
        </span>
        <span class="text">{move || text.get()}</span>
        {(times > 1)
            .then(|| {
                view! {
                    <span class="times" aria-hidden="true">
                        {format!("×{times}")}
                    </span>
                    <span class="vh">{move || format!(", {}", say_count(Key::OutlineTimes, times))}</span>
                }
            })}
        {is_loop
            .then(|| {
                view! {
                    <span class="times" aria-hidden="true">
                        "↺"
                    </span>
                    <span class="vh">{move || format!(", {}", say(Key::OutlineLoop))}</span>
                }
            })}
    }
}

/// The state, by shape, colour and word.
#[component]
fn State(sheet: Sheet, row: Arc<Row>, text: Memo<String>) -> impl IntoView {
    let status = sheet.session.status_of(&row.node);
    let mark = Signal::derive(move || Mark::from(status.get().status));
    view! {
        <span class="is" data-st=move || mark.get().state()>
            <StatusMark of=mark/>
            {move || text.get()}
        </span>
    }
}
