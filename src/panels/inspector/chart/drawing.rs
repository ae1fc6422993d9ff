//! The chart as an SVG.

use std::sync::Arc;

use causeway_canvas::chart::{Chart, ChartFrame, DayTick, DayUnit, legible, spread};
use causeway_model::Date;
use chrono::Datelike as _;
use leptos::prelude::*;

use super::lines::{Line, figure, measured};
use super::portrait::Portrait;
use super::reading::Cursor;
use crate::i18n::{Key, day, month, month_year, say, say_count, say_with, short_day};
use crate::ui::Mark;

/// The width that the chart is drawn for; wider, it is enlarged, narrower, it is drawn anew.
pub(super) const WIDTH: f64 = 352.0;
const NARROWEST: f64 = 220.0;
const HEIGHT: f64 = 224.0;
/// From label to label at the ends of lines.
const LABEL_GAP: f64 = 14.0;
/// About how wide a letter below the chart is.
const LETTER: f64 = 6.6;
/// More values than this are a line without dots.
const MOST_DOTS: usize = 48;

/// A portrait with its geometry.
#[derive(Clone)]
pub(super) struct Plan {
    pub(super) portrait: Arc<Portrait>,
    pub(super) chart: Chart,
}

impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.portrait == other.portrait && self.chart == other.chart
    }
}

/// Lays a portrait out in a width; `None` without values.
pub(super) fn plan(portrait: Arc<Portrait>, width: f64) -> Option<Plan> {
    let width = if width >= WIDTH { WIDTH } else { width.max(NARROWEST) };
    let frame =
        ChartFrame { width, height: HEIGHT, left: 30.0, right: 78.0, top: 24.0, bottom: 22.0 };
    let mut main: Vec<(Date, f64)> =
        portrait.points.iter().map(|seen| (seen.on, seen.value)).collect();
    main.extend(portrait.forecast.map(|forecast| (forecast.on, forecast.value)));
    let usual = portrait.usual.into_iter().flat_map(|usual| [usual.lower, usual.upper]);
    let levels = portrait.levels.iter().map(|level| level.value);
    let chart = Chart::of(frame, &main, levels.chain(usual))?;
    Some(Plan { portrait, chart })
}

/// A label at the right end, where it wishes to be.
struct End {
    look: &'static str,
    text: String,
    y: f64,
}

/// The picture; what it shows is spoken as its name.
#[component]
pub(super) fn Drawing(
    plan: Plan,
    title: Signal<String>,
    unit: Signal<String>,
    cursor: Cursor,
) -> impl IntoView {
    let Plan { portrait, chart } = plan.clone();
    let frame = chart.frame();
    let spoken = {
        let portrait = portrait.clone();
        move || spoken(&portrait, &title.get(), &unit.get())
    };
    view! {
        <svg
            class="chart"
            viewBox=format!("0 0 {} {}", frame.width, frame.height)
            role="img"
            aria-label=spoken
        >
            {zones(&plan)}
            {usual(&plan)}
            {axes(&chart)}
            {levels(&plan)}
            {forecast(&plan)}
            {values(&plan)}
            {ends(&plan)}
            {move || cursor.mark(&plan, &unit.get())}
        </svg>
    }
}

/// Everything in a sentence or two, for those who hear it.
fn spoken(portrait: &Portrait, title: &str, unit: &str) -> String {
    let (Some(first), Some(last)) = (portrait.points.first(), portrait.points.last()) else {
        return title.to_owned();
    };
    let state = say(Mark::from(last.status).word());
    let count = say_count(Key::ObservationsSum, portrait.points.len());
    let whole = say_with(
        Key::ChartLabel,
        &[
            ("title", title),
            ("count", &count),
            ("first", &day(first.on)),
            ("last", &day(last.on)),
            ("value", &measured(last.value, unit)),
            ("state", state),
        ],
    );
    let named = |name: Key, said: String| format!("{}: {said}.", say(name));
    let levels = portrait.levels.iter();
    let levels = levels.map(|level| named(level.line.name(), measured(level.value, unit)));
    let forecast = portrait.forecast;
    let forecast =
        forecast.map(|forecast| named(Key::ChartForecast, super::twin::foretold(forecast, unit)));
    let sentences: Vec<String> = std::iter::once(whole).chain(levels).chain(forecast).collect();
    sentences.join(" ")
}

