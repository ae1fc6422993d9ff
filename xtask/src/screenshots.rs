//! `cargo xtask screenshots`: pictures of every screen and dialog, for people to look at.

use anyhow::Result;
use clap::Args;

use crate::app::{Build, target};
use crate::report::Report;
use crate::run::{program, root, run};
use crate::tools::{chromium, install_packages, node};

/// Which pictures are taken.
#[derive(Args)]
pub(crate) struct Screenshots {
    /// Parts of the names of scenes (tests/e2e/scenes.mjs); without any, all are taken
    scenes: Vec<String>,
    /// Only these sizes: phone, desk, wall
    #[arg(long, value_delimiter = ',')]
    sizes: Vec<String>,
}

impl Screenshots {
    /// Builds what is missing, takes the pictures, and says where they are.
    ///
    /// # Errors
    /// When something can't be installed or built, or a scene can't be come to.
    pub(crate) fn run(&self) -> Result<()> {
        let mut report = Report::default();
        let build = Build { dev: true };
        if !root().join("dist/index.html").exists() {
            build.app(&mut report)?;
        }
        let binary = build.binary(&mut report)?;
        report.step("Pictures", || {
            let folder = root().join("tests/e2e");
            install_packages(&folder)?;
            let mut script = program(node()?);
            script
                .current_dir(&folder)
                .env("CAUSEWAY_BIN", &binary)
                .env("CAUSEWAY_CHROMIUM", chromium()?)
                .env("SIZES", self.sizes.join(","))
                .arg("screenshots.mjs")
                .arg(target()?.join("screenshots"))
                .args(&self.scenes);
            run(&mut script)
        })
    }
}
