//! `causeway serve`: the relay, run until it is told to stop.

mod address;
mod folder;
mod qr;
mod stop;

use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;

use causeway_relay::{App, Config, Limits, Relay, StartError};
use tracing_subscriber::EnvFilter;

use crate::arguments::{Access, Serve, Store};
use crate::failure::Failure;

/// Serves until the process is asked to stop.
pub(crate) fn run(arguments: &Serve) -> Result<(), Failure> {
    let listen = address::read(&arguments.listen)?;
    let access = access_for(listen, arguments.access)?;
    let data = folder::for_documents(arguments.data.as_deref())?;
    let Store::Redb = arguments.store;
    log_to_stderr();
    let app = App::embedded();
    let has_app = app.is_built();
    let config = Config { listen, data, access, limits: Limits::default(), app };
    let runtime = tokio::runtime::Runtime::new().map_err(|error| not_started(&error))?;
    runtime.block_on(async {
        // Listened for before the address is printed: who reads it may stop us at once.
        let stop = stop::Signals::listen().map_err(|error| not_started(&error))?;
        let relay = Relay::bind(config).await.map_err(|error| explain(&error))?;
        if let Err(error) = announce(relay.address(), has_app) {
            // Whoever started us may not want to read on; the relay serves all the same.
            tracing::warn!(%error, "the address could not be printed");
        }
        relay.serve(stop.received()).await.map_err(|error| not_started(&error))
    })
}

/// Open access must be asked for where other machines can connect.
fn access_for(
    listen: SocketAddr,
    asked: Option<Access>,
) -> Result<causeway_relay::Access, Failure> {
    match asked {
        Some(Access::Open) => Ok(causeway_relay::Access::Open),
        None if listen.ip().is_loopback() => Ok(causeway_relay::Access::Open),
        None => Err(Failure::new(
            format_args!(
                "At {listen} other machines could connect, and everybody who knows a document's \
                 link could read and edit it."
            ),
            "Nothing was started.",
            "If that is right for this network, add --access open. (Keys that tell editors from \
             viewers come in a later version.)",
        )),
    }
}

/// Says where the app is. The first line is for programs too.
fn announce(bound: SocketAddr, has_app: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Causeway is at {}", address::for_this_machine(bound))?;
    if let Some(shared) = address::for_others(bound) {
        writeln!(out, "Others on this network open {shared}")?;
        if out.is_terminal() {
            write!(out, "{}", qr::drawn(&shared).unwrap_or_default())?;
        }
    }
    if !has_app {
        writeln!(
            out,
            "This causeway was built without its app; the relay works. `cargo xtask build` makes both."
        )?;
    }
    out.flush()
}

fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("CAUSEWAY_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
}

fn explain(error: &StartError) -> Failure {
    let advice = match error {
        StartError::Listen { .. } => {
            "Stop the program that has the port, or choose another with --listen."
        }
        StartError::Folder { .. } => "Choose a folder that can be written with --data.",
        StartError::Store { .. } => {
            "If another causeway uses the folder, stop it first, or choose another with --data."
        }
    };
    Failure::new(
        format_args!("The relay did not start: {error}."),
        "Documents are as they were.",
        advice,
    )
}

fn not_started(error: &io::Error) -> Failure {
    Failure::new(
        format_args!("The relay stopped: {error}."),
        "What was confirmed as saved is in the data folder.",
        "Start it again.",
    )
}