/// The bad side, washed.
fn zones(plan: &Plan) -> impl IntoView + use<> {
    let chart = &plan.chart;
    let ((left, right), (top, bottom)) = (chart.sides(), chart.floors());
    let zone = |from: f64, to: f64| {
        view! {
            <rect class="zone" x=left y=px(from) width=right - left height=px((to - from).max(0.0))></rect>
        }
    };
    let above = plan.portrait.bad_above.map(|value| zone(top, chart.y_within(value)));
    let below = plan.portrait.bad_below.map(|value| zone(chart.y_within(value), bottom));
    (above, below)
}

/// Between the control limits values vary by themselves.
fn usual(plan: &Plan) -> impl IntoView + use<> {
    let chart = plan.chart.clone();
    let (left, right) = chart.sides();
    plan.portrait.usual.map(|usual| {
        let edge = move |value: f64| {
            chart.shows(value).then(|| {
                let y = chart.y(value);
                view! { <path class="usual" d=format!("M{left} {y:.1}H{right}")></path> }
            })
        };
        (edge(usual.upper), edge(usual.lower))
    })
}

fn axes(chart: &Chart) -> impl IntoView + use<> {
    let ((left, right), (_, bottom)) = (chart.sides(), chart.floors());
    view! {
        {values_beside(chart)}
        <path class="axis" d=format!("M{left} {bottom}H{right}")></path>
        {days_below(chart)}
    }
}

fn values_beside(chart: &Chart) -> impl IntoView + use<> {
    let (left, right) = chart.sides();
    let values = chart.value_ticks(4).into_iter().map(|value| {
        let y = chart.y(value);
        view! {
            <path class="grid" d=format!("M{left} {y:.1}H{right}")></path>
            <text class="tick" x=left - 5.0 y=px(y + 4.0) text-anchor="end">
                {short(value)}
            </text>
        }
    });
    values.collect_view()
}

/// A day below the chart.
#[derive(Clone, Copy)]
struct DayMark {
    tick: DayTick,
    x: f64,
    anchor: &'static str,
    /// Whether its year isn't written before it.
    is_new_year: bool,
}

impl DayMark {
    fn text(self) -> String {
        match self.tick.unit {
            DayUnit::Day => short_day(self.tick.on),
            DayUnit::Month if self.is_new_year => month_year(self.tick.on),
            DayUnit::Month => month(self.tick.on).to_owned(),
            DayUnit::Year => self.tick.on.format("%Y").to_string(),
        }
    }

    /// From where to where its text goes.
    fn span(self) -> (f64, f64) {
        let width = untrack(|| self.text()).chars().fold(0.0, |width, _| width + LETTER);
        match self.anchor {
            "start" => (self.x, self.x + width),
            "end" => (self.x - width, self.x),
            _ => (self.x - width / 2.0, self.x + width / 2.0),
        }
    }
}

fn day_marks(chart: &Chart) -> Vec<DayMark> {
    let (left, right) = chart.sides();
    let mut year = None;
    let marks = chart.day_ticks(4).into_iter().map(|tick| {
        // The year is written once.
        let is_new_year = year.replace(tick.on.year()) != Some(tick.on.year());
        let x = chart.x(tick.on);
        let anchor = match x {
            x if x < left + 16.0 => "start",
            x if x > right - 16.0 => "end",
            _ => "middle",
        };
        DayMark { tick, x, anchor, is_new_year }
    });
    marks.collect()
}

