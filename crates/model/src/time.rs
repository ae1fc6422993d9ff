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
