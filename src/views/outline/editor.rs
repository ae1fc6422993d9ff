//! Typing into a cell, or choosing what stands there.

use std::sync::Arc;

use causeway_sync::ids::DocumentId;
use leptos::html;
use leptos::prelude::*;

use super::columns::{Column, Fault};
use super::grid::At;
use super::sheet::{Sheet, Typing};
use super::tree::Row;
use crate::i18n::{Key, say};
use crate::platform::focus;
use crate::state::peers::Typed;
use crate::state::pending::{self, Pending};
use crate::ui::field::fresh_id;
use crate::ui::{Choice, Fault as FaultLine};

/// Where one goes once the cell is written.
#[derive(Clone, Copy)]
enum Then {
    Stay,
    Down,
    Along,
    Back,
}

/// What is typed into a cell, and what stood there when that began: of a text that was left half typed, what came in
/// beside it meanwhile is a colleague's, and stays.
#[derive(Clone, Copy)]
pub(super) struct Drafted {
    pub(super) typed: Pending,
    pub(super) seen: Pending,
}

impl Drafted {
    /// What was left half typed at a place, or else `draft` over what stands there now.
    pub(super) fn at(document: DocumentId, place: &str, draft: String, now: String) -> Self {
        let typed = Pending::at(document, place, draft);
        let under = format!("{place}/seen");
        if !typed.is_kept() {
            pending::forget(document, &under);
        }
        Self { typed, seen: Pending::at(document, &under, now) }
    }

    fn set(self, text: String) {
        if !self.typed.is_kept() {
            self.seen.set(self.seen.get_untracked());
        }
        self.typed.set(text);
    }

    pub(super) fn clear(self) {
        self.typed.clear();
        self.seen.clear();
    }
}

/// The field of the cell that is being edited. What is half typed is kept on this device until it is written or given up.
#[component]
pub(super) fn Editor(sheet: Sheet, row: Arc<Row>, at: At, column: Column) -> impl IntoView {
    let (draft, choices) = untrack(|| {
        sheet
            .with_subject(&row, |subject, status, known| {
                (column.draft(subject, status, known), column.choices(known))
            })
            .unwrap_or_default()
    });
    let (begun, seen) = sheet.typing.with_untracked(|typing| {
        typing
            .as_ref()
            .map(|typing| (typing.begun.clone(), typing.seen.clone()))
            .unwrap_or_default()
    });
    let drafted = Drafted::at(sheet.session.document(), &column.place(&row), draft, seen);
    let typed = drafted.typed;
    if let Some(begun) = begun.filter(|_| choices.is_empty()) {
        drafted.set(begun);
        // A row that is drawn anew, as when others come in above it, goes on from what was typed.
        sheet.typing.update_untracked(|typing| {
            if let Some(typing) = typing {
                typing.begun = None;
            }
        });
    }
    show_others(sheet, &row, column, typed);
    let fault = RwSignal::new(None::<Fault>);
    let is_done = StoredValue::new(false);
    let give_up = move || {
        is_done.set_value(true);
        drafted.clear();
        sheet.typing.set(None);
        sheet.call();
    };
    let (key, subject) = (row.key, StoredValue::new(row));
    // Typing may have gone on to another row of the same node, whose field has it now.
    let is_typed_here = move || {
        let is_here = |typing: &Typing| typing.stand.key == key && typing.stand.column == at.column;
        sheet.typing.try_with_untracked(|typing| typing.as_ref().is_some_and(is_here)) == Some(true)
    };
    let write = move |then: Then| {
        // Leaving the field that has just been written comes here as well.
        let is_open = is_done.try_get_value() == Some(false) && is_typed_here();
        let Some(text) = typed.try_get_untracked().filter(|_| is_open) else { return };
        let row = subject.get_value();
        match sheet.command_since(&row, column, &drafted.seen.get_untracked(), &text) {
            Ok(command) => {
                // A refusal is shown by the session, and what was typed stays.
                if command.is_some_and(|command| sheet.session.dispatch(command).is_err()) {
                    return;
                }
                is_done.set_value(true);
                drafted.clear();
                sheet.typing.set(None);
                walk_on(sheet, at, then);
            }
            Err(why) => fault.set(Some(why)),
        }
    };
    let press = move |key: &str, shift: bool| {
        match key {
            "Enter" => write(if shift { Then::Stay } else { Then::Down }),
            "Tab" => write(if shift { Then::Back } else { Then::Along }),
            "Escape" => give_up(),
            _ => return false,
        }
        true
    };
    let id = fresh_id();
    let said = Signal::derive(move || fault.get().map(|fault| say(fault.said()).to_owned()));
    let control = if choices.is_empty() {
        view! { <Line column drafted fault id=id.clone() press=Callback::new(move |(key, shift): (String, bool)| press(&key, shift)) leave=Callback::new(move |()| write(Then::Stay))/> }
            .into_any()
    } else {
        view! { <Pick column drafted choices press=Callback::new(move |(key, shift): (String, bool)| press(&key, shift)) leave=Callback::new(move |()| write(Then::Stay))/> }
            .into_any()
    };
    view! {
        {control}
        <div class="fault-of">
            <FaultLine id text=said/>
        </div>
    }
}

