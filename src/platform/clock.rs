//! What time it is.

use causeway_model::{Date, Instant};

/// The instant that a person's edit bears.
pub fn now() -> Instant {
    chrono::Utc::now()
}

/// Today's date in UTC, which derivations take by default.
pub fn today() -> Date {
    now().date_naive()
}

/// A moment as the person's own clock shows it: the day, and the time of day such as `14:05`.
pub fn moment(at: Instant) -> (Date, String) {
    let east = -js_sys::Date::new_0().get_timezone_offset();
    #[allow(clippy::cast_possible_truncation, reason = "at most a day, in minutes")]
    let shift = chrono::TimeDelta::try_minutes(east as i64).unwrap_or_default();
    let here = at.checked_add_signed(shift).unwrap_or(at);
    (here.date_naive(), here.format("%H:%M").to_string())
}

/// Milliseconds since 1970, for timers and retries.
pub fn now_ms() -> u64 {
    u64::try_from(now().timestamp_millis()).unwrap_or_default()
}
