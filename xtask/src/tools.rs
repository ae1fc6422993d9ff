//! What the chores need, found or installed.

mod browser;
mod cargo_tools;
mod debian;
mod node;
mod toolchain;

pub(crate) use browser::chromium;
pub(crate) use cargo_tools::cargo_mutants;
pub(crate) use node::{install_packages, node};

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::report::Report;

/// The programs that build the app.
pub(crate) struct AppTools {
    /// Folders to put before the others on the PATH, the first first.
    folders: Vec<PathBuf>,
    /// The version of wasm-bindgen's command line, which Trunk wants to be told.
    pub(crate) wasm_bindgen: String,
}

impl AppTools {
    /// Finds or installs the toolchain with the standard library for wasm, Trunk and wasm-bindgen.
    ///
    /// # Errors
    /// When something is missing and can't be installed; the message says what to do.
    pub(crate) fn ready() -> Result<Self> {
        let mut folders = Vec::from_iter(toolchain::with_wasm()?);
        let wasm_bindgen = cargo_tools::wasm_bindgen_version()?;
        folders.push(cargo_tools::trunk()?);
        folders.push(cargo_tools::wasm_bindgen(&wasm_bindgen)?);
        Ok(Self { folders, wasm_bindgen })
    }

    /// Where one of these tools is. Rust's own way of finding a program looks on the PATH of this
    /// process, not of the one it starts.
    ///
    /// # Errors
    /// When it isn't there.
    pub(crate) fn find(&self, name: &str) -> Result<PathBuf> {
        std::env::split_paths(&self.path()?)
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
            .with_context(|| format!("there is no {name} on the PATH"))
    }

    /// The PATH on which these tools come first.
    ///
    /// # Errors
    /// When a folder's name can't stand on a PATH.
    pub(crate) fn path(&self) -> Result<OsString> {
        let rest = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&rest));
        Ok(std::env::join_paths(folders)?)
    }
}

/// Installs everything, and says where it is.
///
/// # Errors
/// When something can't be installed.
pub(crate) fn install_all() -> Result<()> {
    let mut report = Report::default();
    let tools = report.step("Rust for wasm, Trunk and wasm-bindgen", AppTools::ready)?;
    let node = report.step("Node.js", node)?;
    let browser = report.step("Chromium", chromium)?;
    report.print();
    println!("\nTools of the app:");
    for folder in &tools.folders {
        println!("  {}", folder.display());
    }
    println!("Node.js:  {}\nChromium: {}", node.display(), browser.display());
    Ok(())
}
