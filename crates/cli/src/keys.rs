//! `causeway keys`: the keys of a relay, for the one who operates it.

use std::io::{self, Write};
use std::path::Path;

use causeway_relay::{Keyring, KeyringError};
use chrono::{DateTime, SecondsFormat};

use crate::arguments::{Issue, KeysCommand, Retire};
use crate::failure::Failure;
use crate::serve::{folder, log_to_stderr};

/// Does what was asked, and says what it did.
pub(crate) fn run(command: &KeysCommand) -> Result<(), Failure> {
    // What it does goes on when its line in the audit log can't be written, but not in silence.
    log_to_stderr();
    match command {
        KeysCommand::List(folder) => list(folder.data.as_deref()),
        KeysCommand::Rotate(folder) => rotate(folder.data.as_deref()),
        KeysCommand::Retire(arguments) => retire(arguments),
        KeysCommand::Issue(arguments) => issue(arguments),
    }
}

fn list(data: Option<&Path>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for key in open(data)?.signing_keys() {
        let made = i64::try_from(key.made).ok().and_then(|at| DateTime::from_timestamp(at, 0));
        let made = made.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
        writeln!(out, "{}  made {}", key.id, made.unwrap_or_default())?;
    }
    Ok(())
}

fn rotate(data: Option<&Path>) -> Result<(), Failure> {
    let id = open(data)?.rotate().map_err(|error| explain(&error))?;
    writeln!(
        io::stdout(),
        "The relay signs with {id} from now on; one that runs takes note within seconds. Keys that people have \
         stay good."
    )?;
    Ok(())
}

fn retire(arguments: &Retire) -> Result<(), Failure> {
    let id = arguments.id.trim();
    let mut keyring = open(arguments.folder.data.as_deref())?;
    if keyring.retire(id).map_err(|error| explain(&error))? {
        writeln!(
            io::stdout(),
            "No key that {id} signed is good any more. A relay that runs puts out within seconds whoever has one."
        )?;
        return Ok(());
    }
    Err(Failure::new(
        format_args!("There is no key {id} to retire; the newest always stays."),
        "Nothing was changed.",
        "Look for its name with `causeway keys list`.",
    ))
}

fn issue(arguments: &Issue) -> Result<(), Failure> {
    let document = arguments.document.parse().map_err(|_| {
        Failure::new(
            format_args!("{} is not the id of a workspace.", arguments.document),
            "Nothing was changed.",
            "It stands in the workspace's link, behind #/w/.",
        )
    })?;
    let keyring = open(arguments.folder.data.as_deref())?;
    let keys = keyring.issue(document).map_err(|error| explain(&error))?;
    let mut out = io::stdout().lock();
    writeln!(out, "owner  {}", keys.owner_key)?;
    writeln!(out, "edit   {}", keys.edit_key)?;
    writeln!(out, "view   {}", keys.view_key)?;
    writeln!(out, "They are kept nowhere: save them now.")?;
    Ok(())
}

fn open(data: Option<&Path>) -> Result<Keyring, Failure> {
    let folder = folder::for_documents(data)?;
    if !folder.is_dir() {
        return Err(Failure::new(
            format_args!("There is no data folder {}.", folder.display()),
            "Nothing was changed.",
            "Name the folder of the relay with --data.",
        ));
    }
    Keyring::open(&folder).map_err(|error| explain(&error))
}

fn explain(error: &KeyringError) -> Failure {
    let advice = match error {
        KeyringError::NotTaken(_) => {
            "Look at what the relay logs, and run this as the one who runs the relay; or stop it first."
        }
        _ => "See that this can read and write the folder, as the one who runs the relay.",
    };
    Failure::new(format_args!("{error}."), "Nothing was changed.", advice)
}
