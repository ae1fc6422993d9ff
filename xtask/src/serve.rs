//! `cargo xtask serve`: everything built, then the app with its relay until Ctrl C.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::Build;
use crate::report::Report;
use crate::run::{program, root, run};

/// How to build and where to listen.
#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    build: Build,
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8787")]
    listen: String,
    /// Where workspaces are kept; `target/causeway-data` if absent
    #[arg(long)]
    data: Option<PathBuf>,
}

impl Serve {
    /// Builds, and runs until it is stopped.
    ///
    /// # Errors
    /// When a build fails or the address is taken.
    pub(crate) fn run(&self) -> Result<()> {
        println!(
            "Building Causeway. The first time installs what is missing and takes about fifteen minutes;"
        );
        println!("later only what changed is built. What is installed is said before it is.");
        let mut report = Report::default();
        self.build.app(&mut report)?;
        let binary = self.build.binary(&mut report)?;
        report.print();
        println!();
        let data = self.data.clone().unwrap_or_else(|| root().join("target/causeway-data"));
        let mut causeway = program(binary);
        causeway.args(["serve", "--listen", &self.listen, "--data"]).arg(data);
        run(&mut causeway)
    }
}
