//! Trunk and wasm-bindgen's command line, found on the PATH or built once into the cache.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cache;
use crate::run::{output, program, root, run, which};

const TRUNK: &str = "0.21.14";
const MUTANTS: &str = "27.1.0";

/// The folder with Trunk.
///
/// # Errors
/// When it isn't here and can't be built.
pub(crate) fn trunk() -> Result<PathBuf> {
    // Unoptimised it is built in a third of the time, and its own work is next to nothing.
    installed("trunk", "trunk", TRUNK, &["--locked", "--debug", "--config", "profile.dev.debug=0"])
}

/// The folder with wasm-bindgen's command line in this version.
///
/// # Errors
/// When it isn't here and can't be built.
pub(crate) fn wasm_bindgen(version: &str) -> Result<PathBuf> {
    let options =
        ["--debug", "--config", "profile.dev.debug=0", "--config", "profile.dev.opt-level=1"];
    installed("wasm-bindgen", "wasm-bindgen-cli", version, &options)
}

/// The folder with cargo-mutants.
///
/// # Errors
/// When it isn't here and can't be built.
pub(crate) fn cargo_mutants() -> Result<PathBuf> {
    let options = ["--locked", "--debug", "--config", "profile.dev.debug=0"];
    installed("cargo-mutants", "cargo-mutants", MUTANTS, &options)
}

/// The version of wasm-bindgen in the lock file: its command line has to be the very same.
///
/// # Errors
/// When the lock file can't be read or names none.
pub(crate) fn wasm_bindgen_version() -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    lock.split("[[package]]")
        .find(|package| package.contains("name = \"wasm-bindgen\"\n"))
        .and_then(|package| package.split("version = \"").nth(1)?.split('"').next())
        .map(str::to_owned)
        .context("Cargo.lock names no wasm-bindgen")
}

fn installed(name: &str, package: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    if let Some(found) = which(name)
        && is_version(&found, version)
        && let Some(folder) = found.parent()
    {
        return Ok(folder.to_path_buf());
    }
    let place = cache::made(&format!("{package}-{version}"), |place| {
        println!("  Building {package} {version} (a few minutes, once)");
        let target = place.join("target");
        let mut cargo = program("cargo");
        cargo.current_dir(place).env("CARGO_TARGET_DIR", &target);
        cargo.args(["install", package, "--version", version, "--root"]).arg(place);
        run(cargo.args(options))?;
        fs::remove_dir_all(target).context("could not clear away what the build left")
    })?;
    Ok(place.join("bin"))
}

/// Asks the tool itself, and as the subcommand of cargo that it may be.
fn is_version(tool: &Path, version: &str) -> bool {
    let says = |words: &[&str]| {
        output(program(tool).args(words))
            .is_ok_and(|printed| printed.split_whitespace().nth(1) == Some(version))
    };
    says(&["--version"]) || says(&["mutants", "--version"])
}
