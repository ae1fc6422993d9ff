//! The chart as a table: the same values, and the same lines, in words.

use causeway_insight::measure::Forecast;
use leptos::prelude::*;

use super::Shown;
use super::lines::measured;
use super::portrait::Portrait;
use crate::i18n::{Key, day, say, say_with, t};
use crate::ui::{Mark, StatusMark};

/// The values, the latest first, and below them what they are compared with.
#[component]
pub(super) fn Twin(portrait: Shown, title: Signal<String>, unit: Signal<String>) -> impl IntoView {
    let rows = move || {
        let points = portrait
            .with(|found| found.as_ref().map(|found| found.points.clone()).unwrap_or_default());
        let row = |seen: super::portrait::Seen| {
            let mark = Mark::from(seen.status);
            view! {
                <tr>
                    <th scope="row">{day(seen.on)}</th>
                    <td class="num">{measured(seen.value, &unit.get())}</td>
                    <td>
                        <span class="is" data-st=mark.state()>
                            <StatusMark of=mark/>
                            {t(mark.word())}
                        </span>
                    </td>
                </tr>
            }
        };
        points.into_iter().rev().map(row).collect_view()
    };
    let lines = move || portrait.get().map(|found| lines(&found, &unit.get()));
    view! {
        <div class="twin" tabindex="0" role="region" aria-label=move || title.get()>
            <table>
                <caption class="vh">{move || title.get()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(Key::ReadingDay)}</th>
                        <th scope="col" class="num">
                            {t(Key::ReadingValue)}
                        </th>
                        <th scope="col">{t(Key::ChartState)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <h4 class="vh">{t(Key::ChartLines)}</h4>
        <dl class="kv">
            {move || {
                lines()
                    .into_iter()
                    .flatten()
                    .map(|(name, said)| view! { <dt>{name}</dt> <dd>{said}</dd> })
                    .collect_view()
            }}
        </dl>
    }
}

/// Every line of the chart, by name.
fn lines(portrait: &Portrait, unit: &str) -> Vec<(&'static str, String)> {
    let mut lines: Vec<_> = portrait
        .levels
        .iter()
        .map(|level| (say(level.line.name()), measured(level.value, unit)))
        .collect();
    lines.extend(portrait.usual.map(|usual| {
        let [low, mean, high] =
            [usual.lower, usual.mean, usual.upper].map(|value| measured(value, unit));
        let said =
            say_with(Key::ChartUsualSaid, &[("low", &low), ("high", &high), ("mean", &mean)]);
        (say(Key::ChartUsualRange), said)
    }));
    lines.extend(
        portrait.forecast.map(|forecast| (say(Key::ChartForecast), foretold(forecast, unit))),
    );
    lines
}

/// A forecast in words.
pub(super) fn foretold(forecast: Forecast, unit: &str) -> String {
    let [value, low, high] =
        [forecast.value, forecast.low, forecast.high].map(|value| measured(value, unit));
    say_with(
        Key::ChartForecastSaid,
        &[("value", &value), ("date", &day(forecast.on)), ("low", &low), ("high", &high)],
    )
}
