//! The cache outside the checkout, where tools and the standard library for wasm are kept.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// `$CAUSEWAY_CACHE`, else the user's cache folder.
///
/// # Errors
/// When neither that variable nor a home folder is known.
pub(crate) fn folder() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("CAUSEWAY_CACHE") {
        return Ok(PathBuf::from(folder));
    }
    if let Some(folder) = std::env::var_os("XDG_CACHE_HOME") {
        return Ok(PathBuf::from(folder).join("causeway"));
    }
    let home = std::env::var_os("HOME")
        .or_else(|| std::env::var_os("USERPROFILE"))
        .context("no home folder is known: set CAUSEWAY_CACHE to a folder for tools")?;
    let caches = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    Ok(PathBuf::from(home).join(caches).join("causeway"))
}

/// The folder `name` in the cache, made by `make` if it isn't there yet.
///
/// It is made beside its place and renamed when complete, so that an interrupted run leaves no half
/// of it behind.
///
/// # Errors
/// Those of `make`, and of the file system.
pub(crate) fn made(name: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let place = folder()?.join(name);
    if place.is_dir() {
        return Ok(place);
    }
    let beside = place.with_file_name(format!(
        "{}.{}.part",
        place.file_name().unwrap_or_default().to_string_lossy(),
        std::process::id()
    ));
    fs::create_dir_all(&beside).with_context(|| format!("could not make {}", beside.display()))?;
    make(&beside)?;
    if fs::rename(&beside, &place).is_err() && place.is_dir() {
        // Another run was faster, and its result is as good.
        fs::remove_dir_all(&beside)?;
    }
    Ok(place)
}
