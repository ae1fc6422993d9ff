//! The lowest line of a card: its value and how it went, or what stands for these.

use std::sync::Arc;

use causeway_insight::status::NodeStatus;
use causeway_model::{Node, NodeKind};
use leptos::prelude::*;

use crate::i18n::{Key, format_number, language, say, say_count_with};

/// How many of the latest values the sparkline shows.
const SPARK_VALUES: usize = 12;

const SPARK_WIDTH: f64 = 80.0;
const SPARK_HEIGHT: f64 = 24.0;

/// The lowest line of a card.
#[component]
pub(super) fn Reading(
    /// The node.
    node: ArcReadSignal<Arc<Node>>,
    /// How it is doing.
    #[prop(into)]
    status: Signal<NodeStatus>,
    /// How many links serve it, where it is an objective.
    #[prop(into)]
    served: Signal<usize>,
) -> impl IntoView {
    let kind = {
        let node = node.clone();
        Memo::new(move |_| node.with(|node| node.kind))
    };
    let line = {
        let node = node.clone();
        Memo::new(move |_| node.with(|node| words(node, served.get())))
    };
    let unit = {
        let node = node.clone();
        Memo::new(move |_| node.with(|node| unit_of(node)))
    };
    let spark = Memo::new(move |_| node.with(|node| spark(&values(node))));
    let value = Memo::new(move |_| status.with(|status| status.value));
    view! {
        <span class="reading">
            {move || match value.get().filter(|_| kind.get().is_measured()) {
                Some(value) => view! {
                    <b>{move || format_number(value, language())}</b>
                    {" "}
                    <span class="unit">{unit}</span>
                    {move || spark.get().map(|path| view! {
                        <svg class="spark" viewBox="0 0 80 24" preserveAspectRatio="none" aria-hidden="true">
                            <path d=path></path>
                        </svg>
                    })}
                }.into_any(),
                None => view! { <span class="unit">{line}</span> }.into_any(),
            }}
        </span>
    }
}

/// What the lowest line says, in one text.
pub(super) fn reading_words(node: &Node, status: NodeStatus, served: usize) -> String {
    match status.value.filter(|_| node.kind.is_measured()) {
        Some(value) => {
            let words = format!("{} {}", format_number(value, language()), unit_of(node));
            words.trim_end().to_owned()
        }
        None => words(node, served),
    }
}

/// The unit of a node's metric; empty if there is none.
fn unit_of(node: &Node) -> String {
    node.metric.as_ref().and_then(|metric| metric.unit.clone()).unwrap_or_default()
}

/// What stands in the place of a value.
fn words(node: &Node, served: usize) -> String {
    match node.kind {
        NodeKind::Kpi | NodeKind::Driver => say(Key::MapNoValue).to_owned(),
        NodeKind::Objective => say_count_with(Key::MapServed, served, &[]),
        NodeKind::Initiative => {
            let Some(initiative) = &node.initiative else { return String::new() };
            let all =
                initiative.milestones.values().filter(|milestone| milestone.deleted.is_none());
            let (mut count, mut met) = (0, 0);
            for milestone in all {
                count += 1;
                met += usize::from(milestone.done_on.is_some() && !milestone.evidence.is_empty());
            }
            if count == 0 {
                return String::new();
            }
            say_count_with(Key::MapMilestones, count, &[("met", &met.to_string())])
        }
        NodeKind::Risk => match node.risk.as_ref().and_then(|risk| risk.sign.as_ref()) {
            Some(_) => String::new(),
            None => say(Key::MapNoSign).to_owned(),
        },
    }
}

/// The latest values, oldest first. While several are in conflict there is none.
fn values(node: &Node) -> Vec<f64> {
    let Some(metric) = &node.metric else { return Vec::new() };
    let mut values: Vec<f64> = metric
        .observations
        .values()
        .filter(|observation| observation.deleted.is_none())
        .filter_map(|observation| observation.value.one().copied())
        .collect();
    values.drain(..values.len().saturating_sub(SPARK_VALUES));
    values
}

/// The values as a line, if there are at least two.
fn spark(values: &[f64]) -> Option<String> {
    use std::fmt::Write;
    let gaps = u32::try_from(values.len().checked_sub(1).filter(|gaps| *gaps > 0)?).ok()?;
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let mut path = String::new();
    for (place, value) in (0_u32..).zip(values) {
        let x = 3.0 + f64::from(place) / f64::from(gaps) * (SPARK_WIDTH - 6.0);
        let share = if high > low { (value - low) / span } else { 0.5 };
        let y = SPARK_HEIGHT - 3.0 - share * (SPARK_HEIGHT - 6.0);
        let letter = if place == 0 { 'M' } else { 'L' };
        // Writing to a string can't fail.
        let _ = write!(path, "{letter}{x:.1} {y:.1}");
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_runs_from_the_lowest_to_the_highest_value() {
        assert_eq!(spark(&[10.0, 20.0]).unwrap(), "M3.0 21.0L77.0 3.0");
        assert_eq!(spark(&[5.0, 5.0]).unwrap(), "M3.0 12.0L77.0 12.0");
    }

    #[test]
    fn one_value_makes_no_line() {
        assert_eq!(spark(&[1.0]), None);
        assert_eq!(spark(&[]), None);
    }
}
