//! Colours, and text that is safe to show.

use anstyle::{AnsiColor, Effects, Style};
use causeway_insight::Severity;

/// What a piece of text means; colour only repeats what the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Heading,
    Strong,
    Faint,
    Good,
    Low,
    Medium,
    High,
    Critical,
}

impl Tone {
    /// The tone of a severity.
    pub(crate) fn of(severity: Severity) -> Self {
        match severity {
            Severity::Low => Self::Low,
            Severity::Medium => Self::Medium,
            Severity::High => Self::High,
            Severity::Critical => Self::Critical,
        }
    }

    fn style(self) -> Style {
        let coloured = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().effects(Effects::BOLD | Effects::UNDERLINE),
            Self::Strong => Style::new().bold(),
            Self::Faint | Self::Low => Style::new().dimmed(),
            Self::Good => coloured(AnsiColor::Green),
            Self::Medium => coloured(AnsiColor::Yellow),
            Self::High => coloured(AnsiColor::Red),
            Self::Critical => coloured(AnsiColor::Red).bold(),
        }
    }
}

/// A text between the codes of its tone.
pub(crate) fn painted(tone: Tone, text: &str) -> String {
    let style = tone.style();
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// A text on one line, without what steers a terminal or turns the order of letters.
pub(crate) fn safe(text: &str) -> String {
    let steers = |letter: &char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|letter| !steers(letter));
    let plain: String = kept.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
