//! `causeway serve`: the relay, run until it is told to stop.

mod address;
pub(crate) mod folder;
mod limits;
mod qr;
mod stop;

use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;

use causeway_relay::{App, Config, Relay, StartError};
use tracing_subscriber::EnvFilter;

use crate::arguments::{Access, Serve, Store};
use crate::failure::Failure;

/// Serves until the process is asked to stop.
pub(crate) fn run(arguments: &Serve) -> Result<(), Failure> {
    let listen = address::read(&arguments.listen)?;
    let access = access_for(listen, arguments.access);
    let public_url = arguments.public_url.as_deref().map(address::public).transpose()?;
    let admin_listen = arguments.admin_listen.as_deref().map(address::read).transpose()?;
    let limits = limits::read(&arguments.limit)?;
    let data = folder::for_documents(arguments.data.as_deref())?;
    let Store::Redb = arguments.store;
    log_to_stderr();
    let app = App::embedded();
    let has_app = app.is_built();
    let config = Config {
        listen,
        data,
        access,
        public_url: public_url.clone(),
        allow_key_in_url: arguments.allow_key_in_url,
        admin_listen,
        limits,
        app,
    };
    let runtime = tokio::runtime::Runtime::new().map_err(|error| not_started(&error))?;
    runtime.block_on(async {
        // Listened for before the address is printed: who reads it may stop us at once.
        let stop = stop::Signals::listen().map_err(|error| not_started(&error))?;
        let relay = Relay::bind(config).await.map_err(|error| explain(&error))?;
        if let Err(error) = announce(relay.address(), public_url.as_deref(), has_app) {
            // Whoever started us may not want to read on; the relay serves all the same.
            tracing::warn!(%error, "the address could not be printed");
        }
        relay.serve(stop.received()).await;
        Ok(())
    })
}

/// Where other machines can connect, keys are asked for unless it is said otherwise.
fn access_for(listen: SocketAddr, asked: Option<Access>) -> causeway_relay::Access {
    let default = if listen.ip().is_loopback() { Access::Open } else { Access::Keys };
    match asked.unwrap_or(default) {
        Access::Open => causeway_relay::Access::Open,
        Access::Keys => causeway_relay::Access::Keys,
    }
}

/// Says where the app is. The first line is for programs too.
fn announce(bound: SocketAddr, public_url: Option<&str>, has_app: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Causeway is at {}", address::for_this_machine(bound))?;
    if let Some(shared) = public_url.map(str::to_owned).or_else(|| address::for_others(bound)) {
        writeln!(out, "Others open {shared}")?;
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
        StartError::Store { .. } | StartError::Keys(_) => {
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
