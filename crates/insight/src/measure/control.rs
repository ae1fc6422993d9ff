//! Within which limits a metric varies by itself: the `XmR` chart's natural process limits.

use crate::{
    measure::Measure,
    numeric::{finite, round9},
};

/// Fewer values than this say nothing about how a metric varies.
const LEAST: usize = 6;

/// Three standard deviations in mean moving ranges: 3 ÷ 1.128, the bias of a range of two.
const SCALE: f64 = 2.66;

/// The limits between which values vary without a special cause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ControlLimits {
    /// Below this a value is a signal; in the metric's unit.
    pub lower: f64,
    /// The mean of the values.
    pub mean: f64,
    /// Above this a value is a signal.
    pub upper: f64,
}

/// The mean ± 2.66 times the mean distance between neighbours (Wheeler, *Understanding Variation*).
pub(super) fn limits(measure: &Measure<'_>) -> Option<ControlLimits> {
    let values: Vec<f64> = measure.points.iter().map(|point| point.value).collect();
    if values.len() < LEAST {
        return None;
    }
    let mean = mean(values.iter().copied(), values.len())?;
    let ranges = values.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let reach = SCALE * self::mean(ranges, values.len() - 1)?;
    let (lower, upper) = (finite(mean - reach)?, finite(mean + reach)?);
    (round9(reach) > 0.0).then_some(ControlLimits { lower, mean, upper })
}

fn mean(values: impl Iterator<Item = f64>, count: usize) -> Option<f64> {
    let count = f64::from(u32::try_from(count).ok()?);
    finite(values.map(|value| value / count).sum())
}

#[cfg(test)]
mod tests {
    use super::ControlLimits;
    use crate::sketch::ask;

    fn limits(map: &str) -> Option<ControlLimits> {
        ask(map, |facts| facts.measure(0).unwrap().control_limits())
    }

    #[test]
    fn the_limits_are_2_66_mean_moving_ranges_from_the_mean() {
        let found = limits("kpi a obs=10,12,10,12,10,12").unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(found.mean, 11.0), "{found:?}");
        assert!(near(found.lower, 11.0 - 5.32) && near(found.upper, 11.0 + 5.32), "{found:?}");
    }

    #[test]
    fn five_values_and_values_that_never_move_have_no_limits() {
        assert_eq!(limits("kpi a obs=10,12,10,12,10"), None);
        assert_eq!(limits("kpi a obs=4,4,4,4,4,4"), None);
    }

    #[test]
    fn values_too_large_to_add_have_no_limits_that_are_no_numbers() {
        let found = limits("kpi a obs=1e308,-1e308,1e308,-1e308,1e308,-1e308");
        assert_eq!(found, None);
    }
}
