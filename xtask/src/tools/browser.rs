//! Chromium, in which the app is tested.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::debian;
use crate::run::which;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where Chromium is: `$CAUSEWAY_CHROMIUM`, else on the PATH, installed if need be.
///
/// # Errors
/// When it isn't here and can't be installed.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CAUSEWAY_CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    let found = || NAMES.iter().find_map(|name| which(name));
    if let Some(browser) = found() {
        return Ok(browser);
    }
    debian::install(&["chromium"], "Chromium, for the browser tests,")?;
    found().context("Chromium was installed, but is not on the PATH")
}
