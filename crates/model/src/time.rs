//! Dates and instants as the files write them.
//!
//! Parsed by hand: the form is narrow, and a general parser costs more of the download than this page.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};

use crate::schema::Shape;
use crate::slot::Readable;
use crate::walk::Walk;
use crate::{Json, Rule};

/// A calendar day, written `YYYY-MM-DD`.
pub type Date = NaiveDate;

/// A moment in UTC, written as in RFC 3339.
pub type Instant = DateTime<Utc>;

/// Reads `YYYY-MM-DD`; nothing else is a date.
pub fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = i32::try_from(digits(&bytes[..4])?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(&bytes[5..7])?, digits(&bytes[8..])?)
}

/// Reads an instant of RFC 3339 in UTC (`2026-03-30T09:15:00Z`, fractions allowed).
///
/// A bare date stands for its first moment, since other programs write either.
pub fn parse_instant(text: &str) -> Option<Instant> {
    if text.len() == 10 {
        return Some(parse_date(text)?.and_time(NaiveTime::MIN).and_utc());
    }
    let bytes = text.as_bytes();
    let day = parse_date(text.get(..10)?)?;
    if !matches!(bytes.get(10), Some(b'T' | b't')) {
        return None;
    }
    let clock = bytes.get(11..19)?;
    if clock[2] != b':' || clock[5] != b':' {
        return None;
    }
    let nanoseconds = fraction_in_utc(bytes.get(19..)?)?;
    let time = NaiveTime::from_hms_nano_opt(
        digits(&clock[..2])?,
        digits(&clock[3..5])?,
        digits(&clock[6..])?,
        nanoseconds,
    )?;
    Some(day.and_time(time).and_utc())
}

/// Writes a date as `YYYY-MM-DD`.
pub fn print_date(date: Date) -> String {
    date.to_string()
}

/// Writes an instant in UTC, with milliseconds where it has them.
pub fn print_instant(instant: Instant) -> String {
    let (day, time) = (instant.date_naive(), instant.time());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    match time.nanosecond() / 1_000_000 % 1000 {
        0 => format!("{day}T{hour:02}:{minute:02}:{second:02}Z"),
        ms => format!("{day}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z"),
    }
}

/// The number that ASCII digits write; at most nine of them.
fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |sum: u32, byte| {
        byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
    })
}

/// The nanoseconds of what follows the seconds, which must end in a sign of UTC.
fn fraction_in_utc(rest: &[u8]) -> Option<u32> {
    let end = rest.iter().position(|b| !b.is_ascii_digit() && *b != b'.')?;
    let (fraction, zone) = rest.split_at(end);
    if !matches!(zone, b"Z" | b"z" | b"+00:00" | b"-00:00") {
        return None;
    }
    match fraction {
        [] => Some(0),
        [b'.', places @ ..] if !places.is_empty() && places.iter().all(u8::is_ascii_digit) => {
            let kept = &places[..places.len().min(9)];
            let scale = 10_u32.pow(9 - u32::try_from(kept.len()).ok()?);
            Some(digits(kept)? * scale)
        }
        _ => None,
    }
}

impl Readable for Date {
    const SHAPE: Shape = Shape::Date;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(json.as_str().and_then(parse_date), Rule::Date, json)
    }
}

impl Readable for Instant {
    const SHAPE: Shape = Shape::Instant;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(json.as_str().and_then(parse_instant), Rule::Instant, json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_in_one_form_are_dates() {
        assert_eq!(parse_date("2024-02-29").map(print_date).as_deref(), Some("2024-02-29"));
        let bad = [
            "2026-02-29",
            "2026-1-01",
            "26-01-01",
            "2026-01-01 ",
            "2026/01/01",
            "+026-01-01",
            "２０26-1",
            "",
        ];
        assert_eq!(bad.map(parse_date), [None; 8]);
    }

    #[test]
    fn instants_are_in_utc_and_keep_their_milliseconds() {
        let table = [
            ("2026-03-30T09:15:00Z", "2026-03-30T09:15:00Z"),
            ("2026-03-30t09:15:00.25z", "2026-03-30T09:15:00.250Z"),
            ("2026-03-30T09:15:00.123456789012+00:00", "2026-03-30T09:15:00.123Z"),
            ("2026-03-30", "2026-03-30T00:00:00Z"),
        ];
        for (text, printed) in table {
            assert_eq!(parse_instant(text).map(print_instant).as_deref(), Some(printed), "{text}");
        }
        let bad = [
            "2026-03-30T09:15:00",
            "2026-03-30T09:15Z",
            "2026-03-30T09:15:00.Z",
            "2026-03-30T24:00:00Z",
            "2026-03-30T09:15:00+01:00",
            "2026-03-30T09:15:00.1.2Z",
            "2026-03-30T9:15:00Z",
            "2026-03-30Té",
        ];
        assert_eq!(bad.map(parse_instant), [None; 8]);
    }
}
