//! The words of the model as messages.

use causeway_model::{
    Degree, Dimension, Direction, Lever, LinkKind, NodeKind, Polarity, ReportedStatus, Verdict,
};

use crate::i18n::Key;
use crate::ui::Choice;

/// A word of the model that people choose.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// Every word, in the order in which they are offered.
    const WORDS: &'static [Self];

    /// The word that the document holds.
    fn word(self) -> &'static str;

    /// Its message.
    fn label(self) -> Key;
}

/// Every word as a choice, in the language of now.
pub(crate) fn choices<W: Word>() -> Vec<Choice> {
    W::WORDS.iter().map(|word| Choice::word(word.word(), word.label())).collect()
}

macro_rules! words {
    ($($type:ty { $($word:ident => $key:path),+ $(,)? })+) => {$(
        impl Word for $type {
            const WORDS: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.as_str()
            }

            fn label(self) -> Key {
                match self { $(Self::$word => $key),+ }
            }
        }
    )+};
}

words! {
    NodeKind {
        Objective => Key::KindObjective,
        Kpi => Key::KindKpi,
        Driver => Key::KindDriver,
        Initiative => Key::KindInitiative,
        Risk => Key::KindRisk,
    }
    LinkKind {
        Causes => Key::LinkCauses,
        Serves => Key::LinkServes,
        DependsOn => Key::LinkDependsOn,
    }
    Direction {
        Up => Key::DirectionUp,
        Down => Key::DirectionDown,
        Range => Key::DirectionRange,
    }
    Lever {
        Input => Key::LeverInput,
        Process => Key::LeverProcess,
        Outcome => Key::LeverOutcome,
    }
    causeway_model::Cadence {
        Daily => Key::CadenceDaily,
        Weekly => Key::CadenceWeekly,
        Monthly => Key::CadenceMonthly,
        Quarterly => Key::CadenceQuarterly,
    }
    Polarity {
        Plus => Key::PolarityPlus,
        Minus => Key::PolarityMinus,
    }
    Degree {
        Low => Key::DegreeLow,
        Medium => Key::DegreeMedium,
        High => Key::DegreeHigh,
    }
    Verdict {
        Supports => Key::VerdictSupports,
        Contradicts => Key::VerdictContradicts,
    }
    ReportedStatus {
        OnTrack => Key::ReportedOnTrack,
        AtRisk => Key::ReportedAtRisk,
        OffTrack => Key::ReportedOffTrack,
        Done => Key::ReportedDone,
        Stopped => Key::ReportedStopped,
    }
    Dimension {
        Strategy => Key::DimensionStrategy,
        Process => Key::DimensionProcess,
        Technology => Key::DimensionTechnology,
        People => Key::DimensionPeople,
    }
}

/// What the levels of maturity are called, from 1 to 5.
pub(crate) const LEVELS: [Key; 5] = [
    Key::LevelAdHoc,
    Key::LevelRepeatable,
    Key::LevelDefined,
    Key::LevelManaged,
    Key::LevelOptimising,
];