fn days_below(chart: &Chart) -> impl IntoView + use<> {
    let (_, bottom) = chart.floors();
    let marks = day_marks(chart);
    // Measured in the language in which it is drawn first; another one's months are as long.
    let spans: Vec<(f64, f64)> = marks.iter().map(|mark| mark.span()).collect();
    let legible = legible(&spans, LETTER);
    let days = marks.into_iter().zip(legible).map(|(mark, is_legible)| {
        let DayMark { x, anchor, .. } = mark;
        let text = move || {
            view! {
                <text class="tick" x=px(x) y=bottom + 17.0 text-anchor=anchor>
                    {move || mark.text()}
                </text>
            }
        };
        view! {
            <path class="axis" d=format!("M{x:.1} {bottom}v4")></path>
            {is_legible.then(text)}
        }
    });
    days.collect_view()
}

/// Two digits that count: what is only foretold is known no better.
fn rough(value: f64) -> f64 {
    let power = 1.0 - value.abs().max(f64::MIN_POSITIVE).log10().floor();
    let scale = 10_f64.powf(power);
    let rounded = (value * scale).round() / scale;
    if rounded.is_finite() { rounded } else { value }
}

/// A value at the axis has little room.
fn short(value: f64) -> String {
    let size = value.abs();
    let (divided, sign) = match size {
        size if size >= 1e9 => (value / 1e9, "G"),
        size if size >= 1e6 => (value / 1e6, "M"),
        size if size >= 1e4 => (value / 1e3, "k"),
        _ => (value, ""),
    };
    format!("{}{sign}", figure(divided))
}

/// Thresholds and figures to compare with; the way to the target leads to its day.
fn levels(plan: &Plan) -> impl IntoView + use<> {
    let chart = &plan.chart;
    let (left, right) = chart.sides();
    let drawn = plan.portrait.levels.iter().filter(|level| chart.shows(level.value)).map(|level| {
        let y = chart.y(level.value);
        view! { <path class="level" data-line=level.line.look() d=format!("M{left} {y:.1}H{right}")></path> }
    });
    let drawn = drawn.collect_view();
    let way = plan.portrait.way.and_then(|way| clipped(chart, way));
    (drawn, way.map(|path| view! { <path class="level" data-line="way" d=path></path> }))
}

