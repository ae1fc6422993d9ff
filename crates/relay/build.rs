//! Makes sure that there is a folder to embed the app from, and embeds again when it changes.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let app = Path::new(&here).join("../../dist");
    // An absent folder would count as changed at every build; an empty one is the app not built.
    fs::create_dir_all(&app)?;
    // A debug build embeds nothing: it reads the folder when it runs.
    let is_embedded = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!(
        "cargo:rerun-if-changed={}",
        if is_embedded { app.as_path() } else { Path::new("build.rs") }.display()
    );
    Ok(())
}
