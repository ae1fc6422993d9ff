//! The commands that say what follows from a workspace at a date.

use std::path::PathBuf;

use causeway_insight::{Language, Severity};
use causeway_model::{Date, time};
use clap::{Args, ValueEnum};

/// What to look at, as of when, and in which language to speak.
#[derive(Debug, Args)]
pub(crate) struct Subject {
    /// Workspace to read, .json or .automerge, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Day to look at it, YYYY-MM-DD: nothing dated later is read [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,
    /// Language of the texts
    #[arg(long, value_enum, default_value = "en")]
    lang: Tongue,
}

impl Subject {
    /// The language to speak.
    pub(crate) fn language(&self) -> Language {
        self.lang.language()
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Tongue {
    /// English
    #[value(name = "en")]
    English,
    /// Brazilian Portuguese
    #[value(name = "pt-BR", alias = "pt")]
    Portuguese,
}

impl Tongue {
    /// The language to speak.
    pub(crate) fn language(self) -> Language {
        match self {
            Self::English => Language::English,
            Self::Portuguese => Language::Portuguese,
        }
    }
}

/// How to say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal, as wide as it is; in colour unless `NO_COLOR` is set
    Text,
    /// One JSON object
    Json,
    /// Markdown
    Markdown,
}

/// How to say the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    /// For a terminal, as wide as it is; in colour unless `NO_COLOR` is set
    Text,
    /// One JSON object
    Json,
    /// Markdown
    Markdown,
    /// One self-contained page that prints on two
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct Diagnose {
    #[command(flatten)]
    pub(crate) subject: Subject,
    /// How to say it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Exit with 1 when an open finding is at least that severe
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Worst>,
}

impl Diagnose {
    /// From which severity on an open finding is a failure.
    pub(crate) fn fail_on(&self) -> Option<Severity> {
        self.fail_on.map(|worst| match worst {
            Worst::Low => Severity::Low,
            Worst::Medium => Severity::Medium,
            Worst::High => Severity::High,
            Worst::Critical => Severity::Critical,
        })
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Worst {
    Low,
    Medium,
    High,
    Critical,
}

#[derive(Debug, Args)]
pub(crate) struct Agenda {
    #[command(flatten)]
    pub(crate) subject: Subject,
    /// How to say it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// How long the review may take
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub(crate) minutes: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Brief {
    #[command(flatten)]
    pub(crate) subject: Subject,
    /// How to say it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: BriefFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Xray {
    #[command(flatten)]
    pub(crate) subject: Subject,
    /// Id of the kpi or driver to take apart
    #[arg(value_name = "NODE")]
    pub(crate) node: String,
    /// First day of the period [default: a quarter before its last]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) from: Option<Date>,
    /// Last day of the period [default: the day of --as-of]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) to: Option<Date>,
    /// How to say it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

/// Reads a day of the command line.
pub(super) fn date(text: &str) -> Result<Date, String> {
    time::parse_date(text).ok_or_else(|| "not a day of the form YYYY-MM-DD".to_owned())
}
