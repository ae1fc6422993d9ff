//! The engine as a module of its own in a browser: to compare what it says there, and to measure it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::app::target;
use crate::report::Report;
use crate::run::{output, program, root, run};
use crate::tools::{AppTools, chromium, install_packages, node};

/// The package, and the name of its module for browsers.
const PACKAGE: &str = "causeway-insight";
const MODULE: &str = "in_browser";

/// Natively and in Chromium the engine says the same, byte for byte.
///
/// # Errors
/// When something can't be built, or what is said differs.
pub(crate) fn same_bytes(report: &mut Report) -> Result<()> {
    report.step("The same bytes natively and in a browser", || {
        let module = module("wasm-dev")?;
        let mut native = program("cargo");
        native.args(["run", "--quiet", "--locked", "--package", PACKAGE, "--example", "digests"]);
        let digests = folder()?.join("native.txt");
        fs::write(&digests, output(&mut native)?)?;
        run(script()?.arg("same-bytes").arg(module).arg(digests))
    })
}

/// The engine built for a browser with a profile, as the JavaScript file to import.
///
/// # Errors
/// When a tool is missing or the build fails.
pub(crate) fn module(profile: &str) -> Result<PathBuf> {
    let tools = AppTools::ready()?;
    let target_folder = target()?.join("app");
    let mut cargo = program("cargo");
    cargo.env("PATH", tools.path()?).env("CARGO_TARGET_DIR", &target_folder);
    cargo.args(["build", "--quiet", "--locked", "--package", PACKAGE, "--example", MODULE]);
    run(cargo.args(["--profile", profile, "--target", "wasm32-unknown-unknown"]))?;
    let built = target_folder.join("wasm32-unknown-unknown").join(profile);
    let folder = folder()?.join(profile);
    let mut bind = program(tools.find("wasm-bindgen")?);
    bind.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder);
    run(bind.arg(built.join("examples").join(MODULE).with_extension("wasm")))?;
    Ok(folder.join(MODULE).with_extension("js"))
}

/// The script that opens such a module in Chromium; it wants to be told what for.
///
/// # Errors
/// When Node.js or Chromium can't be had.
pub(crate) fn script() -> Result<Command> {
    let folder = root().join("tests/e2e");
    install_packages(&folder)?;
    let mut script = program(node()?);
    script.env("CAUSEWAY_CHROMIUM", chromium()?).arg(folder.join("engine.mjs"));
    Ok(script)
}

fn folder() -> Result<PathBuf> {
    let folder = target()?.join("engine");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
