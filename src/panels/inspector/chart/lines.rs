//! The lines that values are compared with, how each is drawn and what it is called.

use crate::i18n::{Key, grouped, language};

/// A kind of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panels::inspector) enum Line {
    Act,
    Watch,
    Target,
    Potential,
    Benchmark,
}

/// A line at a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::panels::inspector) struct Level {
    pub(super) line: Line,
    pub(super) value: f64,
}

impl Line {
    /// The value of `data-line`, which gives its look.
    pub(super) fn look(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Watch => "watch",
            Self::Target => "target",
            Self::Potential => "potential",
            Self::Benchmark => "benchmark",
        }
    }

    /// What stands at its end, with its value.
    pub(super) fn label(self) -> Key {
        match self {
            Self::Act => Key::ChartAct,
            Self::Watch => Key::ChartWatch,
            Self::Target => Key::ChartTarget,
            Self::Potential => Key::ChartPotential,
            Self::Benchmark => Key::ChartBenchmark,
        }
    }

    /// What it is called where there is room.
    pub(super) fn name(self) -> Key {
        match self {
            Self::Act => Key::MetricAct,
            Self::Watch => Key::MetricWatch,
            Self::Target => Key::MetricTarget,
            Self::Potential => Key::MetricPotential,
            Self::Benchmark => Key::MetricBenchmark,
        }
    }
}

/// A figure to read: four digits that count, in groups, without a tail of binary fractions.
pub(in crate::panels::inspector) fn figure(value: f64) -> String {
    let size = value.abs();
    let decimals: i32 = match size {
        size if size >= 1000.0 => 0,
        size if size >= 100.0 => 1,
        size if size >= 1.0 || size == 0.0 => 2,
        _ => 4,
    };
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    let shown = if rounded.is_finite() { rounded + 0.0 } else { value };
    grouped(&shown.to_string(), language())
}

/// A figure with its unit.
pub(in crate::panels::inspector) fn measured(value: f64, unit: &str) -> String {
    let figure = figure(value);
    if unit.is_empty() { figure } else { format!("{figure}\u{a0}{unit}") }
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn a_figure_shows_what_counts() {
        assert_eq!(figure(0.1 + 0.2), "0.3");
        assert_eq!(figure(61.0), "61");
        assert_eq!(figure(108.27), "108.3");
        assert_eq!(figure(1_234_567.8), "1,234,568");
        assert_eq!(figure(-0.000_01), "0");
        assert_eq!(figure(0.012_34), "0.0123");
    }
}
