//! What can be said on the command line.

mod derived;
mod publish;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::kind::Kind;

pub(crate) use derived::{Agenda, Brief, BriefFormat, Diagnose, Format, Subject, Xray};
pub(crate) use publish::{Naming, Publish, Report, Target};

/// Causeway: the causal map of a strategy, edited together.
#[derive(Debug, Parser)]
#[command(name = "causeway", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the app, and the relay through which people edit together
    Serve(Serve),
    /// Manage the keys of a relay, running or not: one that runs takes note within seconds
    Keys(Keys),
    /// Convert a workspace between causeway/1 JSON and Automerge
    Convert(Convert),
    /// Tell everything in a file that breaks the model
    Check(Check),
    /// Say what drives the results, what is missing, and where the strategy is exposed
    Diagnose(Diagnose),
    /// Write the agenda of the next review from the findings
    Agenda(Agenda),
    /// Write the leader's page: how it stands, what to decide, what changed
    Brief(Brief),
    /// Take apart what moved one result over a period, who holds its levers, and what is missing
    Xray(Xray),
    /// Publish a workspace to be read by anybody and edited by nobody: a folder, or one HTML file
    Publish(Publish),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8787")]
    pub(crate) listen: String,
    /// Folder that keeps the documents [default: causeway in the folder for programs' files]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// How documents are kept
    #[arg(long, value_enum, default_value = "redb")]
    pub(crate) store: Store,
    /// Who may open a document [default: open where only this machine can connect, else keys]
    #[arg(long, value_enum)]
    pub(crate) access: Option<Access>,
    /// Where people reach this relay, if not at the address it listens on
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// Certificate to speak TLS with, in PEM, and after it those that vouch for it; read anew when it changes
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// The certificate's private key, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Another relay that people may connect to from here, after they were asked; may be given several times
    #[arg(long, value_name = "URL")]
    pub(crate) other_relay: Vec<String>,
    /// Another address whose pages may connect to this relay; may be given several times
    #[arg(long, value_name = "URL")]
    pub(crate) other_page: Vec<String>,
    /// Let clients that can't fetch tickets put a key in the address of their WebSocket
    #[arg(long)]
    pub(crate) allow_key_in_url: bool,
    /// Address and port that answer /readyz and /metrics [default: where everything else is]
    #[arg(long, value_name = "ADDR")]
    pub(crate) admin_listen: Option<String>,
    /// Set a limit, such as join-within=5s; may be given several times; `CAUSEWAY_LIMITS` holds more, parted by commas
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) limit: Vec<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Store {
    /// One file in the data folder
    Redb,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Access {
    /// Everybody who knows a document's link may read and edit it
    Open,
    /// Only who holds a key may; keys tell owners, editors and viewers
    Keys,
}

#[derive(Debug, Args)]
pub(crate) struct Keys {
    #[command(subcommand)]
    pub(crate) command: KeysCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// List the keys that the relay signs with, the newest last
    List(Folder),
    /// Make a new key to sign with; what older ones signed stays good until they are retired
    Rotate(Folder),
    /// Forget a key that the relay signed with, and all that it signed
    Retire(Retire),
    /// Make three more keys for a workspace: its owner's key is lost, or the relay was open
    Issue(Issue),
}

#[derive(Debug, Args)]
pub(crate) struct Folder {
    /// Folder that keeps the documents [default: causeway in the folder for programs' files]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Retire {
    /// Which one, as `causeway keys list` names it
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) folder: Folder,
}

#[derive(Debug, Args)]
pub(crate) struct Issue {
    /// Id of the workspace, as it stands in its link
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: String,
    #[command(flatten)]
    pub(crate) folder: Folder,
}

#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// File to read, or - for standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// File to write, or - for standard output
    #[arg(value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// What IN is [default: by its name, else by its first bytes]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) from: Option<Kind>,
    /// What OUT shall be [default: by its name, else the other kind]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) to: Option<Kind>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// File to check, .json or .automerge, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What FILE is [default: by its name, else by its first bytes]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) from: Option<Kind>,
    /// How to say what is wrong
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One line for each problem
    Text,
    /// One JSON object: {"file", "problems": [{"path", "rule", "value"}]}
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
