//! The index: how well the strategy is executed, 0 to 100.
//!
//! Each part is the mean of its shares; the total is the smallest part, since a chain is as
//! strong as its weakest link.

mod parts;

use causeway_model::Json;
use serde_json::json;

use crate::facts::Facts;

/// One of the four parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Whether goals make choices.
    Strategy,
    /// Whether causes are known and tested.
    Causality,
    /// Whether the work is mastered.
    Maturity,
    /// Whether what moves is noticed and answered.
    Monitoring,
}

impl Part {
    /// Every part, in order.
    pub const ALL: [Self; 4] = [Self::Strategy, Self::Causality, Self::Maturity, Self::Monitoring];

    /// The word of the findings' JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Causality => "causality",
            Self::Maturity => "maturity",
            Self::Monitoring => "monitoring",
        }
    }
}

/// The four parts, in whole per cent; one without shares has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index {
    parts: [Option<u8>; 4],
}

impl Index {
    /// Where there is nothing to say.
    pub(crate) const NONE: Self = Self { parts: [None; 4] };

    /// The index of a workspace at a date.
    pub fn of(facts: &Facts<'_>) -> Self {
        Self {
            parts: [
                parts::strategy(facts),
                parts::causality(facts),
                parts::maturity(facts),
                parts::monitoring(facts),
            ]
            .map(|shares| mean(&shares)),
        }
    }

    /// One part.
    pub fn part(&self, part: Part) -> Option<u8> {
        Part::ALL
            .iter()
            .zip(self.parts)
            .find(|(known, _)| **known == part)
            .and_then(|(_, figure)| figure)
    }

    /// The smallest part, and which it is; the first on a tie.
    pub fn weakest(&self) -> Option<(Part, u8)> {
        let known = Part::ALL
            .into_iter()
            .zip(self.parts)
            .filter_map(|(part, figure)| Some((part, figure?)));
        known.min_by_key(|(_, figure)| *figure)
    }

    /// The total: the smallest part.
    pub fn total(&self) -> Option<u8> {
        self.weakest().map(|(_, figure)| figure)
    }

    /// The public JSON form.
    pub(super) fn to_json(self) -> Json {
        json!({
            "strategy": self.part(Part::Strategy),
            "causality": self.part(Part::Causality),
            "maturity": self.part(Part::Maturity),
            "monitoring": self.part(Part::Monitoring),
            "total": self.total(),
            "weakest": self.weakest().map(|(part, _)| part.as_str()),
        })
    }
}

/// The mean of the shares that there are, in whole per cent, rounded half up.
fn mean(shares: &[Option<f64>]) -> Option<u8> {
    let known: Vec<f64> = shares.iter().copied().flatten().collect();
    if known.is_empty() {
        return None;
    }
    let count = f64::from(u32::try_from(known.len()).unwrap_or(u32::MAX));
    let percent = crate::numeric::round9(known.iter().sum::<f64>() / count * 100.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let whole = (percent + 0.5).floor().clamp(0.0, 100.0) as u8;
    Some(whole)
}

#[cfg(test)]
mod tests;
