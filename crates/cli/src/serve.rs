//! `causeway serve`: the relay, run until it is told to stop.

mod address;
pub(crate) mod folder;
mod limits;
mod qr;
mod stop;

use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;

use causeway_relay::{App, Config, Relay, StartError, TlsFiles};
use tracing_subscriber::EnvFilter;

use crate::arguments::{Access, Serve, Store};
use crate::failure::Failure;
use crate::serve::address::Listens;

/// Serves until the process is asked to stop.
pub(crate) fn run(arguments: &Serve) -> Result<(), Failure> {
    let listen = address::read(&arguments.listen)?;
    let access = access_for(listen, arguments.access);
    let public_url = arguments.public_url.as_deref().map(address::public).transpose()?;
    let admin_listen = arguments.admin_listen.as_deref().map(address::read).transpose()?;
    let limits = limits::read(&arguments.limit)?;
    let other_relays =
        arguments.other_relay.iter().map(|url| address::relay(url)).collect::<Result<_, _>>()?;
    let other_pages =
        arguments.other_page.iter().map(|url| address::page(url)).collect::<Result<_, _>>()?;
    let tls = arguments.tls_cert.clone().zip(arguments.tls_key.clone());
    let tls = tls.map(|(certificate, key)| TlsFiles { certificate, key });
    let is_tls = tls.is_some();
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
        tls,
        other_relays,
        other_pages,
        limits,
        app,
    };
    let runtime = tokio::runtime::Runtime::new().map_err(|error| not_started(&error))?;
    runtime.block_on(async {
        // Listened for before the address is printed: who reads it may stop us at once.
        let stop = stop::Signals::listen().map_err(|error| not_started(&error))?;
        let relay = Relay::bind(config).await.map_err(|error| explain(&error))?;
        let mut out = io::stdout().lock();
        let is_terminal = out.is_terminal();
        let listens = Listens { at: relay.address(), is_tls };
        let announced = announce(&mut out, is_terminal, listens, public_url.as_deref(), has_app)
            .and_then(|()| announce_admin(&mut out, relay.admin_address()));
        drop(out);
        if let Err(error) = announced {
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

/// Says where the app is. The first line is for programs too. On a terminal a phone can read it as well.
fn announce(
    out: &mut impl Write,
    is_terminal: bool,
    listens: Listens,
    public_url: Option<&str>,
    has_app: bool,
) -> io::Result<()> {
    writeln!(out, "Causeway is at {}", listens.for_this_machine())?;
    let shared = public_url.map(str::to_owned).or_else(|| listens.for_others());
    if let Some(shared) = shared {
        writeln!(out, "Others open {shared}")?;
        if is_terminal {
            write!(out, "{}", qr::drawn(&shared).unwrap_or_default())?;
        }
    } else if listens.is_everywhere() {
        writeln!(out, "This machine has no network that others could reach it by.")?;
    }
    if !has_app {
        writeln!(
            out,
            "This causeway was built without its app; the relay works. `cargo xtask build` makes both."
        )?;
    }
    out.flush()
}

/// Says where its operator asks, if that is somewhere else.
fn announce_admin(out: &mut impl Write, admin: Option<SocketAddr>) -> io::Result<()> {
    let Some(admin) = admin else { return Ok(()) };
    writeln!(out, "Its operator asks http://{admin}/readyz and http://{admin}/metrics")?;
    out.flush()
}

/// Says on stderr what the relay's code logs.
pub(crate) fn log_to_stderr() {
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
        StartError::Tls(_) => {
            "Name the certificate with --tls-cert and its private key with --tls-key, both in PEM."
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

#[cfg(test)]
mod tests {
    use super::*;

    fn announced(listen: &str, is_terminal: bool, public_url: Option<&str>) -> String {
        let mut out = Vec::new();
        let listens = Listens { at: listen.parse().unwrap(), is_tls: false };
        announce(&mut out, is_terminal, listens, public_url, true).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_room_sees_the_address_on_the_network_and_its_code() {
        let said = announced("192.168.1.7:8787", true, None);
        assert!(said.contains("Others open http://192.168.1.7:8787/\n"), "{said}");
        assert!(said.contains(&qr::drawn("http://192.168.1.7:8787/").unwrap()), "{said}");
    }

    #[test]
    fn whoever_listens_everywhere_hears_where_others_find_it_or_that_they_cannot() {
        let said = announced("0.0.0.0:8787", true, None);
        assert!(said.starts_with("Causeway is at http://127.0.0.1:8787/\n"), "{said}");
        let others = said.lines().nth(1).unwrap();
        match others.strip_prefix("Others open ") {
            Some(address) => assert!(said.ends_with(&qr::drawn(address).unwrap()), "{said}"),
            None => assert!(others.contains("no network"), "{said}"),
        }
    }

    #[test]
    fn a_public_address_is_what_others_are_given_and_programs_get_no_code() {
        let public = "https://maps.example.org/";
        let said = announced("127.0.0.1:8787", false, Some(public));
        assert_eq!(said, format!("Causeway is at http://127.0.0.1:8787/\nOthers open {public}\n"));
        assert!(announced("127.0.0.1:8787", true, Some(public)).contains('▀'));
    }
}
