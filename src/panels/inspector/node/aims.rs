//! Where a measure should be: direction, thresholds, baseline, target, potential, benchmark, worth.

use causeway_model::{Contested, Direction, Metric, Node};
use leptos::prelude::*;

use crate::i18n::{Key, format_number, language, say_with};
use crate::panels::inspector::cells::{
    ContestedNumberCell, DateCell, LineCell, NumberCell, SegmentCell, field,
};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::node::bound::BoundCell;
use crate::panels::inspector::part::Part;

fn metric(node: &Node) -> Option<&Metric> {
    node.metric.as_ref()
}

/// Everything that values are judged by.
#[component]
pub(super) fn Aims(subject: Subject) -> impl IntoView {
    let Subject { session, node, spot, unit, .. } = subject;
    let spot = spot.at("metric");
    let direction = field(node, |n| metric(n).map(|m| m.direction.clone()).unwrap_or_default());
    let watch = field(node, |n| metric(n).map(|m| m.watch.clone()).unwrap_or_default());
    let act = field(node, |n| metric(n).map(|m| m.act.clone()).unwrap_or_default());
    let is_range = Memo::new(move |_| direction.get() == Contested::One(Direction::Range));
    let baseline = field(node, |n| metric(n)?.baseline.clone());
    let target = field(node, |n| metric(n).and_then(|m| m.target.clone()).unwrap_or_default());
    let benchmark = field(node, |n| metric(n)?.benchmark.clone());
    let currency =
        Signal::derive(move || session.settings().with(|settings| settings.currency().to_string()));
    let worth =
        Signal::derive(move || say_with(Key::MetricWorthUnit, &[("currency", &currency.get())]));
    let sum = Signal::derive(move || {
        let value = target.with(|target| target.value.one().copied());
        value
            .map(|value| say_with(Key::AimsSum, &[("value", &format_number(value, language()))]))
            .unwrap_or_default()
    });
    view! {
        <Part title=Key::PartAims sum>
            <SegmentCell
                label=Key::MetricDirection
                spot=spot.at("direction")
                word=direction
                default=Some(Direction::Up)
            />
            <BoundCell label=Key::MetricWatch spot=spot.at("watch") bound=watch is_range unit/>
            <BoundCell label=Key::MetricAct spot=spot.at("act") bound=act is_range unit/>
            <div class="pair">
                <ContestedNumberCell
                    label=Key::MetricTarget
                    spot=spot.at("target/value")
                    number=Signal::derive(move || target.with(|target| target.value.clone()))
                    unit
                />
                <DateCell
                    label=Key::MetricTargetBy
                    spot=spot.at("target/by")
                    day=Signal::derive(move || target.with(|target| target.by))
                />
            </div>
            <div class="pair">
                <NumberCell
                    label=Key::MetricBaseline
                    spot=spot.at("baseline/value")
                    number=Signal::derive(move || baseline.get()?.value)
                    unit
                />
                <DateCell
                    label=Key::MetricBaselineOn
                    spot=spot.at("baseline/on")
                    day=Signal::derive(move || baseline.get()?.on)
                />
            </div>
            <div class="pair">
                <NumberCell
                    label=Key::MetricBenchmark
                    spot=spot.at("benchmark/value")
                    number=Signal::derive(move || benchmark.get()?.value)
                    unit
                />
                <LineCell
                    label=Key::MetricBenchmarkSource
                    spot=spot.at("benchmark/source")
                    line=Signal::derive(move || benchmark.get()?.source)
                />
            </div>
            <div class="pair">
                <NumberCell
                    label=Key::MetricPotential
                    spot=spot.at("potential")
                    number=field(node, |n| metric(n)?.potential)
                    unit
                />
                <NumberCell
                    label=Key::MetricCapacity
                    spot=spot.at("capacity")
                    number=field(node, |n| metric(n)?.capacity)
                    unit
                />
            </div>
            <NumberCell
                label=Key::MetricWorth
                spot=spot.at("value_per_unit")
                number=field(node, |n| metric(n)?.value_per_unit)
                unit=worth
            />
        </Part>
    }
}
