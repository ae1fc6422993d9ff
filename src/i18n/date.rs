//! Days as people write them: `28 Feb 2026`, `28 fev. 2026`.

use causeway_model::Date;
use chrono::Datelike as _;

use crate::i18n::{Key, say, say_with};

const MONTHS: [Key; 12] = [
    Key::MonthJan,
    Key::MonthFeb,
    Key::MonthMar,
    Key::MonthApr,
    Key::MonthMay,
    Key::MonthJun,
    Key::MonthJul,
    Key::MonthAug,
    Key::MonthSep,
    Key::MonthOct,
    Key::MonthNov,
    Key::MonthDec,
];

/// A day with its year.
pub fn day(date: Date) -> String {
    written(Key::DateDay, date)
}

/// A day of this year, or of one that is plain from what stands around it.
pub fn short_day(date: Date) -> String {
    written(Key::DateShort, date)
}

/// A month with its year, for the axis of a chart.
pub fn month_year(date: Date) -> String {
    written(Key::DateMonthYear, date)
}

/// The month of a day.
pub fn month(date: Date) -> &'static str {
    MONTHS.get(date.month0() as usize).map_or("", |month| say(*month))
}

fn written(key: Key, date: Date) -> String {
    let month = month(date);
    let (day, year) = (date.day().to_string(), date.year().to_string());
    say_with(key, &[("day", &day), ("month", month), ("year", &year)])
}
