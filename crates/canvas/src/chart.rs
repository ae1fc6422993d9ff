//! The geometry of a metric's chart: where its days and its values lie, and which are written at its axes.
//!
//! Screen units with the origin in the upper left, as in an SVG. What the lines mean is the business of whoever
//! draws them.

mod days;
mod labels;
mod scale;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use causeway_model::Date;

use crate::units::ScreenPoint;

pub use days::{DayTick, DayUnit, legible};
pub use labels::spread;
pub use scale::Scale;

/// How large a chart is and how much room its labels need, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartFrame {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
    /// Left of the plot, for the values of its axis.
    pub left: f64,
    /// Right of the plot, for what the lines are called.
    pub right: f64,
    /// Above the plot.
    pub top: f64,
    /// Below the plot, for the days.
    pub bottom: f64,
}

/// A chart whose plot shows these days and values.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    frame: ChartFrame,
    from: Date,
    to: Date,
    scale: Scale,
}

impl Chart {
    /// A chart of `main` values, which fill it, beside `marks`, such as thresholds: one that lies so far off
    /// that it would flatten the values stays outside, at the rim. `None` without a value.
    pub fn of(
        frame: ChartFrame,
        main: &[(Date, f64)],
        marks: impl IntoIterator<Item = f64>,
    ) -> Option<Self> {
        let from = main.iter().map(|(day, _)| *day).min()?;
        let to = main.iter().map(|(day, _)| *day).max()?;
        let scale = Scale::covering(main.iter().map(|(_, value)| *value), marks)?;
        Some(Self { frame, from, to, scale })
    }

    /// The frame it was made for.
    pub fn frame(&self) -> ChartFrame {
        self.frame
    }

    /// Its first and its last day.
    pub fn days(&self) -> (Date, Date) {
        (self.from, self.to)
    }

    /// The plot's left and right edge.
    pub fn sides(&self) -> (f64, f64) {
        (self.frame.left, (self.frame.width - self.frame.right).max(self.frame.left))
    }

    /// The plot's upper and lower edge.
    pub fn floors(&self) -> (f64, f64) {
        (self.frame.top, (self.frame.height - self.frame.bottom).max(self.frame.top))
    }

    /// Where a day lies; a chart of a single day has it in the middle.
    pub fn x(&self, day: Date) -> f64 {
        let (left, right) = self.sides();
        let whole = days::between(self.from, self.to);
        let share = if whole == 0.0 { 0.5 } else { days::between(self.from, day) / whole };
        left + (right - left) * share
    }

    /// Where a value lies, also outside the plot.
    pub fn y(&self, value: f64) -> f64 {
        let (top, bottom) = self.floors();
        bottom - (bottom - top) * self.scale.share(value)
    }

    /// Where a value lies, at the plot's rim if it is outside.
    pub fn y_within(&self, value: f64) -> f64 {
        let (top, bottom) = self.floors();
        self.y(value).clamp(top, bottom)
    }

    /// Whether a value lies in the plot.
    pub fn shows(&self, value: f64) -> bool {
        self.scale.contains(value)
    }

    /// A point of the plot.
    pub fn at(&self, day: Date, value: f64) -> ScreenPoint {
        ScreenPoint::new(self.x(day), self.y(value))
    }

    /// A line through points, as the path data of an SVG; empty for less than two.
    pub fn line(&self, points: &[(Date, f64)]) -> String {
        let mut path = String::with_capacity(points.len() * 14);
        if points.len() < 2 {
            return path;
        }
        for (at, (day, value)) in points.iter().enumerate() {
            let point = self.at(*day, *value);
            let step = if at == 0 { 'M' } else { 'L' };
            // Writing to a string can't fail.
            let _ = write!(path, "{step}{:.1} {:.1}", point.x, point.y);
        }
        path
    }

    /// The values at the axis.
    pub fn value_ticks(&self, most: usize) -> Vec<f64> {
        self.scale.ticks(most)
    }

    /// The days at the axis.
    pub fn day_ticks(&self, most: usize) -> Vec<DayTick> {
        days::ticks(self.from, self.to, most)
    }

    /// Which of some days lies nearest to a place from left to right; the days are in order.
    pub fn nearest(&self, days: &[Date], x: f64) -> Option<usize> {
        let after = days.partition_point(|day| self.x(*day) < x);
        let near = [after.checked_sub(1), (after < days.len()).then_some(after)];
        let away = |at: &usize| (self.x(days[*at]) - x).abs();
        near.into_iter().flatten().min_by(|a, b| away(a).total_cmp(&away(b)))
    }
}
