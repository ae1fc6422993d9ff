//! The outline: the same model as a tree and a table, for those who work without the map.
//!
//! It follows the treegrid pattern of the ARIA Authoring Practices, with cells that take the focus. What
//! the rows are and what keys, typing and pasting mean is decided without a browser, and tested so.

mod acts;
mod block;
mod cell;
mod columns;
mod editor;
mod grid;
mod keys;
mod link_dialog;
mod order;
mod row;
mod row_menu;
mod sheet;
mod table;
mod tools;
mod tree;

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::clipboard;
use crate::state::session::Session;

use link_dialog::LinkDialog;
use row_menu::RowMenu;
use sheet::Sheet;
use table::Table;
use tools::Tools;

/// The outline of an open workspace.
#[component]
pub fn Outline(
    /// The open workspace.
    session: Session,
) -> impl IntoView {
    let sheet = Sheet::of(session);
    session.lens.rows.set(Some(acts::hands(sheet)));
    on_cleanup(move || {
        sheet.write_typed();
        _ = session.lens.rows.try_set(None);
    });
    // Without a row there is no cell to paste into.
    let pastes = clipboard::on_paste(move |text| {
        if sheet.size().rows == 0 {
            acts::paste_text(sheet, &text);
        }
    });
    let pastes = StoredValue::new_local(pastes);
    on_cleanup(move || pastes.set_value(None));
    let outline: NodeRef<html::Div> = NodeRef::new();
    view! {
        <div class="outline" node_ref=outline>
            <h1 class="vh">{t(Key::OutlineTitle)}</h1>
            <Tools sheet/>
            <Table sheet/>
            <p class="vh" id="outline-keys">
                {t(Key::OutlineKeys)}
            </p>
            <p class="vh" role="status">
                {move || sheet.said.get()}
            </p>
            <RowMenu sheet outline/>
            <Show when=move || sheet.asks_link.get()>
                <LinkDialog sheet/>
            </Show>
        </div>
    }
}