/// A straight line as far as it lies in the plot.
fn clipped(chart: &Chart, [from, to]: [(Date, f64); 2]) -> Option<String> {
    let ((left, right), (top, bottom)) = (chart.sides(), chart.floors());
    let (a, b) = (chart.at(from.0, from.1), chart.at(to.0, to.1));
    let mut share = (0.0_f64, 1.0_f64);
    for (start, way, low, high) in [(a.x, b.x - a.x, left, right), (a.y, b.y - a.y, top, bottom)] {
        if way == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (one, other) = ((low - start) / way, (high - start) / way);
        share = (share.0.max(one.min(other)), share.1.min(one.max(other)));
    }
    let at = |share: f64| (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
    let (a, b) = (at(share.0), at(share.1));
    (share.0 < share.1).then(|| format!("M{:.1} {:.1}L{:.1} {:.1}", a.0, a.1, b.0, b.1))
}

fn forecast(plan: &Plan) -> impl IntoView + use<> {
    let chart = &plan.chart;
    let last = plan.portrait.points.last().copied();
    plan.portrait.forecast.zip(last).map(|(forecast, last)| {
        let from = chart.at(last.on, last.value);
        let x = chart.x(forecast.on);
        let [low, middle, high] =
            [forecast.low, forecast.value, forecast.high].map(|value| chart.y_within(value));
        view! {
            <path
                class="likely"
                d=format!("M{:.1} {:.1}L{x:.1} {low:.1}V{high:.1}Z", from.x, from.y)
            ></path>
            <path
                class="forecast"
                d=format!("M{:.1} {:.1}L{x:.1} {middle:.1}", from.x, from.y)
            ></path>
        }
    })
}

fn values(plan: &Plan) -> impl IntoView + use<> {
    let chart = &plan.chart;
    let points: Vec<_> = plan.portrait.points.iter().map(|seen| (seen.on, seen.value)).collect();
    let line = chart.line(&points);
    let has_dots = points.len() <= MOST_DOTS;
    let usual = plan.portrait.usual;
    let dots = plan.portrait.points.iter().enumerate().filter_map(|(at, seen)| {
        let is_last = at + 1 == plan.portrait.points.len();
        let is_unusual =
            usual.is_some_and(|usual| seen.value < usual.lower || seen.value > usual.upper);
        (has_dots || is_last || is_unusual).then(|| {
            let point = chart.at(seen.on, seen.value);
            let state = if is_last { Mark::from(seen.status).state() } else { "past" };
            view! {
                <circle
                    class="dot"
                    data-st=state
                    data-unusual=is_unusual.then_some("")
                    cx=px(point.x)
                    cy=px(point.y)
                    r=if is_last { 4.5 } else { 2.6 }
                ></circle>
            }
        })
    });
    let dots = dots.collect_view();
    view! {
        <path class="line" d=line></path>
        {dots}
    }
}

/// What the lines are called, at their ends and none over another.
fn ends(plan: &Plan) -> impl IntoView + use<> {
    let chart = &plan.chart;
    let (_, right) = chart.sides();
    let (top, bottom) = chart.floors();
    let mut ends: Vec<End> = plan
        .portrait
        .levels
        .iter()
        .map(|level| {
            let text = say_with(level.line.label(), &[("value", &short(level.value))]);
            // One that lies outside says in which direction.
            let text = match chart.y(level.value) {
                y if y < top => format!("{text} \u{2191}"),
                y if y > bottom => format!("{text} \u{2193}"),
                _ => text,
            };
            let look =
                if matches!(level.line, Line::Act | Line::Watch) { level.line.look() } else { "" };
            End { look, text, y: chart.y_within(level.value) }
        })
        .collect();
    ends.extend(plan.portrait.forecast.map(|forecast| End {
        look: "em",
        text: say_with(
            Key::ChartForecastShort,
            &[("date", month(forecast.on)), ("value", &short(rough(forecast.value)))],
        ),
        y: chart.y_within(forecast.value),
    }));
    ends.extend(plan.portrait.usual.filter(|usual| chart.shows(usual.upper)).map(|usual| End {
        look: "",
        text: say(Key::ChartUsual).to_owned(),
        y: chart.y(usual.upper),
    }));
    let mut places: Vec<f64> = ends.iter().map(|end| end.y).collect();
    spread(&mut places, LABEL_GAP, top, bottom);
    let texts = ends.into_iter().zip(places).map(|(End { look, text, .. }, y)| {
        view! { <text class=look x=right + 6.0 y=px(y + 4.0)>{text}</text> }
    });
    texts.collect_view()
}

/// A length in the picture: a tenth of a pixel is enough.
pub(super) fn px(length: f64) -> String {
    format!("{length:.1}")
}

#[cfg(test)]
mod tests {
    use super::{clipped, rough, short};
    use causeway_canvas::chart::{Chart, ChartFrame};
    use causeway_model::time::parse_date;

    #[test]
    fn what_is_foretold_has_two_digits_and_what_is_long_a_letter() {
        let roughly = [76.06, 0.1234, 1_234.0, 0.0].map(|value| rough(value).to_string());
        assert_eq!(roughly, ["76", "0.12", "1200", "0"]);
        assert_eq!([short(950.0), short(12_500.0), short(3_400_000.0)], ["950", "12.5k", "3.4M"]);
    }

    #[test]
    fn a_line_is_drawn_as_far_as_it_lies_in_the_plot() {
        let frame = ChartFrame {
            width: 100.0,
            height: 100.0,
            left: 0.0,
            right: 0.0,
            top: 0.0,
            bottom: 0.0,
        };
        let day = |text: &str| parse_date(text).unwrap();
        let values = [(day("2026-01-01"), 0.0), (day("2026-01-11"), 10.0)];
        let chart = Chart::of(frame, &values, []).unwrap();
        let whole = clipped(&chart, [(day("2025-12-22"), 5.0), (day("2026-01-21"), 5.0)]).unwrap();
        assert_eq!(whole, "M0.0 50.0L100.0 50.0");
        assert_eq!(clipped(&chart, [(day("2025-01-01"), 5.0), (day("2025-02-01"), 5.0)]), None);
        assert_eq!(clipped(&chart, [(day("2026-01-01"), 90.0), (day("2026-01-11"), 90.0)]), None);
    }
}
