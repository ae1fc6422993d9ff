//! Reading the chart value by value: with the pointer, or with the arrow keys.

use causeway_model::Date;
use leptos::html;
use leptos::prelude::*;

use super::drawing::{Plan, px};
use super::lines::measured;
use crate::i18n::{Key, day, say, say_with};
use crate::ui::Mark;

/// How many values a page is.
const PAGE: usize = 5;

/// The value that is being read, counted from the earliest.
#[derive(Clone, Copy)]
pub(super) struct Cursor(RwSignal<Option<usize>>);

impl Cursor {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The line through the value that is read, and what it says.
    pub(super) fn mark(self, plan: &Plan, unit: &str) -> Option<impl IntoView + use<>> {
        let seen = *plan.portrait.points.get(self.0.get()?)?;
        let chart = &plan.chart;
        let ((left, right), (top, bottom)) = (chart.sides(), chart.floors());
        let point = chart.at(seen.on, seen.value);
        let anchor = match (point.x - left) / (right - left).max(1.0) {
            share if share < 0.3 => "start",
            share if share > 0.7 => "end",
            _ => "middle",
        };
        let said = format!("{} \u{b7} {}", day(seen.on), measured(seen.value, unit));
        Some(view! {
            <path class="cursor" d=format!("M{:.1} {top}V{bottom}", point.x)></path>
            <circle class="read" cx=px(point.x) cy=px(point.y) r="5"></circle>
            <text class="em" x=px(point.x) y=top - 8.0 text-anchor=anchor>
                {said}
            </text>
        })
    }
}

/// What a key does to the value that is read, of so many.
fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match key {
        "ArrowLeft" | "ArrowDown" => at.saturating_sub(1),
        "ArrowRight" | "ArrowUp" => (at + 1).min(last),
        "PageDown" => at.saturating_sub(PAGE),
        "PageUp" => (at + PAGE).min(last),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

/// The hand over the picture: a slider over the values, which speaks each as it is reached.
#[component]
pub(super) fn Reader(
    drawn: Memo<Option<Plan>>,
    title: Signal<String>,
    unit: Signal<String>,
    cursor: Cursor,
) -> impl IntoView {
    let Cursor(at) = cursor;
    let field: NodeRef<html::Div> = NodeRef::new();
    let count = Memo::new(move |_| {
        drawn.with(|drawn| drawn.as_ref().map_or(0, |plan| plan.portrait.points.len()))
    });
    let now = Memo::new(move |_| {
        at.get().unwrap_or(count.get().saturating_sub(1)).min(count.get().saturating_sub(1))
    });
    let said = move || {
        drawn.with(|drawn| {
            let seen =
                drawn.as_ref().and_then(|plan| plan.portrait.points.get(now.get()).copied())?;
            let value = measured(seen.value, &unit.get());
            let said = say_with(Key::ChartValueOn, &[("date", &day(seen.on)), ("value", &value)]);
            Some(format!("{said}, {}", say(Mark::from(seen.status).word())))
        })
    };
    let point = move |x: f64| {
        let Some(wide) = field.get_untracked().map(|field| f64::from(field.client_width())) else {
            return;
        };
        let found = drawn.with_untracked(|drawn| {
            let plan = drawn.as_ref()?;
            let days: Vec<Date> = plan.portrait.points.iter().map(|seen| seen.on).collect();
            plan.chart.nearest(&days, x / wide.max(1.0) * plan.chart.frame().width)
        });
        at.set(found);
    };
    view! {
        <div
            class="reader"
            role="slider"
            tabindex="0"
            node_ref=field
            aria-label=move || say_with(Key::ChartScale, &[("title", &title.get())])
            aria-valuemin="1"
            aria-valuemax=move || count.get().max(1)
            aria-valuenow=move || now.get() + 1
            aria-valuetext=said
            on:focus=move |_| at.set(Some(now.get_untracked()))
            on:blur=move |_| at.set(None)
            on:pointermove=move |event| point(f64::from(event.offset_x()))
            on:pointerdown=move |event| point(f64::from(event.offset_x()))
            on:pointerleave=move |_| at.set(None)
            on:keydown=move |event| {
                if let Some(to) = step(&event.key(), now.get_untracked(), count.get_untracked()) {
                    event.prevent_default();
                    at.set(Some(to));
                }
            }
        ></div>
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn arrows_walk_the_values_and_stop_at_the_ends() {
        assert_eq!(step("ArrowLeft", 3, 9), Some(2));
        assert_eq!(step("ArrowLeft", 0, 9), Some(0));
        assert_eq!(step("ArrowRight", 8, 9), Some(8));
        assert_eq!(step("PageUp", 6, 9), Some(8));
        assert_eq!((step("Home", 5, 9), step("End", 5, 9)), (Some(0), Some(8)));
        assert_eq!((step("Tab", 5, 9), step("End", 0, 0)), (None, None));
    }
}
