//! Publishing a workspace.

use std::path::PathBuf;

use causeway_model::Date;
use clap::{Args, ValueEnum};

use super::derived::{Tongue, date};

#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// Workspace to publish, .json or .automerge, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) target: Target,
    /// Publish every change that was ever made, with comments, notes, what was deleted, and who wrote what
    #[arg(long)]
    pub(crate) full_history: bool,
    /// Whether people are named
    #[arg(long, value_enum, default_value = "named", conflicts_with = "full_history")]
    pub(crate) people: Naming,
    /// Last day on which it counts as the present state, YYYY-MM-DD; later it is shown with a warning
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) expires: Option<Date>,
    /// Sign it with the key in this file, which is made if it isn't there: keep it, and keep it secret
    #[arg(long, value_name = "KEYFILE")]
    pub(crate) sign: Option<PathBuf>,
    /// Sign with another key than before, though whoever has read it before will be refused it
    #[arg(long, requires = "sign")]
    pub(crate) new_key: bool,
    /// Remove the snapshots of older versions from the folder
    #[arg(long, conflicts_with = "single")]
    pub(crate) prune: bool,
    /// Folder with a build of the app to publish with [default: the app that this binary carries]
    #[arg(long, value_name = "DIR")]
    pub(crate) app: Option<PathBuf>,
    /// Language of what is said, and of what people are called who shall not be named
    #[arg(long, value_enum, default_value = "en")]
    pub(crate) lang: Tongue,
    /// How to say what was written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Report,
}

/// What is written: one of the two.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Target {
    /// Folder to publish in, for any static host; one that holds a publication gets its next version
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// HTML file to publish as, which opens without a network, or - for standard output; one that is a publication gets its next version
    #[arg(long, value_name = "FILE.html")]
    pub(crate) single: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Naming {
    /// By name
    Named,
    /// By role, else by a number
    Unnamed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Report {
    /// Sentences
    Text,
    /// One JSON object
    Json,
}
