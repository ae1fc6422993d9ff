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

/// Milliseconds since 1970, for timers and retries.
pub fn now_ms() -> u64 {
    u64::try_from(now().timestamp_millis()).unwrap_or_default()
}
