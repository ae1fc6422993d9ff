//! Snapshots of older versions, which stay beside the newest one until somebody takes them away.

use std::fs;
use std::path::Path;

use causeway_document::MOST_STORED;
use causeway_publish::{Hash, Latest, SNAPSHOTS, snapshot_in};

use crate::failure::Failure;

/// The snapshots beside the newest version's, seen from the folder: only what is called as ours are, and is a
/// file of its own.
pub(super) fn older(folder: &Path, latest: &Latest) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join(SNAPSHOTS)) else { return Vec::new() };
    let files = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let names = files.filter_map(|entry| entry.file_name().into_string().ok());
    let paths = names.map(|name| format!("{SNAPSHOTS}/{name}"));
    let is_older = |path: &String| snapshot_in(path).is_some_and(|hash| hash != latest.sha256);
    let mut older: Vec<String> = paths.filter(is_older).collect();
    older.sort_unstable();
    older
}

/// Takes away those of them that hold what their names say; returns which they were.
///
/// What holds something else was not made here, and stays.
pub(super) fn prune(folder: &Path, older: &[String]) -> Result<Vec<String>, Failure> {
    let mut pruned = Vec::new();
    for name in older {
        let path = folder.join(name);
        if snapshot_in(name).is_some_and(|hash| is_of(&path, hash)) {
            fs::remove_file(&path).map_err(|error| {
                Failure::new(
                    format_args!("{} could not be removed: {error}.", path.display()),
                    "The new version is published.",
                    "Remove the file by hand, or look whether the folder may be written and publish again.",
                )
            })?;
            pruned.push(name.clone());
        }
    }
    Ok(pruned)
}

fn is_of(path: &Path, hash: Hash) -> bool {
    let is_of_size = fs::metadata(path).is_ok_and(|found| found.len() <= MOST_STORED as u64);
    is_of_size && fs::read(path).is_ok_and(|bytes| Hash::of(&bytes) == hash)
}
