//! The native command line: the relay, the public file format, and what follows from a workspace.
//!
//! Exit codes: 0 all is well, 1 a finding or a difference, 2 bad usage or bad input.

mod agenda;
mod arguments;
mod brief;
mod check;
mod convert;
mod diagnose;
mod failure;
mod input;
mod keys;
mod kind;
mod look;
mod output;
mod page;
mod publish;
mod serve;
mod workspace;
mod xray;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Keys(arguments) => keys::run(&arguments.command),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diagnose(arguments) => diagnose::run(&arguments),
        Command::Agenda(arguments) => agenda::run(&arguments),
        Command::Brief(arguments) => brief::run(&arguments),
        Command::Xray(arguments) => xray::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
