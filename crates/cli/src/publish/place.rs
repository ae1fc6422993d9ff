//! Where a publication is written, and what of it is there already.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use causeway_publish::{
    Broken, Files, LARGEST_LATEST, LATEST, Latest, PublicKey, Unfit, folder, latest_in, single,
};

use crate::arguments::Target;
use crate::failure::Failure;
use crate::input::is_standard;
use crate::output;

/// What a host may want beside a publication.
const OF_THE_HOST: [&str; 1] = ["CNAME"];

/// No page of ours in one file has so many bytes: what is larger isn't read.
const LARGEST_PAGE: u64 = 64 << 20;

/// Everybody may read what is published, whatever the person's other files are like: the server may run
/// under another name.
#[cfg(unix)]
const OF_A_FILE: u32 = 0o644;
#[cfg(unix)]
const OF_A_FOLDER: u32 = 0o755;

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
            if is_standard(path) {
                return Err(Failure::new(
                    "A folder can't go to standard output.",
                    "Nothing was written.",
                    "Name a folder with --out, or write one page with --single -.",
                ));
            }
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

    /// Whether a version is there by now that was signed with this key.
    pub(super) fn is_signed_with(&self, key: PublicKey) -> bool {
        let found = if self.is_folder { in_folder(&self.path) } else { in_file(&self.path) };
        found.is_ok_and(|latest| latest.is_some_and(|latest| latest.key == Some(key)))
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
            #[cfg(unix)]
            if !self.is_standard() && self.path.is_file() {
                open_to_all(&self.path, OF_A_FILE)?;
            }
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
    if !fs::read(path).is_ok_and(|found| found == bytes) {
        if let Some(parent) = path.parent() {
            make_folder(parent)?;
        }
        output::write(path, bytes)?;
    }
    #[cfg(unix)]
    open_to_all(path, OF_A_FILE)?;
    Ok(())
}

/// Makes a folder and those above it that aren't there.
fn make_folder(path: &Path) -> Result<(), Failure> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
    }
    fs::create_dir(path).map_err(|error| {
        Failure::new(
            format_args!("The folder {} could not be made: {error}.", path.display()),
            "The version that was published before, if there was one, is still the newest.",
            "Look whether the place may be written and has room.",
        )
    })?;
    #[cfg(unix)]
    open_to_all(path, OF_A_FOLDER)?;
    Ok(())
}

/// Lets everybody read what was written, if that isn't so already.
#[cfg(unix)]
fn open_to_all(path: &Path, mode: u32) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    if fs::metadata(path).is_ok_and(|found| found.permissions().mode() & mode == mode) {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|error| {
        Failure::new(
            format_args!("{} could not be opened to everybody: {error}.", path.display()),
            "The version that was published before, if there was one, is still the newest.",
            "Publish in a folder of your own.",
        )
    })
}

/// Whether a file has more bytes than anything of ours has.
fn is_too_large(path: &Path, largest: u64) -> bool {
    fs::metadata(path).is_ok_and(|found| found.len() > largest)
}

/// A version that may be gone on with.
fn gone_on_with(path: &Path, latest: Result<Latest, Broken>) -> Result<Option<Latest>, Failure> {
    let latest = latest.and_then(|latest| latest.check().map(|()| latest));
    latest.map(Some).map_err(|broken| unreadable(path, &broken))
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
    if is_too_large(&latest, LARGEST_LATEST) {
        return gone_on_with(&latest, Err(Broken::NotJson));
    }
    if let Ok(text) = fs::read(&latest) {
        return gone_on_with(&latest, Latest::parse(&text));
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
    if is_too_large(path, LARGEST_PAGE) {
        return Err(no_publication(path));
    }
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
        None => Err(no_publication(path)),
        Some(latest) => gone_on_with(path, latest),
    }
}

fn no_publication(path: &Path) -> Failure {
    Failure::new(
        format_args!("{} is there and is no publication.", path.display()),
        "Nothing was written.",
        "Name a new file, or one that is a publication.",
    )
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
