//! The native command line: the relay, and the public file format.
//!
//! Exit codes: 0 all is well, 1 a finding or a difference, 2 bad usage or bad input.

mod arguments;
mod check;
mod convert;
mod failure;
mod input;
mod kind;
mod output;
mod serve;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