/// Lets the others see what is being typed, letter by letter, until it is written or given up.
fn show_others(sheet: Sheet, row: &Row, column: Column, typed: Pending) {
    let (session, node) = (sheet.session, row.node.clone());
    Effect::new(move |_| {
        let typed = Typed { node: node.clone(), field: column.word(), text: typed.get() };
        session.show(|shows| shows.typing = Some(typed));
    });
    on_cleanup(move || session.show(|shows| shows.typing = None));
}

/// Leaving a field by the pointer writes it and stays where the pointer went.
fn walk_on(sheet: Sheet, at: At, then: Then) {
    let size = sheet.size();
    let to = match then {
        Then::Stay => {
            if focus::is_nowhere() {
                sheet.call();
            }
            return;
        }
        Then::Down => At { row: (at.row + 1).min(size.rows.saturating_sub(1)), ..at },
        Then::Along => At { column: (at.column + 1).min(size.columns - 1), ..at },
        Then::Back => At { column: at.column.saturating_sub(1), ..at },
    };
    sheet.go(to, false);
}

#[component]
fn Line(
    column: Column,
    drafted: Drafted,
    fault: RwSignal<Option<Fault>>,
    id: String,
    press: Callback<(String, bool), bool>,
    leave: Callback<()>,
) -> impl IntoView {
    let field: NodeRef<html::Input> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(element) = field.get() {
            focus::give(field);
            // One goes on from the end of what is there, or of the letter that began it.
            let end = u32::try_from(element.value().encode_utf16().count()).unwrap_or(u32::MAX);
            _ = element.set_selection_range(end, end);
        }
    });
    view! {
        <input
            class="input"
            autocomplete="off"
            node_ref=field
            inputmode=column.holds_figures().then_some("decimal")
            aria-label=move || say(column.label())
            aria-invalid=move || fault.get().is_some().then_some("true")
            aria-describedby=id
            prop:value=move || drafted.typed.get()
            on:input=move |event| {
                fault.set(None);
                drafted.set(event_target_value(&event));
            }
            on:blur=move |event| focus::unless_gone(&event, move || _ = leave.try_run(()))
            on:keydown=move |event| {
                event.stop_propagation();
                if !event.is_composing() && press.try_run((event.key(), event.shift_key())).unwrap_or_default() {
                    event.prevent_default();
                }
            }
        />
    }
}

#[component]
fn Pick(
    column: Column,
    drafted: Drafted,
    choices: Vec<Choice>,
    press: Callback<(String, bool), bool>,
    leave: Callback<()>,
) -> impl IntoView {
    let field: NodeRef<html::Select> = NodeRef::new();
    Effect::new(move |_| {
        if field.get().is_some() {
            focus::give(field);
        }
    });
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value prop:selected=move || drafted.typed.get() == own>
                {choice.label}
            </option>
        }
    };
    view! {
        <select
            class="input"
            node_ref=field
            aria-label=move || say(column.label())
            on:change=move |event| drafted.set(event_target_value(&event))
            on:blur=move |event| focus::unless_gone(&event, move || _ = leave.try_run(()))
            on:keydown=move |event| {
                event.stop_propagation();
                if press.try_run((event.key(), event.shift_key())).unwrap_or_default() {
                    event.prevent_default();
                }
            }
        >
            {(!column.is_required())
                .then(|| {
                    view! {
                        <option value="" prop:selected=move || drafted.typed.get().is_empty()>
                            {say(Key::FieldNone)}
                        </option>
                    }
                })}
            {choices.into_iter().map(option).collect_view()}
        </select>
    }
}
