//! Days: what is due when. Nothing here can leave the calendar and panic.

use causeway_model::Date;
use chrono::TimeDelta;

/// The day so many days later (earlier, where negative); `None` off the calendar.
pub fn days_after(day: Date, days: i64) -> Option<Date> {
    day.checked_add_signed(TimeDelta::try_days(days)?)
}

/// The day from which `hours`, rounded up to whole days, have passed.
pub fn hours_after(day: Date, hours: u32) -> Option<Date> {
    days_after(day, i64::from(hours.div_ceil(24)))
}

/// How many days lie between two days; negative where `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    (to - from).num_days()
}

/// The same as a figure: at most some millions, so exact.
pub fn span_of_days(from: Date, to: Date) -> f64 {
    f64::from(i32::try_from(days_between(from, to)).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::{days_after, days_between, hours_after, span_of_days};
    use causeway_model::time::parse_date;

    #[test]
    fn a_started_day_counts_whole_and_the_calendar_has_an_end() {
        let day = parse_date("2026-02-27").unwrap();
        assert_eq!(hours_after(day, 48), parse_date("2026-03-01"));
        assert_eq!(hours_after(day, 49), parse_date("2026-03-02"));
        assert_eq!(hours_after(day, 0), Some(day));
        assert_eq!(days_after(day, i64::MAX), None);
        assert_eq!(days_after(day, 400_000_000), None);
        assert_eq!(days_between(day, parse_date("2026-03-01").unwrap()), 2);
        assert_eq!(span_of_days(parse_date("2026-03-01").unwrap(), day), -2.0);
    }
}
