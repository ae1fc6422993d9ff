//! A Rust toolchain that has the standard library for `wasm32-unknown-unknown`.
//!
//! Rustup fetches it where it can reach its servers. Where it can't and Debian's packages can be
//! had, the library is built from Debian's sources of it, once, into the cache.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::cache;
use crate::run::{output, program, run, which};

const TARGET: &str = "wasm32-unknown-unknown";

/// The folder of programs to put first on the PATH, or none where the usual toolchain will do.
///
/// `CAUSEWAY_TOOLCHAIN=debian` goes straight to Debian's packages.
///
/// # Errors
/// When no such toolchain is here and none can be made; the message says what to do.
pub(crate) fn with_wasm() -> Result<Option<PathBuf>> {
    if std::env::var_os("CAUSEWAY_TOOLCHAIN").is_none_or(|choice| choice != "debian") {
        if has_wasm() {
            return Ok(None);
        }
        if which("rustup").is_some() {
            println!("  The standard library for {TARGET} is missing: asking rustup for it");
            if run(program("rustup").args(["target", "add", TARGET])).is_ok() && has_wasm() {
                return Ok(None);
            }
            println!("  Rustup could not fetch it: building it from Debian's sources");
        }
    }
    from_debian().map(Some)
}

fn has_wasm() -> bool {
    output(program("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_ok_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

fn from_debian() -> Result<PathBuf> {
    if !Path::new("/usr/lib/rustlib/src/rust").exists() || !Path::new("/usr/bin/cargo").exists() {
        debian::install(
            &["rustc-web", "cargo-web", "rust-web-src"],
            "A Rust with the sources of its standard library",
        )?;
    }
    let version = output(program("/usr/bin/rustc").arg("-vV"))?;
    let lld = linker()?;
    let name = format!("toolchain-{}-{}", stamp(&version), lld.number);
    let toolchain = cache::made(&name, |place| build(place, &lld))?;
    Ok(toolchain.join("toolchain/bin"))
}

/// A linker for wasm of Debian's.
struct Linker {
    number: u32,
}

impl Linker {
    fn lld(&self) -> PathBuf {
        PathBuf::from(format!("/usr/bin/lld-{}", self.number))
    }

    fn wasm_ld(&self) -> PathBuf {
        PathBuf::from(format!("/usr/bin/wasm-ld-{}", self.number))
    }
}

/// The newest linker that is installed and as new as apt's newest, installed if need be.
fn linker() -> Result<Linker> {
    let number = match debian::newest_lld() {
        Ok(number) => number,
        Err(_) => installed_lld().context("no lld-N is installed, and apt offers none")?,
    };
    let linker = Linker { number };
    if !linker.lld().exists() {
        debian::install(&[&format!("lld-{number}")], "The linker for wasm")?;
    }
    Ok(linker)
}

fn installed_lld() -> Option<u32> {
    let programs = fs::read_dir("/usr/bin").ok()?;
    let numbers = programs
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_prefix("wasm-ld-")?.parse().ok());
    numbers.max()
}

/// Builds the library, and puts a toolchain around it.
fn build(place: &Path, linker: &Linker) -> Result<()> {
    println!("  Building the standard library for {TARGET} (about two minutes, once)");
    let seed = place.join("std");
    fs::create_dir_all(seed.join("src"))?;
    fs::write(seed.join("src/lib.rs"), "")?;
    fs::write(
        seed.join("Cargo.toml"),
        "[package]\nname = \"stdseed\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
         [profile.release]\nopt-level = 3\npanic = \"abort\"\ncodegen-units = 1\n",
    )?;
    let path = std::env::var("PATH").unwrap_or_default();
    let mut cargo = program("/usr/bin/cargo");
    cargo
        .current_dir(&seed)
        .env("PATH", format!("/usr/bin:{path}"))
        .env("RUSTC", "/usr/bin/rustc")
        // Debian's stable compiler builds its own library, as cargo's unstable -Zbuild-std does.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode in it, fat link-time optimisation fails for want of a section .llvmbc.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", seed.join("target"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.wasm_ld())
        .args(["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test");
    run(&mut cargo)?;
    assemble(place, &seed.join("target").join(TARGET).join("release/deps"), linker)?;
    fs::remove_dir_all(&seed).context("could not clear away the sources of the library")
}

/// A folder that is laid out as a toolchain: wrappers, the host's library, the library just built.
///
/// The wrappers name the final place, which this folder is renamed to when it is complete.
fn assemble(place: &Path, built: &Path, linker: &Linker) -> Result<()> {
    let toolchain = place.join("toolchain");
    let host = toolchain.join("lib/rustlib/x86_64-unknown-linux-gnu");
    let wasm = toolchain.join("lib/rustlib").join(TARGET).join("lib");
    for folder in [toolchain.join("bin"), host.join("bin"), wasm.clone()] {
        fs::create_dir_all(folder)?;
    }
    for tool in ["rustc", "rustdoc"] {
        // A symlinked rustc would look for its libraries beside the original.
        let wrapper = toolchain.join("bin").join(tool);
        let text = format!(
            "#!/bin/sh\nhere=$(cd \"$(dirname \"$0\")/..\" && pwd)\nexec /usr/bin/{tool} --sysroot \"$here\" \"$@\"\n"
        );
        fs::write(&wrapper, text)?;
        fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
    }
    symlink("/usr/bin/cargo", toolchain.join("bin/cargo"))?;
    symlink("/usr/lib/rustlib/x86_64-unknown-linux-gnu/lib", host.join("lib"))?;
    symlink("/usr/lib/rustlib/src", toolchain.join("lib/rustlib/src"))?;
    symlink("/usr/lib/rustlib/etc", toolchain.join("lib/rustlib/etc"))?;
    symlink(linker.lld(), host.join("bin/rust-lld"))?;
    for entry in fs::read_dir(built)?.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libstdseed") {
            fs::copy(entry.path(), wasm.join(&*name))?;
        }
    }
    if !holds_std(&wasm) {
        bail!("the standard library for {TARGET} was built, but is not where it was expected");
    }
    Ok(())
}

/// A version as a part of a file name.
fn stamp(version: &str) -> String {
    let release =
        version.lines().find_map(|line| line.strip_prefix("release: ")).unwrap_or("unknown");
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("");
    format!("{release}-{}", commit.get(..9).unwrap_or("debian"))
}
