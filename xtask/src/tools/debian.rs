//! Installing packages of Debian and its relatives.

use anyhow::{Context, Result, bail};

use crate::run::{output, program, run, which};

/// Installs packages with apt, or says which command would.
///
/// # Errors
/// Where there is no apt, or no right to use it; the message is the command to run by hand.
pub(crate) fn install(packages: &[&str], what_for: &str) -> Result<()> {
    let line = format!("apt-get install -y {}", packages.join(" "));
    if which("apt-get").is_none() {
        bail!(
            "{what_for} is missing. On Debian it comes with `{line}`; please install it and run again"
        );
    }
    if !is_root() {
        bail!("{what_for} is missing. Please run `sudo {line}`, then this again");
    }
    println!("  {what_for} is missing: installing {} with apt", packages.join(", "));
    // A list of packages may be old or absent, so it is fetched anew; a stale mirror is not fatal.
    if let Err(error) = run(program("apt-get").args(["-qq", "update"])) {
        println!("  {error}: going on with the list of packages that is here");
    }
    let mut apt = program("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").args([
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
        "install",
        "-y",
        "--no-install-recommends",
    ]);
    run(apt.args(packages)).with_context(|| format!("could not install {what_for}"))
}

/// The newest `lld-N` that apt offers, as its number.
///
/// # Errors
/// Where apt knows none.
pub(crate) fn newest_lld() -> Result<u32> {
    let offered = output(program("apt-cache").args(["pkgnames", "lld-"]))?;
    offered
        .lines()
        .filter_map(|name| name.strip_prefix("lld-")?.parse().ok())
        .max()
        .context("apt offers no lld-N, the linker for wasm")
}

fn is_root() -> bool {
    output(program("id").arg("-u")).is_ok_and(|id| id == "0")
}
