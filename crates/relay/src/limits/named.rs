//! Limits by name, as they stand on a command line.

use std::time::Duration;

use crate::limits::Limits;

/// A limit that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadLimit {
    /// Nothing of the form `name=value`.
    #[error("{0} is not of the form name=value")]
    Form(String),
    /// There is no limit of this name.
    #[error("there is no limit {0}")]
    Name(String),
    /// The value doesn't fit the limit.
    #[error("{name} is {wanted}, not {value}")]
    Value {
        /// Which limit.
        name: String,
        /// What it was given.
        value: String,
        /// What it takes.
        wanted: &'static str,
    },
}

/// Where a limit is kept.
enum Field<'a> {
    Bytes(&'a mut usize),
    Count(&'a mut usize),
    Time(&'a mut Duration),
}

impl Limits {
    /// Sets one limit, given as `frame-bytes=16MiB`, `join-within=5s` or `claims-per-minute=10`.
    ///
    /// # Errors
    /// If there is no such limit, or the value isn't one of its kind.
    ///
    /// ```
    /// let mut limits = causeway_relay::Limits::default();
    /// limits.set("idle-after=2m").unwrap();
    /// assert_eq!(limits.idle_after.as_secs(), 120);
    /// assert!(limits.set("idle-after=soon").is_err());
    /// ```
    pub fn set(&mut self, text: &str) -> Result<(), BadLimit> {
        let pair = text.split_once('=').ok_or_else(|| BadLimit::Form(text.to_owned()))?;
        let (name, value) = (pair.0.trim(), pair.1.trim());
        let field = self.fields().into_iter().find(|(known, _)| *known == name);
        let (_, field) = field.ok_or_else(|| BadLimit::Name(name.to_owned()))?;
        let wanted = field.take(value).err();
        wanted.map_or(Ok(()), |wanted| {
            Err(BadLimit::Value { name: name.to_owned(), value: value.to_owned(), wanted })
        })
    }

    /// All limits, each as it is set.
    pub fn named(&self) -> Vec<(&'static str, String)> {
        let mut copy = self.clone();
        copy.fields().into_iter().map(|(name, field)| (name, field.shown())).collect()
    }

    fn fields(&mut self) -> [(&'static str, Field<'_>); 25] {
        use Field::{Bytes, Count, Time};
        [
            ("frame-bytes", Bytes(&mut self.frame_bytes)),
            ("frame-bytes-before-join", Bytes(&mut self.frame_bytes_before_join)),
            ("document-bytes", Bytes(&mut self.document_bytes)),
            ("inflated-bytes", Bytes(&mut self.inflated_bytes)),
            ("join-within", Time(&mut self.join_within)),
            ("ping-every", Time(&mut self.ping_every)),
            ("idle-after", Time(&mut self.idle_after)),
            ("answer-within", Time(&mut self.answer_within)),
            ("close-within", Time(&mut self.close_within)),
            ("inbox-frames", Count(&mut self.inbox_frames)),
            ("outbox-frames", Count(&mut self.outbox_frames)),
            ("outbox-bytes", Bytes(&mut self.outbox_bytes)),
            ("ephemeral-bytes", Bytes(&mut self.ephemeral_bytes)),
            ("ephemerals-per-second", Count(&mut self.ephemerals_per_second)),
            ("reader-ephemerals-per-second", Count(&mut self.reader_ephemerals_per_second)),
            ("unknown-documents", Count(&mut self.unknown_documents)),
            ("connections-per-address", Count(&mut self.connections_per_address)),
            ("connections", Count(&mut self.connections)),
            ("request-head-within", Time(&mut self.request_head_within)),
            ("request-within", Time(&mut self.request_within)),
            ("claims-per-minute", Count(&mut self.claims_per_minute)),
            ("ticket-within", Time(&mut self.ticket_within)),
            ("tickets-per-minute", Count(&mut self.tickets_per_minute)),
            ("work-within", Time(&mut self.work_within)),
            ("unload-after", Time(&mut self.unload_after)),
        ]
    }
}

impl Field<'_> {
    /// Takes a value, or says what it wants.
    fn take(self, text: &str) -> Result<(), &'static str> {
        match self {
            Self::Bytes(place) => {
                *place = scaled(text, &[("MiB", 1 << 20), ("KiB", 1 << 10), ("", 1)])
                    .ok_or("a size such as 16MiB")?;
            }
            Self::Count(place) => {
                *place = scaled(text, &[("", 1)]).ok_or("a whole number above zero")?;
            }
            Self::Time(place) => {
                let ms = scaled(text, &[("ms", 1), ("s", 1000), ("m", 60_000)])
                    .and_then(|ms| u64::try_from(ms).ok());
                *place = Duration::from_millis(ms.ok_or("a time such as 5s, 500ms or 2m")?);
            }
        }
        Ok(())
    }

    fn shown(&self) -> String {
        match self {
            Self::Bytes(bytes) if **bytes % (1 << 20) == 0 => format!("{}MiB", **bytes >> 20),
            Self::Bytes(bytes) if **bytes % (1 << 10) == 0 => format!("{}KiB", **bytes >> 10),
            Self::Bytes(number) | Self::Count(number) => number.to_string(),
            Self::Time(time) if time.subsec_millis() > 0 => format!("{}ms", time.as_millis()),
            Self::Time(time) => format!("{}s", time.as_secs()),
        }
    }
}

/// A whole number above zero with one of these units, the longest first.
fn scaled(text: &str, units: &[(&str, usize)]) -> Option<usize> {
    let (digits, scale) =
        units.iter().find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, scale)))?;
    let number: usize = digits.trim().parse().ok()?;
    number.checked_mul(*scale).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_is_set_by_what_it_is_shown_as() {
        let mut limits = Limits { join_within: Duration::from_millis(1500), ..Limits::default() };
        let expected = limits.clone();
        for (name, value) in expected.named() {
            limits.set(&format!("{name}={value}")).unwrap();
        }
        assert_eq!(limits, expected);
    }

    #[test]
    fn what_is_no_limit_is_refused() {
        let mut limits = Limits::default();
        for text in [
            "",
            "frame-bytes",
            "frames=1",
            "frame-bytes=",
            "frame-bytes=0",
            "connections=-1",
            "frame-bytes=1s",
            "join-within=5",
            "join-within=99999999999999999999s",
        ] {
            assert!(limits.set(text).is_err(), "{text}");
        }
        assert_eq!(limits, Limits::default());
    }

    #[test]
    fn the_documentation_lists_all_limits_and_their_defaults() {
        let page = include_str!("../../../../docs/relay.md");
        for (name, value) in Limits::default().named() {
            let row = format!("| `{name}` | {value} |");
            assert!(page.contains(&row), "docs/relay.md lacks {row}");
        }
    }
}
