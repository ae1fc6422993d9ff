//! The folder that keeps the documents.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folder asked for, else the one that this system has for programs' files.
pub(crate) fn for_documents(asked: Option<&Path>) -> Result<PathBuf, Failure> {
    asked.map(Path::to_owned).or_else(default).ok_or_else(|| {
        Failure::new(
            "There is no home folder to keep documents in.",
            "Nothing was started.",
            "Name a folder with --data.",
        )
    })
}

fn default() -> Option<PathBuf> {
    let folder = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || folder("HOME");
    let parent = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_DATA_HOME").or_else(|| home().map(|home| home.join(".local/share")))
    };
    parent.map(|parent| parent.join("causeway"))
}
