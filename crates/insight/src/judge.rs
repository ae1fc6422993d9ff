//! What a metric's value means: which side is bad, and when to watch and to act.

use causeway_model::{
    Contested, Date,
    metric::{Bound, Direction, Metric},
};

use crate::{
    calendar::span_of_days,
    numeric::{Sign, finite, round9, sign},
    status::Status,
};

/// By what the values of one metric are judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judge {
    direction: Option<Direction>,
    limits: Limits,
    /// The `act` threshold as it was set, where `limits` have one.
    act: Option<f64>,
    middle: Option<f64>,
    line: Option<Line>,
}

/// The thresholds at nine decimal places, as far as they fit the direction; one that is absent never
/// applies.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Limits {
    /// Neither is set.
    Unset,
    /// They don't fit the direction, or act is on the good side of watch.
    Unfit,
    /// For up and down.
    At { watch: Option<f64>, act: Option<f64> },
    /// For range: `(low, high)`.
    Range { watch: Option<(f64, f64)>, act: Option<(f64, f64)> },
}

/// The straight way from baseline to target, held flat outside of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Line {
    from: (Date, f64),
    to: (Date, f64),
}

impl Judge {
    /// The judge of a metric's values.
    pub fn of(metric: &Metric) -> Self {
        let direction = metric.direction();
        let (watch, act) = (metric.watch.one().copied(), metric.act.one().copied());
        let limits = match direction {
            _ if watch.is_none() && act.is_none() => Limits::Unset,
            None => Limits::Unfit,
            Some(Direction::Range) => range_limits(watch, act),
            Some(way) => side_limits(way, watch, act),
        };
        let middle = (direction == Some(Direction::Range))
            .then(|| middle(watch).or_else(|| middle(act)))
            .flatten();
        let act = match limits {
            Limits::At { .. } => act.and_then(Bound::at),
            _ => None,
        };
        Self { direction, limits, act, middle, line: line(metric) }
    }

    /// Which way is better; nothing while that is in conflict.
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// Whether the thresholds don't fit the direction, or each other.
    pub fn is_unfit(&self) -> bool {
        self.limits == Limits::Unfit && self.direction.is_some()
    }

    /// Whether there is anything to judge a value by.
    pub fn can_judge(&self) -> bool {
        match self.limits {
            Limits::Unfit => false,
            Limits::Unset => {
                self.direction.is_some_and(|way| way != Direction::Range) && self.line.is_some()
            }
            _ => true,
        }
    }

    /// The status of a value of this day: ok, watch, act or unknown.
    pub fn status(&self, on: Date, value: f64) -> Status {
        let value = round9(value);
        let (watch, act) = match self.limits {
            Limits::Unfit => return Status::Unknown,
            Limits::Unset => return self.status_on_line(on, value),
            Limits::At { watch, act } => {
                let beyond =
                    |limit: Option<f64>| limit.is_some_and(|limit| self.is_beyond(value, limit));
                (beyond(watch), beyond(act))
            }
            Limits::Range { watch, act } => {
                let outside = |limit: Option<(f64, f64)>| {
                    limit.is_some_and(|(low, high)| value <= low || value >= high)
                };
                (outside(watch), outside(act))
            }
        };
        match (watch, act) {
            (_, true) => Status::Act,
            (true, false) => Status::Watch,
            _ => Status::Ok,
        }
    }

    /// The raw direction of the bad side at a value: none while the direction is in conflict, for
    /// a range without thresholds, and in its middle.
    pub fn bad_side(&self, value: f64) -> Sign {
        match self.direction {
            None => Sign::Zero,
            Some(Direction::Up) => Sign::Negative,
            Some(Direction::Down) => Sign::Positive,
            Some(Direction::Range) => {
                self.middle.map_or(Sign::Zero, |middle| sign(round9(value) - round9(middle)))
            }
        }
    }

    /// Whether it has a bad side anywhere.
    pub fn has_bad_side(&self) -> bool {
        match self.direction {
            None => false,
            Some(Direction::Range) => self.middle.is_some(),
            Some(_) => true,
        }
    }

