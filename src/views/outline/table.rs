//! The grid itself: only the rows that are seen are drawn.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::columns::Column;
use super::grid::{height_of, window};
use super::order::Sorting;
use super::row::RowView;
use super::sheet::Sheet;
use super::tree::Row;
use super::{acts, keys};
use crate::actions::Held;
use crate::i18n::{Key, say, say_with, t};
use crate::platform::{clipboard, extent};

/// A row and its place.
type Placed = (usize, Arc<Row>);

/// The rows and what stands above them.
#[component]
pub(super) fn Table(sheet: Sheet) -> impl IntoView {
    let body: NodeRef<html::Div> = NodeRef::new();
    let probe: NodeRef<html::Div> = NodeRef::new();
    let (top, height, row_height) = (RwSignal::new(0.0), RwSignal::new(600.0), RwSignal::new(36.0));
    Effect::new(move |_| {
        let (Some(body), Some(probe)) = (body.get(), probe.get()) else { return };
        let seen = extent::watch(&body, move |_, tall| _ = height.try_set(tall));
        let measured = extent::watch(&probe, move |_, tall| _ = row_height.try_set(tall.max(1.0)));
        let held = StoredValue::new_local(Some((seen, measured)));
        on_cleanup(move || held.set_value(None));
    });
    Effect::new(move |_| sheet.page.set(page(height.get(), row_height.get())));
    let count = Memo::new(move |_| sheet.rows.with(|rows| rows.len()));
    let drawn = Memo::new(move |_| window(top.get(), height.get(), row_height.get(), count.get()));
    let shown = move || -> Vec<Placed> {
        // Where one stands stays, or the focus would be lost by scrolling.
        let head = sheet.at(sheet.head.get()).row;
        let window = drawn.get();
        sheet.rows.with(|rows| {
            let beyond = (!window.contains(&head) && head < rows.len()).then_some(head);
            window.chain(beyond).map(|at| (at, Arc::new(rows[at].clone()))).collect()
        })
    };
    view! {
        <div
            class="sheet"
            role="treegrid"
            aria-label=t(Key::OutlineTitle)
            aria-describedby="outline-keys"
            aria-multiselectable="true"
            aria-readonly=move || (!sheet.session.can_edit()).to_string()
            aria-rowcount=move || count.get() + 1
            aria-colcount=Column::ALL.len()
            node_ref=body
            on:scroll=move |_| {
                if let Some(body) = body.get_untracked() {
                    top.set(f64::from(body.scroll_top()));
                }
            }
            on:keydown=move |event| {
                if event.default_prevented() || event.is_composing() || sheet.typing.with_untracked(Option::is_some) {
                    return;
                }
                let held = Held {
                    control: event.ctrl_key() || event.meta_key(),
                    shift: event.shift_key(),
                    alt: event.alt_key(),
                };
                if keys::strike(sheet, &event.key(), held) {
                    event.prevent_default();
                }
            }
            on:copy=move |event| {
                if sheet.typing.with_untracked(Option::is_none)
                    && clipboard::put(&event, &acts::copied(sheet))
                {
                    event.prevent_default();
                    sheet.say(say(Key::OutlineSaidCopied).to_owned());
                }
            }
            on:paste=move |event| {
                if sheet.size().rows > 0
                    && sheet.typing.with_untracked(Option::is_none)
                    && let Some(text) = clipboard::pasted(&event)
                {
                    event.prevent_default();
                    acts::paste_text(sheet, &text);
                }
            }
        >
            <Head sheet/>
            <div
                class="rows-of"
                role="rowgroup"
                style:height=move || format!("{}px", height_of(count.get(), row_height.get()))
            >
                <For
                    each=shown
                    key=|(at, row)| (*at, row.key, format!("{row:?}"))
                    children=move |(at, row)| {
                        view! { <RowView sheet at row=row.clone() row_height/> }
                    }
                />
            </div>
            <div class="probe" node_ref=probe aria-hidden="true"></div>
        </div>
        <p class="empty outline-empty" hidden=move || count.get() != 0>
            {move || {
                let key = if sheet.sought.with(|sought| sought.trim().is_empty()) {
                    Key::OutlineEmpty
                } else {
                    Key::OutlineNotFound
                };
                say(key)
            }}
        </p>
    }
}

/// How many rows a page is: what is seen but for one, so that one row stays to go on from.
fn page(height: f64, row_height: f64) -> usize {
    window(0.0, height, row_height, 1_000)
        .len()
        .saturating_sub(window(0.0, 0.0, row_height, 1_000).len() + 1)
        .max(1)
}

/// The names of the columns, by which rows can be sorted.
#[component]
fn Head(sheet: Sheet) -> impl IntoView {
    let cell = move |(at, column): (usize, Column)| {
        let sorted = move || match sheet.sorting.get() {
            Some(Sorting { column: by, is_descending }) if by == column => {
                Some(if is_descending { "descending" } else { "ascending" })
            }
            _ => None,
        };
        let press = move |_| sheet.sorting.update(|sorting| *sorting = next(*sorting, column));
        let spoken = move || say_with(Key::OutlineSortBy, &[("column", say(column.label()))]);
        view! {
            <div
                class="th"
                role="columnheader"
                aria-colindex=at + 1
                aria-sort=move || column.can_sort().then(|| sorted().unwrap_or("none"))
                data-column=column.look()
                data-figures=column.holds_figures().then_some("")
            >
                {if column.can_sort() {
                    view! {
                        <button type="button" tabindex="-1" title=spoken on:click=press>
                            {t(column.label())}
                            <span class="way" aria-hidden="true">
                                {move || match sorted() {
                                    Some("ascending") => "\u{2191}",
                                    Some(_) => "\u{2193}",
                                    None => "",
                                }}
                            </span>
                        </button>
                    }
                        .into_any()
                } else {
                    view! { <span>{t(column.label())}</span> }.into_any()
                }}
            </div>
        }
    };
    view! {
        <div class="head" role="rowgroup">
            <div class="tr" role="row" aria-rowindex="1">
                {Column::ALL.into_iter().enumerate().map(cell).collect_view()}
            </div>
        </div>
    }
}

/// Upwards, downwards, then as the map has it.
pub(super) fn next(now: Option<Sorting>, column: Column) -> Option<Sorting> {
    match now {
        Some(Sorting { column: by, is_descending: false }) if by == column => {
            Some(Sorting { column, is_descending: true })
        }
        Some(Sorting { column: by, .. }) if by == column => None,
        _ => Some(Sorting { column, is_descending: false }),
    }
}
