//! Files of a build that came out as they were keep the time at which they were written.
//!
//! Trunk writes every file anew. Cargo goes by the times, and would embed and link what is the same
//! as before again, which takes about a minute.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;

/// What a folder held before a build: the content of each file, and the time of each file and folder.
pub(crate) struct Before {
    folder: PathBuf,
    files: BTreeMap<PathBuf, (u64, SystemTime)>,
    folders: BTreeMap<PathBuf, SystemTime>,
}

impl Before {
    /// Reads the folder; one that isn't there yet holds nothing.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn of(folder: &Path) -> Result<Self> {
        let (mut files, mut folders) = (BTreeMap::new(), BTreeMap::new());
        if folder.exists() {
            for file in files_in(folder)? {
                if let Some(parent) = file.parent() {
                    folders.insert(parent.to_owned(), modified(parent)?);
                }
                let seen = (hash(&file)?, modified(&file)?);
                files.insert(file, seen);
            }
        }
        Ok(Self { folder: folder.to_owned(), files, folders })
    }

    /// Gives files that are the same as before their time back, and the folders theirs if they hold the same files.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn restore(&self) -> Result<()> {
        let now = files_in(&self.folder)?;
        for file in &now {
            if let Some((was, time)) = self.files.get(file)
                && hash(file)? == *was
            {
                File::options().append(true).open(file)?.set_modified(*time)?;
            }
        }
        for (folder, time) in &self.folders {
            let before = self.files.keys().filter(|file| file.starts_with(folder));
            if now.iter().filter(|file| file.starts_with(folder)).eq(before) {
                File::open(folder)?.set_modified(*time)?;
            }
        }
        Ok(())
    }
}

fn modified(path: &Path) -> Result<SystemTime> {
    Ok(fs::metadata(path)?.modified()?)
}

fn hash(file: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    fs::read(file)?.hash(&mut hasher);
    Ok(hasher.finish())
}

/// All files in a folder and its folders, in the order of their paths.
///
/// # Errors
/// Those of the file system.
pub(super) fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.append(&mut files_in(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_what_changed_is_newer_after_a_build() -> Result<()> {
        let folder =
            std::env::temp_dir().join(format!("causeway-unchanged-{}", std::process::id()));
        let (same, changed) = (folder.join("in/same"), folder.join("changed"));
        fs::create_dir_all(folder.join("in"))?;
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        for file in [&same, &changed] {
            fs::write(file, "before")?;
            File::options().append(true).open(file)?.set_modified(old)?;
        }
        File::open(folder.join("in"))?.set_modified(old)?;
        let before = Before::of(&folder)?;
        fs::remove_file(&same)?;
        fs::write(&same, "before")?;
        fs::write(&changed, "after")?;
        fs::write(folder.join("new"), "after")?;
        before.restore()?;
        let times = [&folder, &folder.join("in"), &same, &changed].map(|path| modified(path));
        fs::remove_dir_all(&folder)?;
        let are_old = times.into_iter().map(|time| Ok(time? == old)).collect::<Result<Vec<_>>>()?;
        assert_eq!(are_old, [false, true, true, false]);
        Ok(())
    }
}
