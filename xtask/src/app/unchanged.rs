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

/// What the files of a folder were before a build.
pub(crate) struct Before(BTreeMap<PathBuf, (u64, SystemTime)>);

impl Before {
    /// Reads the folder; one that isn't there yet has no files.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn of(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        if folder.exists() {
            for file in files_in(folder)? {
                let seen = (hash(&file)?, fs::metadata(&file)?.modified()?);
                files.insert(file, seen);
            }
        }
        Ok(Self(files))
    }

    /// Gives files that are the same as before their time back.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn restore(&self) -> Result<()> {
        for (file, (was, time)) in &self.0 {
            if file.exists() && hash(file)? == *was {
                File::options().append(true).open(file)?.set_modified(*time)?;
            }
        }
        Ok(())
    }
}

fn hash(file: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    fs::read(file)?.hash(&mut hasher);
    Ok(hasher.finish())
}

/// All files in a folder and its folders.
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
        let before = Before::of(&folder)?;
        fs::write(&same, "before")?;
        fs::write(&changed, "after")?;
        before.restore()?;
        let time = |file: &Path| fs::metadata(file)?.modified();
        let times = (time(&same)?, time(&changed)?);
        fs::remove_dir_all(&folder)?;
        assert_eq!(times.0, old);
        assert!(times.1 > old);
        Ok(())
    }
}
