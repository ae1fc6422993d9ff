//! One row.

use std::sync::Arc;

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::cell::CellView;
use super::columns::Column;
use super::grid::height_of;
use super::sheet::Sheet;
use super::tree::Row;

/// A row with all of its cells.
#[component]
pub(super) fn RowView(
    sheet: Sheet,
    at: usize,
    row: Arc<Row>,
    row_height: RwSignal<f64>,
) -> impl IntoView {
    let is_chosen = Memo::new(move |_| {
        let block = sheet.block();
        block.count() > 1 && block.rows().contains(&at)
    });
    let cells = Column::ALL.into_iter().enumerate().map(|(index, column)| {
        view! { <CellView sheet at row=row.clone() index column/> }
    });
    view! {
        <div
            class="tr"
            role="row"
            aria-posinset=row.place.0
            aria-setsize=row.place.1
            aria-rowindex=at + 2
            aria-expanded=row.is_parent.then(|| row.is_open.to_string())
            aria-selected=move || is_chosen.get().to_string()
            data-aside=row.is_aside.then_some("")
            style:transform=move || format!("translateY({}px)", height_of(at, row_height.get()))
            style=("--level", row.level.to_string())
            {..custom_attribute("aria-level", row.level)}
        >
            {cells.collect_view()}
        </div>
    }
}
