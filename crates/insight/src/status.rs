//! What can be said of a node in one word.

use causeway_model::Date;

/// How a node stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// There is nothing to judge.
    #[default]
    NoData,
    /// There is something, and nothing to judge it by.
    Unknown,
    /// As it should be.
    Ok,
    /// To be watched.
    Watch,
    /// Someone must act.
    Act,
}

impl Status {
    /// Every status, from nothing known to the worst.
    pub const ALL: [Self; 5] = [Self::NoData, Self::Unknown, Self::Ok, Self::Watch, Self::Act];

    /// The word of the findings' JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoData => "no-data",
            Self::Unknown => "unknown",
            Self::Ok => "ok",
            Self::Watch => "watch",
            Self::Act => "act",
        }
    }

    /// Whether it is in watch or act.
    pub fn is_off(self) -> bool {
        matches!(self, Self::Watch | Self::Act)
    }

    /// Whether it is ok, watch or act.
    pub fn is_known(self) -> bool {
        self >= Self::Ok
    }
}

/// Where a metric is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// Towards its good side.
    Improving,
    /// Towards its bad side.
    Worsening,
}

impl Trend {
    /// The word of the findings' JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Improving => "improving",
            Self::Worsening => "worsening",
        }
    }
}

/// How a node stands at a date.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct NodeStatus {
    /// In one word.
    pub status: Status,
    /// Whether its latest value is older than its cadence allows.
    pub stale: bool,
    /// Where its metric is going, if anywhere.
    pub trend: Option<Trend>,
    /// The latest value of its metric, in the metric's unit.
    pub value: Option<f64>,
    /// The day of that value.
    pub on: Option<Date>,
}

impl NodeStatus {
    /// The status of what isn't there.
    pub const NOTHING: Self =
        Self { status: Status::NoData, stale: false, trend: None, value: None, on: None };

    /// A status without a metric behind it.
    pub(crate) fn bare(status: Status) -> Self {
        Self { status, ..Self::NOTHING }
    }
}

#[cfg(test)]
mod tests {
    use super::{Status, Trend};

    #[test]
    fn the_words_are_those_of_the_specification() {
        assert_eq!(Status::ALL.map(Status::as_str), ["no-data", "unknown", "ok", "watch", "act"]);
        assert_eq!(
            [Trend::Improving, Trend::Worsening].map(Trend::as_str),
            ["improving", "worsening"]
        );
        assert_eq!(Status::ALL.map(Status::is_off), [false, false, false, true, true]);
        assert_eq!(Status::ALL.map(Status::is_known), [false, false, true, true, true]);
    }
}