    /// The value that counts: the worse of those in conflict, none where nothing tells which it is.
    pub fn worse(&self, values: &Contested<f64>) -> Option<f64> {
        let Contested::Conflict(values) = values else { return values.one().copied() };
        let badness = |value: f64| match self.direction? {
            Direction::Up => Some(-value),
            Direction::Down => Some(value),
            Direction::Range => self.middle.map(|middle| (value - middle).abs()),
        };
        let mut worst: Option<(f64, f64)> = None;
        for value in values {
            let bad = round9(badness(*value)?);
            if worst.is_none_or(|(most, _)| bad > most) {
                worst = Some((bad, *value));
            }
        }
        worst.map(|(_, value)| value)
    }

    /// The `act` threshold of an up or down metric whose thresholds fit.
    pub fn act(&self) -> Option<f64> {
        self.act
    }

    /// How far a figure lies on the good side of another, negative on the bad one; none for a range.
    pub fn better_by(&self, figure: f64, than: f64) -> Option<f64> {
        match self.direction? {
            Direction::Up => finite(figure - than),
            Direction::Down => finite(than - figure),
            Direction::Range => None,
        }
    }

    fn is_beyond(&self, value: f64, limit: f64) -> bool {
        if self.direction == Some(Direction::Down) { value >= limit } else { value <= limit }
    }

    /// Short of the line by more than a quarter of its height is act, by more than a tenth watch.
    fn status_on_line(&self, on: Date, value: f64) -> Status {
        let Some(line) = self.line else { return Status::Unknown };
        let Some(short) = self.better_by(line.at(on), value) else { return Status::Unknown };
        let height = (line.to.1 - line.from.1).abs();
        if round9(short) > round9(0.25 * height) {
            Status::Act
        } else if round9(short) > round9(0.1 * height) {
            Status::Watch
        } else {
            Status::Ok
        }
    }
}

impl Line {
    fn at(&self, on: Date) -> f64 {
        let whole = span_of_days(self.from.0, self.to.0);
        let gone = span_of_days(self.from.0, on).clamp(0.0, whole);
        self.from.1 + (self.to.1 - self.from.1) * (gone / whole)
    }
}

fn line(metric: &Metric) -> Option<Line> {
    let (baseline, target) = (metric.baseline.as_ref()?, metric.target.as_ref()?);
    let from = (baseline.on?, baseline.value?);
    let to = (target.by?, *target.value.one()?);
    let height = finite(to.1 - from.1)?;
    (sign(height) != Sign::Zero && to.0 > from.0).then_some(Line { from, to })
}

fn side_limits(way: Direction, watch: Option<Bound>, act: Option<Bound>) -> Limits {
    let at = |bound: Option<Bound>| bound.and_then(Bound::at).map(round9);
    let (watch_at, act_at) = (at(watch), at(act));
    if watch.is_some() != watch_at.is_some() || act.is_some() != act_at.is_some() {
        return Limits::Unfit;
    }
    if let Some((watch, act)) = watch_at.zip(act_at)
        && (if way == Direction::Up { act > watch } else { act < watch })
    {
        return Limits::Unfit;
    }
    Limits::At { watch: watch_at, act: act_at }
}

fn range_limits(watch: Option<Bound>, act: Option<Bound>) -> Limits {
    let rounded = |(low, high)| (round9(low), round9(high));
    let (watch_range, act_range) = (range(watch).map(rounded), range(act).map(rounded));
    if watch.is_some() != watch_range.is_some() || act.is_some() != act_range.is_some() {
        return Limits::Unfit;
    }
    if let Some((watch, act)) = watch_range.zip(act_range)
        && (act.0 > watch.0 || act.1 < watch.1)
    {
        return Limits::Unfit;
    }
    Limits::Range { watch: watch_range, act: act_range }
}

/// Both limits of a range, where they are in order.
fn range(bound: Option<Bound>) -> Option<(f64, f64)> {
    bound.and_then(Bound::range).filter(|(low, high)| round9(*low) <= round9(*high))
}

fn middle(bound: Option<Bound>) -> Option<f64> {
    range(bound).map(|(low, high)| low / 2.0 + high / 2.0)
}

#[cfg(test)]
mod tests;
