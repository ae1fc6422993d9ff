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
    options_for(&folders(target))
}

fn options_for(folders: &[Renamed]) -> String {
    let options = folders.iter().filter_map(|(folder, name)| {
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

/// The builder's folders.
fn folders(target: &Path) -> Vec<Renamed> {
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    folders_of(env::home_dir(), cargo, root(), target.to_owned())
}

/// The folders of somebody who builds, the widest first. One that is the root of everything names nobody.
fn folders_of(
    home: Option<PathBuf>,
    cargo: Option<PathBuf>,
    sources: PathBuf,
    target: PathBuf,
) -> Vec<Renamed> {
    let cargo = cargo.or_else(|| Some(home.as_ref()?.join(".cargo")));
    let folders = [
        (home, "/builder"),
        (cargo, "/cargo"),
        (Some(sources), "/causeway"),
        (Some(target), "/target"),
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

    /// The folders of somebody whose home is this, if they have one, and who keeps cargo's there, if anywhere.
    fn folders_at(home: Option<&str>, cargo: Option<&str>) -> Vec<Renamed> {
        let [home, cargo] = [home, cargo].map(|folder| folder.map(PathBuf::from));
        folders_of(home, cargo, "/home/ana/plan".into(), "/home/ana/plan/target".into())
    }

    #[test]
    fn what_lies_deeper_is_renamed_by_its_own_name() {
        let expected = "--remap-path-prefix=/home/ana=/builder \
            --remap-path-prefix=/home/ana/.cargo=/cargo \
            --remap-path-prefix=/home/ana/plan=/causeway \
            --remap-path-prefix=/home/ana/plan/target=/target";
        assert_eq!(options_for(&folders_at(Some("/home/ana"), None)), expected);
    }

    #[test]
    fn cargo_is_renamed_where_it_was_put_elsewhere() {
        let options = options_for(&folders_at(Some("/home/ana"), Some("/opt/cargo")));
        assert!(options.contains("--remap-path-prefix=/opt/cargo=/cargo"), "{options}");
    }

    #[test]
    fn who_has_no_home_or_the_root_for_one_is_not_named_by_it() {
        for home in [None, Some("/")] {
            let options = options_for(&folders_at(home, Some("/opt/cargo")));
            assert!(!options.contains("/builder"), "{options}");
        }
    }

    #[test]
    fn a_folder_with_a_space_in_its_name_is_left_to_be_found() {
        let folders = folders_at(Some("/home/ana maria"), Some("/opt/cargo"));
        assert!(!options_for(&folders).contains("ana maria"));
        assert_eq!(left_in(b"/home/ana maria/x.rs", &folders), Some("/home/ana maria/".to_owned()));
    }
}
