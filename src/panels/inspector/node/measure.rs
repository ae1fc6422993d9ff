//! What is measured, in which unit, and where the values come from.

use causeway_insight::formula::Formula;
use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::panels::inspector::cells::{LineCell, TextCell, WordCell, field};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::part::Part;

/// Definition, unit, source, lever, cadence, formula.
#[component]
pub(super) fn Measure(subject: Subject) -> impl IntoView {
    let Subject { node, spot, unit, .. } = subject;
    let spot = spot.at("metric");
    let metric = move |read: fn(&causeway_model::Metric) -> Option<String>| {
        field(node, move |node| node.metric.as_ref().and_then(read))
    };
    let definition =
        field(node, |node| node.metric.as_ref().map(|m| m.definition.clone()).unwrap_or_default());
    let lever = field(node, |node| node.metric.as_ref().and_then(|metric| metric.lever));
    let cadence = field(node, |node| node.metric.as_ref().and_then(|metric| metric.cadence));
    let formula = metric(|metric| metric.formula.clone());
    let (unit_line, source) = (metric(|m| m.unit.clone()), metric(|m| m.source.clone()));
    let fault = Signal::derive(move || {
        let formula = formula.get()?;
        Formula::parse(&formula).err().map(|_| say(Key::FaultFormula).to_owned())
    });
    view! {
        <Part title=Key::PartMeasure sum=unit>
            <TextCell
                label=Key::MetricDefinition
                spot=spot.at("definition")
                text=definition
                ask=Key::MetricDefinitionAsk
            />
            <div class="pair">
                <LineCell label=Key::MetricUnit spot=spot.at("unit") line=unit_line/>
                <LineCell label=Key::MetricSource spot=spot.at("source") line=source/>
            </div>
            <div class="pair">
                <WordCell label=Key::MetricLever spot=spot.at("lever") word=lever/>
                <WordCell
                    label=Key::MetricCadence
                    spot=spot.at("cadence")
                    word=cadence
                    none=Key::MetricCadenceDefault
                />
            </div>
            <div class="stack">
                <LineCell
                    label=Key::MetricFormula
                    spot=spot.at("formula")
                    line=formula
                    ask=Key::MetricFormulaAsk
                    fault
                />
                <p class="hint quiet small">{t(Key::MetricFormulaHint)}</p>
            </div>
        </Part>
    }
}
