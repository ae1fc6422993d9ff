//! The files that are looked at.

use std::fs;
use std::path::{Path, PathBuf};

/// One file.
pub(super) struct Source {
    /// Where it is, from the root, with slashes.
    pub(super) name: String,
    pub(super) text: String,
}

impl Source {
    /// Every file of these kinds below these folders of the root, in the order of their names.
    pub(super) fn below(root: &Path, folders: &[&str], kinds: &[&str]) -> Vec<Self> {
        let mut files = Vec::new();
        let mut left: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    left.push(path);
                } else if path.extension().is_some_and(|kind| kinds.iter().any(|one| kind == *one))
                {
                    files.push(path);
                }
            }
        }
        files.sort();
        files.iter().filter_map(|file| Self::read(root, file)).collect()
    }

    /// One file, if it is there and is text.
    pub(super) fn read(root: &Path, file: &Path) -> Option<Self> {
        let name = file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        Some(Self { name, text: fs::read_to_string(file).ok()? })
    }

    /// Whether it is one of these files, or in one of these folders.
    pub(super) fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.name.starts_with(place))
    }

    /// Its lines with their numbers from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    #[cfg(test)]
    pub(super) fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned() }
    }
}
