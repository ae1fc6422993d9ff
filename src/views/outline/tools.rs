//! What stands above the grid: search, order, and everything that can be done.

use causeway_model::NodeKind;
use leptos::prelude::*;

use super::acts::{self, BUTTONS, READING};
use super::columns::Column;
use super::order::Sorting;
use super::sheet::Sheet;
use crate::actions::{self, Action};
use crate::i18n::{Key, say, say_count, say_with, t};
use crate::panels::inspector::words::Word as _;
use crate::platform::locale;
use crate::state::rows::RowAct;
use crate::ui::{Choice, ChoiceField, Glyph, Icon, Menu, MenuChoice};

/// The tools of the outline.
#[component]
pub(super) fn Tools(sheet: Sheet) -> impl IntoView {
    let can_edit = move || sheet.session.can_edit();
    let count = move || say_count(Key::OutlineCount, sheet.session.node_ids().with(Vec::len));
    view! {
        <div class="outline-tools" role="group" aria-label=t(Key::OutlineTools)>
            <div class="tools-row">
                <label class="search">
                    <Icon of=Glyph::Find/>
                    <span class="vh">{t(Key::OutlineSearch)}</span>
                    <input
                        class="input"
                        type="search"
                        autocomplete="off"
                        placeholder=t(Key::OutlineSearch)
                        prop:value=move || sheet.sought.get()
                        on:input=move |event| sheet.sought.set(event_target_value(&event))
                    />
                </label>
                <Sort sheet/>
                <label class="switch">
                    <input
                        type="checkbox"
                        prop:checked=move || sheet.is_flat.get()
                        on:change=move |event| sheet.is_flat.set(event_target_checked(&event))
                    />
                    {t(Key::OutlineFlat)}
                </label>
                <p class="quiet count" role="status">
                    {count}
                </p>
            </div>
            <div class="tools-row acts">
                <Show when=can_edit>
                    <Add sheet/>
                </Show>
                {move || {
                    let shown = BUTTONS.iter().filter(|id| can_edit() || READING.contains(id));
                    let shown = shown.filter_map(|id| actions::by_id(id));
                    shown.map(|action| view! { <ActButton sheet action/> }).collect_view()
                }}
            </div>
        </div>
    }
}

/// By which column rows are sorted, and which way.
#[component]
fn Sort(sheet: Sheet) -> impl IntoView {
    let value = Signal::derive(move || {
        let sorting = sheet.sorting.get();
        let at = sorting.and_then(|by| Column::ALL.iter().position(|column| *column == by.column));
        at.map_or_else(String::new, |at| at.to_string())
    });
    let choices = Signal::derive(|| {
        let all = Column::ALL.into_iter().enumerate().filter(|(_, column)| column.can_sort());
        all.map(|(at, column)| Choice {
            value: at.to_string(),
            label: say(column.label()).to_owned(),
        })
        .collect()
    });
    let commit = Callback::new(move |chosen: String| {
        let column = chosen.parse::<usize>().ok().and_then(|at| Column::ALL.get(at).copied());
        sheet.sorting.set(column.map(|column| Sorting { column, is_descending: false }));
    });
    let turn = move |_| {
        sheet.sorting.update(|sorting| {
            if let Some(sorting) = sorting {
                sorting.is_descending = !sorting.is_descending;
            }
        });
    };
    let is_descending = move || sheet.sorting.get().is_some_and(|sorting| sorting.is_descending);
    view! {
        <ChoiceField label=Key::OutlineSort value choices none=Key::OutlineSortNone commit bare=true/>
        <button
            class="button"
            type="button"
            data-size="s"
            data-icon
            aria-label=t(Key::OutlineSortTurn)
            title=t(Key::OutlineSortTurn)
            aria-pressed=move || is_descending().to_string()
            prop:disabled=move || sheet.sorting.get().is_none()
            on:click=turn
        >
            <span aria-hidden="true">
                {move || if is_descending() { "\u{2193}" } else { "\u{2191}" }}
            </span>
        </button>
    }
}

/// Adds a node of any kind at the top.
#[component]
fn Add(sheet: Sheet) -> impl IntoView {
    let choice = move |kind: &'static NodeKind| {
        let label = Signal::derive(move || say(kind.label()).to_owned());
        view! {
            <MenuChoice
                glyph=Glyph::from(*kind)
                label
                choose=move |()| acts::perform(sheet, RowAct::AddAtTop(*kind))
            />
        }
    };
    view! {
        <Menu glyph=Glyph::Plus label=Signal::derive(|| say(Key::OutlineAdd).to_owned()) small=true>
            {NodeKind::ALL.iter().map(choice).collect_view()}
        </Menu>
    }
}

#[component]
fn ActButton(sheet: Sheet, action: &'static Action) -> impl IntoView {
    let is_idle = move || {
        sheet.head.track();
        sheet.rows.track();
        sheet.session.can_undo().track();
        sheet.session.can_redo().track();
        sheet.session.read_only().track();
        !untrack(|| (action.is_offered)(&acts::context(sheet)))
    };
    let key = action.shortcuts.first();
    let hint = move || match key {
        Some(key) => {
            let key = key.shown(locale::is_a_mac());
            say_with(Key::ActionWithKey, &[("action", say(action.label)), ("key", &key)])
        }
        None => say(action.label).to_owned(),
    };
    view! {
        <button
            class="button"
            type="button"
            data-size="s"
            title=hint
            aria-keyshortcuts=key.map(|key| key.spoken())
            aria-label=t(action.label)
            prop:disabled=is_idle
            on:click=move |_| acts::act(sheet, action)
        >
            {action.glyph.map(|glyph| view! { <Icon of=Signal::derive(move || glyph)/> })}
            <span class="word" aria-hidden="true">{t(action.label)}</span>
        </button>
    }
}
