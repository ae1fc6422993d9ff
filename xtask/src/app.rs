//! Building the app into `dist/`, compressed, and the binary that carries it.

mod parts;
mod paths;
mod sizes;
mod style;
mod unchanged;

pub(crate) use sizes::Sizes;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::report::Report;
use crate::run::{output, program, root, run};
use crate::tools::AppTools;
use parts::Parts;
use unchanged::Before;

/// How the app is built.
#[derive(Args, Clone, Default)]
pub(crate) struct Build {
    /// Build quickly rather than small: for the loop while writing
    #[arg(long)]
    pub(crate) dev: bool,
}

impl Build {
    /// Builds the app and the binary, and prints how long it took and what a first visit loads.
    ///
    /// # Errors
    /// When a tool is missing or a build fails.
    pub(crate) fn run(&self) -> Result<()> {
        let mut report = Report::default();
        self.app(&mut report)?;
        let binary = self.binary(&mut report)?;
        report.print();
        println!("\nThe binary is {}", binary.display());
        Ok(())
    }

    /// Builds the app into `dist/`; unless it was built quickly, compresses it, and prints and
    /// returns what a first visit loads.
    ///
    /// # Errors
    /// When a tool is missing or the build fails.
    pub(crate) fn app(&self, report: &mut Report) -> Result<Option<Sizes>> {
        let tools = report.step("Tools", AppTools::ready)?;
        let dist = root().join("dist");
        let before = Before::of(&dist)?;
        report.step("App (wasm)", || self.trunk(&tools))?;
        style::gather(&dist)?;
        let parts = report.step("Parts of the app", || self.parts(&tools, &dist))?;
        if self.dev {
            // Ten times the size, which would take minutes to compress and says nothing of visits.
            return Ok(None);
        }
        report.step("Paths", || paths::none_left(&dist, &target()?))?;
        let sizes = report.step("Compression", || Sizes::compress(&dist, &parts))?;
        before.restore()?;
        sizes.print();
        Ok(Some(sizes))
    }

    /// Builds `causeway` with the app of `dist/` inside, and returns where it is.
    ///
    /// # Errors
    /// When the build fails.
    pub(crate) fn binary(&self, report: &mut Report) -> Result<PathBuf> {
        report.step("Binary causeway", || {
            let mut cargo = program("cargo");
            cargo.args(["build", "--locked", "-p", "causeway-cli"]);
            run(if self.dev { &mut cargo } else { cargo.arg("--release") })?;
            Ok(target()?.join(if self.dev { "debug" } else { "release" }).join("causeway"))
        })
    }

    fn trunk(&self, tools: &AppTools) -> Result<()> {
        let path = tools.path()?;
        // Trunk forbids cargo the network, so that everything it wants has to be here before.
        let mut fetch = program("cargo");
        run(fetch.args(["fetch", "--quiet", "--locked"]))?;
        let mut trunk = program(tools.find("trunk")?);
        trunk
            .env("PATH", &path)
            .env("CARGO_TARGET_DIR", app_target()?)
            .env("TRUNK_TOOLS_WASM_BINDGEN", &tools.wasm_bindgen)
            .args(["build", "--offline", "true", "--cargo-profile", self.profile()]);
        if !self.dev {
            // Cargo joins these to those of its configuration.
            trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", paths::options(&target()?));
        }
        run(&mut trunk)
    }

    fn parts(&self, tools: &AppTools, dist: &Path) -> Result<Parts> {
        let built = app_target()?.join("wasm32-unknown-unknown").join(self.profile());
        parts::split(&built.join("causeway-app.wasm"), dist, &tools.find("wasm-bindgen")?)
    }

    fn profile(&self) -> &'static str {
        if self.dev { "wasm-dev" } else { "wasm-release" }
    }
}

/// The target folder of the app: apart from the other builds, so that neither waits for the
/// other's lock.
fn app_target() -> Result<PathBuf> {
    Ok(target()?.join("app"))
}

/// Cargo's target folder.
///
/// # Errors
/// When cargo can't tell.
pub(crate) fn target() -> Result<PathBuf> {
    let metadata =
        output(program("cargo").args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let folder = metadata
        .split("\"target_directory\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .context("cargo named no target folder")?;
    Ok(PathBuf::from(folder))
}
