//! How a measure stands now, and the quick entry of a new value.

use causeway_document::Command;
use causeway_model::{Date, NodeId};
use leptos::prelude::*;

use crate::i18n::{Key, format_number, grouped, language, say, say_with, t};
use crate::panels::inspector::cells::field;
use crate::panels::inspector::chart::MetricChart;
use crate::panels::inspector::node::Subject;
use crate::platform::clock;
use crate::state::pending::Pending;
use crate::state::session::Session;
use crate::ui::{DateField, Glyph, Icon, Mark, NumberField, StatusMark, may_edit};

/// The latest value with its state, and a field for the next one.
#[component]
pub(super) fn Reading(subject: Subject) -> impl IntoView {
    let chart = subject.clone();
    let Subject { session, id, node, unit, .. } = subject;
    let status = session.status_of(&id);
    let mark = Signal::derive(move || Mark::from(status.get().status));
    let value = move || match status.get().value {
        Some(value) => grouped(&round(value), language()),
        None => "\u{2013}".to_owned(),
    };
    let since = move || -> Option<String> {
        let on = status.get().on.map(crate::i18n::day);
        on.map(|on| say_with(Key::ReadingOn, &[("date", &on)]))
    };
    let trend = move || match status.get().trend {
        Some(causeway_insight::status::Trend::Improving) => Some(say(Key::TrendImproving)),
        Some(causeway_insight::status::Trend::Worsening) => Some(say(Key::TrendWorsening)),
        None => None,
    };
    let beside = move || {
        let parts = [trend().map(str::to_owned), since()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
    };
    let has_formula =
        field(node, |node| node.metric.as_ref().is_some_and(|metric| metric.formula.is_some()));
    view! {
        <div class="pane">
            <div class="reading-line">
                <p class="big" data-st=move || mark.get().state()>
                    <StatusMark of=mark spoken=true/>
                    <b>{value}</b>
                    <span>{move || unit.get()}</span>
                </p>
                <p class="said-of">
                    <span class="is" data-st=move || mark.get().state()>
                        {move || say(mark.get().word())}
                    </span>
                    <span class="quiet">{beside}</span>
                    <Show when=move || status.get().stale>
                        <span class="is">
                            <Icon of=Glyph::Clock/>
                            {t(Key::StatusStale)}
                        </span>
                    </Show>
                </p>
            </div>
            <MetricChart subject=chart/>
            <Show
                when=move || !has_formula.get()
                fallback=|| view! { <p class="quiet small">{t(Key::ReadingByFormula)}</p> }
            >
                {may_edit().then(|| view! { <Entry session id=id.clone() unit/> })}
            </Show>
        </div>
    }
}

/// A value and its day, recorded in one step.
#[component]
fn Entry(session: Session, id: NodeId, unit: Signal<String>) -> impl IntoView {
    let typed = Pending::at(session.document(), &format!("{id}/value"), String::new());
    let value = Signal::derive(move || typed.get().parse::<f64>().ok());
    let day = RwSignal::new(Some(clock::today()));
    let recorded = RwSignal::new(None::<(f64, Date)>);
    let record = move || {
        let (Some(number), Some(on)) = (value.get_untracked(), day.get_untracked()) else { return };
        let node = id.clone();
        let add = Command::AddObservation { node, on, value: number, note: String::new() };
        if session.dispatch(add).is_ok() {
            recorded.set(Some((number, on)));
            typed.clear();
        }
    };
    let keep = move |number: Option<f64>| match number {
        Some(number) => typed.set(number.to_string()),
        None => typed.clear(),
    };
    let said = move || {
        let (number, on) = recorded.get()?;
        let number = format_number(number, language());
        let day = crate::i18n::day(on);
        Some(say_with(Key::ReadingRecorded, &[("value", &number), ("date", &day)]))
    };
    view! {
        <form
            class="entry"
            on:submit=move |event| {
                event.prevent_default();
                record();
            }
        >
            <NumberField
                label=Key::ReadingValue
                value
                commit=Callback::new(keep)
                unit
            />
            <DateField
                label=Key::ReadingDay
                value=day
                commit=Callback::new(move |on| day.set(on))
            />
            <button class="button" type="submit">
                {t(Key::ReadingRecord)}
            </button>
        </form>
        <p class="vh" role="status">
            {said}
        </p>
    }
}

/// At most four decimals: enough to read, and no tail of binary fractions.
fn round(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    rounded.to_string()
}
