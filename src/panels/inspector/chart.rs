//! The chart of a metric: its values against what they are judged by, where they lead, and how far they vary anyway.
//!
//! It is looked at, pointed at, and walked with the arrow keys; the same values stand in a table as well.

mod drawing;
mod lines;
mod portrait;
mod reading;
mod twin;

use std::sync::Arc;

use causeway_insight::Facts;
use causeway_model::NodeId;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::panels::inspector::node::Subject;
use crate::platform::{clock, extent};
use crate::state::session::Session;

use drawing::Drawing;
use portrait::Portrait;
use reading::Cursor;
use twin::Twin;

/// The chart as it is shown, or as a table.
#[component]
pub(super) fn MetricChart(subject: Subject) -> impl IntoView {
    let Subject { session, id, node, unit, .. } = subject;
    let judged = session.judged();
    let portrait = Memo::new(move |_| {
        let own = node.get();
        let metric = own.measured()?;
        if metric.formula.is_none() {
            return Some(Arc::new(Portrait::observed(metric, clock::today())));
        }
        judged.track();
        worked_out(session, &id).map(Arc::new)
    });
    let is_table = RwSignal::new(false);
    let title =
        Signal::derive(move || node.with(|node| crate::i18n::title_or_nameless(&node.title)));
    let has_values = move || {
        portrait.with(|portrait| portrait.as_ref().is_some_and(|found| !found.points.is_empty()))
    };
    view! {
        <Show when=has_values fallback=|| view! { <p class="empty">{t(Key::ChartEmpty)}</p> }>
            <figure class="metric-chart">
                <Show
                    when=move || is_table.get()
                    fallback=move || view! { <Plot portrait title unit/> }
                >
                    <Twin portrait title unit/>
                </Show>
                <button
                    class="button"
                    type="button"
                    data-rank="bare"
                    data-size="s"
                    on:click=move |_| is_table.update(|is_table| *is_table = !*is_table)
                >
                    {move || {
                        let key = if is_table.get() { Key::ChartAsChart } else { Key::ChartAsTable };
                        crate::i18n::say(key)
                    }}
                </button>
            </figure>
        </Show>
    }
}

/// What the chart shows; `None` where there is no metric.
pub(super) type Shown = Memo<Option<Arc<Portrait>>>;

/// The values of a formula come from other nodes, so the whole workspace is asked.
fn worked_out(session: Session, id: &NodeId) -> Option<Portrait> {
    session.with_workspace(|workspace| {
        let facts = Facts::of(workspace, clock::today());
        let place = facts.places().find(|place| facts.id(*place) == id.as_str())?;
        facts.measure(place).map(Portrait::of)
    })?
}

/// The drawing, and the hand that reads it.
#[component]
fn Plot(portrait: Shown, title: Signal<String>, unit: Signal<String>) -> impl IntoView {
    let field: NodeRef<html::Div> = NodeRef::new();
    let width = RwSignal::new(drawing::WIDTH);
    Effect::new(move |_| {
        let Some(field) = field.get() else { return };
        let watch = extent::watch(&field, move |wide, _| {
            width.try_set(wide);
        });
        let held = StoredValue::new_local(Some(watch));
        on_cleanup(move || held.set_value(None));
    });
    let drawn = Memo::new(move |_| drawing::plan(portrait.get()?, width.get()));
    let cursor = Cursor::new();
    view! {
        <div class="plot" node_ref=field>
            {move || {
                drawn.get().map(|plan| view! { <Drawing plan title unit cursor/> })
            }}
            <reading::Reader drawn title unit cursor/>
        </div>
    }
}
