//! A finding: what is the matter, why the model says so, and what to do next.

use causeway_model::Date;

/// How bad a finding is; the worst is greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It can wait.
    Low,
    /// It should be put right.
    Medium,
    /// It harms the strategy.
    High,
    /// It can't wait.
    Critical,
}

/// Whether a finding warns, or asks for something that is merely not filled in yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// It warns.
    Signal,
    /// It asks to finish the map.
    Finish,
}

/// Which of the three questions a finding answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// What is driving it?
    Driving,
    /// What is missing in our execution system?
    Missing,
    /// Where are we exposed, and how can we act faster?
    Exposed,
}

/// Which of the five structural failures a finding belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Failure {
    /// Strategy doesn't drive operational decisions.
    Decisions,
    /// Goals exist, but don't create focus.
    Focus,
    /// Indicators don't explain cause and effect.
    Causality,
    /// Follow-up isn't systematic.
    FollowUp,
    /// Adjustment comes late.
    LateAdjustment,
}

/// What became of a finding; open ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody has answered it.
    Open,
    /// An action or a decision answers it.
    Answered,
    /// People accepted it for a time.
    Accepted,
}

macro_rules! spoken {
    ($($name:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the findings' JSON form.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }

            /// The value that a word names.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    )+};
}

spoken! {
    Severity { Low = "low", Medium = "medium", High = "high", Critical = "critical" }
    Group { Signal = "signal", Finish = "finish" }
    Question { Driving = "driving", Missing = "missing", Exposed = "exposed" }
    Failure {
        Decisions = "decisions",
        Focus = "focus",
        Causality = "causality",
        FollowUp = "follow_up",
        LateAdjustment = "late_adjustment",
    }
    State { Open = "open", Answered = "answered", Accepted = "accepted" }
}

/// One finding, derived and never stored.
///
/// All ids are as in the workspace; money is a year's, in its currency, at two places.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether it warns or asks to finish something.
    pub group: Group,
    /// Which question it answers.
    pub question: Question,
    /// Which structural failure it belongs to.
    pub failure: Failure,
    /// What became of it.
    pub state: State,
    /// The actions and decisions that answer it.
    pub answered_by: Vec<String>,
    /// The acceptance that holds.
    pub accepted: Option<String>,
    /// What it is about, sorted.
    pub subject: Vec<String>,
    /// What brings it about, the first first.
    pub causes: Vec<String>,
    /// The path along which it comes.
    pub path: Vec<String>,
    /// Since when.
    pub since: Option<Date>,
    /// By when someone had to answer it.
    pub due: Option<Date>,
    /// When the effect arrives.
    pub arrives_on: Option<Date>,
    /// Whom it has been escalated to.
    pub escalate_to: Option<String>,
    /// What is at stake.
    pub money: Option<f64>,
    /// The nodes whose leakage it is part of.
    pub part_of: Vec<String>,
    /// What is the matter.
    pub title: String,
    /// Why the model says so.
    pub why: String,
    /// What to do next.
    pub next: String,
    /// Who should.
    pub next_who: Option<String>,
    /// By when.
    pub next_by: Option<Date>,
}
