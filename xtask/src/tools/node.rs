//! Node.js, which runs the stock clients and drives the browser in tests.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::run::{output, program, run, which};

/// The oldest Node.js that runs the tests.
const OLDEST: u32 = 18;

/// Where Node.js is, installed if need be.
///
/// # Errors
/// When it isn't here and can't be installed, or is too old.
pub(crate) fn node() -> Result<PathBuf> {
    if which("node").is_none() || which("npm").is_none() {
        debian::install(&["nodejs", "npm"], "Node.js")?;
    }
    let node = which("node").context("Node.js was installed, but is not on the PATH")?;
    let version = output(program(&node).arg("--version"))?;
    let major =
        version.trim_start_matches('v').split('.').next().and_then(|part| part.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST) {
        bail!("Node.js is {version}; the tests need {OLDEST} or newer");
    }
    Ok(node)
}

/// Installs what the lock file of a folder names, unless it is installed already.
///
/// # Errors
/// When npm can't install it.
pub(crate) fn install_packages(folder: &Path) -> Result<()> {
    node()?;
    let installed = folder.join("node_modules/.package-lock.json");
    let wanted = folder.join("package-lock.json");
    let changed = |file: &Path| file.metadata().and_then(|file| file.modified()).ok();
    if changed(&installed).is_some_and(|installed| Some(installed) >= changed(&wanted)) {
        return Ok(());
    }
    // Browsers come from the system: a package's own download of one would only cost time.
    let mut npm = program("npm");
    npm.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
}
