//! Tests with other people's programs: stock clients of the protocol, and a real browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::app::{Build, target};
use crate::report::Report;
use crate::run::{output, program, root, run};
use crate::tools::{AppTools, chromium, install_packages, node};

/// The published clients and sync server of automerge-repo against ours.
///
/// # Errors
/// When something can't be installed or built, or a test fails.
pub(crate) fn interop(report: &mut Report) -> Result<()> {
    let binary = binary(report)?;
    report.step("Stock clients of the protocol", || {
        let folder = root().join("tests/interop");
        install_packages(&folder)?;
        let mut cargo = program("cargo");
        run(cargo.args(["build", "--quiet", "--locked", "-p", "causeway-relay", "--examples"]))?;
        run(node_tests(&folder)?
            .env("CAUSEWAY_BIN", &binary)
            .env("CAUSEWAY_EXAMPLES", binary.with_file_name("examples")))
    })
}

/// The storage suite against the IndexedDB of a real browser.
///
/// # Errors
/// When something can't be installed or built, or a test fails.
pub(crate) fn storage(report: &mut Report) -> Result<()> {
    report.step("Storage in a browser", || {
        let tools = AppTools::ready()?;
        let path = tools.path()?;
        let suite = storage_suite(&path)?;
        let folder = root().join("tests/e2e");
        install_packages(&folder)?;
        let mut script = program(node()?);
        script
            .env("PATH", path)
            .env("CAUSEWAY_CHROMIUM", chromium()?)
            .arg(folder.join("wasm_suite.mjs"))
            .arg(suite);
        run(&mut script)
    })
}

/// The app in two real browsers, with a relay that is killed.
///
/// # Errors
/// When something can't be installed or built, or a test fails.
pub(crate) fn end_to_end(report: &mut Report) -> Result<()> {
    if !root().join("dist/index.html").exists() {
        Build::default().app(report)?;
    }
    let binary = binary(report)?;
    report.step("Browsers, end to end", || {
        let folder = root().join("tests/e2e");
        install_packages(&folder)?;
        run(node_tests(&folder)?.env("CAUSEWAY_BIN", &binary).env("CAUSEWAY_CHROMIUM", chromium()?))
    })
}

/// Builds `causeway` quickly: it reads the app from `dist/` instead of carrying it.
fn binary(report: &mut Report) -> Result<PathBuf> {
    Build { dev: true }.binary(report)
}

/// Node's test runner over the `*.test.mjs` of a folder.
fn node_tests(folder: &Path) -> Result<Command> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    let mut tests = program(node()?);
    tests.current_dir(folder).args(["--test", "--test-concurrency=1"]).args(files);
    Ok(tests)
}

/// Builds `tests/browser_storage.rs` for wasm, and returns where the module is.
fn storage_suite(path: &std::ffi::OsStr) -> Result<PathBuf> {
    let mut cargo = program("cargo");
    cargo.env("PATH", path).env("CARGO_TARGET_DIR", target()?.join("app")).args([
        "test",
        "--quiet",
        "--locked",
        // With the other crates at once, their features would be added to the app's.
        "--package",
        "causeway-app",
        "--profile",
        "wasm-dev",
        "--target",
        "wasm32-unknown-unknown",
        "--test",
        "browser_storage",
        "--no-run",
        "--message-format=json",
    ]);
    let messages =
        output(&mut cargo).context("could not build tests/browser_storage.rs for wasm")?;
    let module = messages
        .lines()
        .filter(|line| line.contains("browser_storage"))
        .find_map(|line| line.split("\"executable\":\"").nth(1)?.split('"').next());
    Ok(PathBuf::from(module.context("cargo named no module of the storage suite")?))
}
