//! How a command ends when it didn't do what was asked.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// A finding that was asked for.
const FOUND: u8 = 1;
/// Bad usage or bad input.
const BAD_INPUT: u8 = 2;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Sentences for a person: what happened, what is safe, what to do.
    Said(String),
    /// The command has already printed what is wrong with the input.
    Printed,
    /// What was to fail the command was found, and said.
    Found,
    /// The reader of our output has gone, as with `| head`. It has what it wanted.
    ReaderGone,
}

impl Failure {
    /// What happened, what is safe, and what to do, each a sentence.
    pub(crate) fn new(happened: impl Display, safe: &str, advice: &str) -> Self {
        Self::Said(format!("{happened} {safe} {advice}"))
    }

    /// Says it on standard error, and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Said(sentences) => {
                // Where standard error is closed too, the exit code must do.
                let _ = writeln!(io::stderr(), "{sentences}");
                ExitCode::from(BAD_INPUT)
            }
            Self::Printed => ExitCode::from(BAD_INPUT),
            Self::Found => ExitCode::from(FOUND),
            Self::ReaderGone => ExitCode::SUCCESS,
        }
    }
}

/// Writing to standard output failed.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ReaderGone;
        }
        Self::new(
            format_args!("Standard output could not be written: {error}."),
            "Nothing else was changed.",
            "Look at where the output goes, and try again.",
        )
    }
}
