//! The folders of whoever builds the app, which nobody else needs to know.
//!
//! A panic says where in the sources it happened, and so every function that may panic carries the path of its file:
//! with the name of the builder's home, in the case of dependencies.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Result, bail};

use crate::run::root;

/// A folder of the builder, and what stands in its place.
type Renamed = (PathBuf, &'static str);

/// The compiler's options that rename them. Of several that fit, the last one counts.
///
/// Cargo parts what it is given so at spaces: a folder with one in its name can't be renamed, and
/// [`none_left`] finds it.
pub(crate) fn options(target: &Path) -> String {
    let folders = folders(target).into_iter();
    let options = folders.filter_map(|(folder, name)| {
        let folder = folder.to_str().filter(|folder| !folder.contains(char::is_whitespace))?;
        Some(format!("--remap-path-prefix={folder}={name}"))
    });
    options.collect::<Vec<_>>().join(" ")
}

/// Looks whether any of them is left in the files of a folder.
///
/// # Errors
/// When one is, or a file can't be read.
pub(crate) fn none_left(dist: &Path, target: &Path) -> Result<()> {
    let folders = folders(target);
    for entry in fs::read_dir(dist)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            none_left(&entry.path(), target)?;
        } else if let Some(found) = left_in(&fs::read(entry.path())?, &folders) {
            bail!("{} names the builder's folder {found}", entry.path().display());
        }
    }
    Ok(())
}

/// The first of these folders that is named in a file.
fn left_in(bytes: &[u8], folders: &[Renamed]) -> Option<String> {
    folders.iter().find_map(|(folder, _)| {
        let name = format!("{}/", folder.to_str()?.trim_end_matches('/'));
        let is_there = bytes.windows(name.len()).any(|window| window == name.as_bytes());
        is_there.then_some(name)
    })
}

/// The builder's folders, the widest first. One that is the root of everything names nobody.
fn folders(target: &Path) -> Vec<Renamed> {
    let home = env::home_dir();
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(home.as_ref()?.join(".cargo")));
    let folders = [
        (home, "/builder"),
        (cargo, "/cargo"),
        (Some(root()), "/causeway"),
        (Some(target.to_owned()), "/target"),
    ];
    let named = folders.into_iter().filter_map(|(folder, name)| Some((folder?, name)));
    named.filter(|(folder, _)| folder.parent().is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_named_in_a_file_is_found() {
        let folders = [(PathBuf::from("/home/ana"), "/builder")];
        let left = |text: &str| left_in(text.as_bytes(), &folders);
        assert_eq!(left("\0/home/ana/.cargo/x.rs"), Some("/home/ana/".to_owned()));
        assert_eq!(left("/home/anabel/x.rs /builder/x.rs"), None);
    }

    #[test]
    fn what_lies_deeper_is_renamed_by_its_own_name() {
        let options = options(Path::new("/somewhere/target"));
        let places = ["/builder", "/cargo", "/causeway", "/target"];
        let places = places.map(|name| options.find(&format!("={name}")).unwrap());
        assert!(places.is_sorted(), "{options}");
    }
}
