//! Which days are written below a chart.

use causeway_model::Date;
use chrono::{Datelike as _, Days, Months};

/// A day at the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayTick {
    /// The day.
    pub on: Date,
    /// What of it is worth writing.
    pub unit: DayUnit,
}

/// What of a day is worth writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayUnit {
    /// The day and its month.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

/// Steps from tick to tick, the finest first.
const STEPS: [Step; 12] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
];

#[derive(Clone, Copy)]
enum Step {
    Days(u64),
    Months(u32),
}

/// How many days lie between two.
pub(super) fn between(from: Date, to: Date) -> f64 {
    // Days of the calendar are far below what a double holds exactly.
    f64::from(i32::try_from((to - from).num_days()).unwrap_or(i32::MAX))
}

/// At most so many days from `from` to `to`, at the finest step that allows it.
pub(super) fn ticks(from: Date, to: Date, most: usize) -> Vec<DayTick> {
    let most = most.max(1);
    let all = STEPS.iter().map(|step| step.ticks(from, to, most));
    all.into_iter()
        .find(|found| (1..=most).contains(&found.len()))
        .unwrap_or_else(|| vec![DayTick { on: from, unit: DayUnit::Day }])
}

/// Which of the words below a chart can be written, of which each begins and ends there, with `gap` between any two:
/// each that leaves room for the first, and for those written before it.
pub fn legible(words: &[(f64, f64)], gap: f64) -> Vec<bool> {
    let mut end = f64::NEG_INFINITY;
    let written = words.iter().map(|(begins, ends)| {
        let has_room = *begins >= end + gap;
        if has_room {
            end = *ends;
        }
        has_room
    });
    written.collect()
}

impl Step {
    /// The ticks of this step; those beyond `most` are not looked for.
    fn ticks(self, from: Date, to: Date, most: usize) -> Vec<DayTick> {
        let mut found = Vec::new();
        let mut on = self.first(from);
        while let Some(day) = on.filter(|day| *day <= to)
            && found.len() <= most
        {
            found.push(DayTick { on: day, unit: self.unit() });
            on = self.after(day);
        }
        found
    }

    fn unit(self) -> DayUnit {
        match self {
            Self::Days(_) => DayUnit::Day,
            Self::Months(months) if months < 12 => DayUnit::Month,
            Self::Months(_) => DayUnit::Year,
        }
    }

    /// The first tick from a day on: months begin on their first day, years in January.
    fn first(self, from: Date) -> Option<Date> {
        let Self::Months(months) = self else { return Some(from) };
        let month = if from.day() == 1 {
            from
        } else {
            from.with_day(1)?.checked_add_months(Months::new(1))?
        };
        let number = u32::try_from(month.year()).ok()? * 12 + month.month0();
        month.checked_add_months(Months::new(number.next_multiple_of(months) - number))
    }

    fn after(self, day: Date) -> Option<Date> {
        match self {
            Self::Days(days) => day.checked_add_days(Days::new(days)),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
        }
    }
}
