//! Where a publication is written, and what of it is there already.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use causeway_publish::{Broken, Files, LATEST, Latest, Unfit, folder, latest_in, single};

use crate::arguments::Target;
use crate::failure::Failure;
use crate::input::is_standard;
use crate::output;

/// What a host may want beside a publication.
const OF_THE_HOST: [&str; 1] = ["CNAME"];

/// A folder or a file.
pub(super) struct Place {
    path: PathBuf,
    is_folder: bool,
    before: Option<Latest>,
}

impl Place {
    /// Looks at what the command line names: nothing that isn't ours is written over.
    pub(super) fn look(target: &Target) -> Result<Self, Failure> {
        if let Some(path) = &target.out {
            return Ok(Self { path: path.clone(), is_folder: true, before: in_folder(path)? });
        }
        let path = target.single.clone().unwrap_or_default();
        let before = if is_standard(&path) { None } else { in_file(&path)? };
        Ok(Self { path, is_folder: false, before })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn is_folder(&self) -> bool {
        self.is_folder
    }

    pub(super) fn is_standard(&self) -> bool {
        !self.is_folder && is_standard(&self.path)
    }

    /// The version that is there.
    pub(super) fn before(&self) -> Option<&Latest> {
        self.before.as_ref()
    }

    /// Writes a version; says how many bytes a reader is given.
    pub(super) fn write(
        &self,
        app: &Files<'_>,
        latest: &Latest,
        snapshot: &[u8],
    ) -> Result<usize, Failure> {
        if !self.is_folder {
            let page = single(app, latest, snapshot).map_err(|error| unfit(&error))?;
            output::write(&self.path, page.as_bytes())?;
            return Ok(page.len());
        }
        let mut size = 0;
        for (name, bytes) in folder(app, latest, snapshot).map_err(|error| unfit(&error))? {
            size += bytes.len();
            write_in(&self.path.join(name), &bytes)?;
        }
        Ok(size)
    }
}

/// Writes a file of a folder, unless it is there as it shall be.
fn write_in(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| {
            Failure::new(
                format_args!("The folder {} could not be made: {error}.", parent.display()),
                "The version that was published before, if there was one, is still the newest.",
                "Look whether the place may be written and has room.",
            )
        })?;
    }
    output::write(path, bytes)
}

fn in_folder(path: &Path) -> Result<Option<Latest>, Failure> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::new(
                format_args!("{} is no folder that can be read: {error}.", path.display()),
                "Nothing was written.",
                "Name a folder of its own; it is made if it isn't there.",
            ));
        }
    };
    let latest = path.join(LATEST);
    if let Ok(text) = fs::read(&latest) {
        return Latest::parse(&text).map(Some).map_err(|broken| unreadable(&latest, &broken));
    }
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut names = names.map(|name| name.to_string_lossy().into_owned());
    let is_ours = |name: &String| name.starts_with('.') || OF_THE_HOST.contains(&name.as_str());
    match names.find(|name| !is_ours(name)) {
        None => Ok(None),
        Some(name) => Err(Failure::new(
            format_args!("{} holds {name} and is no publication.", path.display()),
            "Nothing was written.",
            "Name an empty folder, or one that holds a publication.",
        )),
    }
}

fn in_file(path: &Path) -> Result<Option<Latest>, Failure> {
    let page = match fs::read(path) {
        Ok(page) => String::from_utf8_lossy(&page).into_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::new(
                format_args!("{} is there and can't be read: {error}.", path.display()),
                "Nothing was written.",
                "Name another file.",
            ));
        }
    };
    match latest_in(&page) {
        // An empty file is what `mktemp` and the like make.
        None if page.is_empty() => Ok(None),
        None => Err(Failure::new(
            format_args!("{} is there and is no publication.", path.display()),
            "Nothing was written.",
            "Name a new file, or one that is a publication.",
        )),
        Some(latest) => latest.map(Some).map_err(|broken| unreadable(path, &broken)),
    }
}

fn unreadable(path: &Path, broken: &Broken) -> Failure {
    Failure::new(
        format_args!("{} can't be gone on with: {broken}.", path.display()),
        "Nothing was written.",
        "Put it right, or publish in another place, as a new publication.",
    )
}

fn unfit(error: &Unfit) -> Failure {
    Failure::new(
        format_args!("The publication could not be put together: {error}."),
        "The version that was published before, if there was one, is still the newest.",
        "Build causeway anew with `cargo xtask build`.",
    )
}
