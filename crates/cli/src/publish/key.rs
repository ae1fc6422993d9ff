//! The key of a publisher: a small file that nobody else may read.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use causeway_publish::PublishingKey;

use super::place::Place;
use crate::arguments::Publish;
use crate::failure::Failure;
use crate::input::is_standard;

/// The key to sign with.
pub(super) enum Chosen {
    Kept(Box<PublishingKey>),
    /// Still to be made: a file in vain would be taken for one that matters.
    New(PathBuf),
}

/// A key that is kept in a file by now.
pub(super) struct Signer {
    pub(super) key: PublishingKey,
    /// The file, where it was made for this version.
    made: Option<PathBuf>,
}

impl Chosen {
    /// The key, kept in its file before anything is signed with it.
    pub(super) fn ready(self) -> Result<Signer, Failure> {
        let path = match self {
            Self::Kept(key) => return Ok(Signer { key: *key, made: None }),
            Self::New(path) => path,
        };
        let key = PublishingKey::from_seed(rand::random());
        keep(&path, &key.print()).map_err(|error| {
            Failure::new(
                format_args!("The key could not be kept in {}: {error}.", path.display()),
                "Nothing was published.",
                "Look whether the folder exists, may be written, and has room.",
            )
        })?;
        Ok(Signer { key, made: Some(path) })
    }
}

impl Signer {
    /// Takes back a key that has signed nothing that anybody can read.
    pub(super) fn unmake(self) {
        if let Some(path) = self.made {
            // Where it can't be removed it stays, and signs the next attempt.
            let _ = fs::remove_file(path);
        }
    }
}

/// The key that is asked for, if it may sign the next version.
pub(super) fn choose(arguments: &Publish, place: &Place) -> Result<Option<Chosen>, Failure> {
    let signer = place.before().and_then(|last| last.key);
    let Some(path) = &arguments.sign else {
        if signer.is_none() {
            return Ok(None);
        }
        return Err(Failure::new(
            "What was published here before is signed, and readers would refuse a version that is not.",
            "Nothing was written.",
            "Name the file of the same key with --sign, or publish in another place.",
        ));
    };
    keep_out(path, place)?;
    let key = read(path)?;
    let is_same = signer.is_none() || signer == key.as_ref().map(PublishingKey::public);
    if !is_same && !arguments.new_key {
        return Err(Failure::new(
            format_args!(
                "{} is not the key that signed what was published here before.",
                path.display()
            ),
            "Nothing was written.",
            "Name the file of that key. With --new-key this one signs, and whoever has read the publication before \
             will be refused it.",
        ));
    }
    Ok(Some(key.map_or_else(|| Chosen::New(path.clone()), |key| Chosen::Kept(Box::new(key)))))
}

/// A key beside what is published would be published with it.
fn keep_out(path: &Path, place: &Place) -> Result<(), Failure> {
    if is_standard(path) {
        return Err(Failure::new(
            "A key is kept in a file, for the next time.",
            "Nothing was written.",
            "Name one with --sign.",
        ));
    }
    let whole = |path: &Path| {
        std::path::absolute(path).and_then(|path| {
            // What isn't there yet lies where its parent lies.
            fs::canonicalize(&path).or(Ok::<_, io::Error>(path))
        })
    };
    if !place.is_folder() && same_file(path, place.path()) {
        return Err(Failure::new(
            format_args!("{} can't be both the page and the key that signs it.", path.display()),
            "Nothing was written.",
            "Keep the key in another file.",
        ));
    }
    let parent = path.parent().unwrap_or(Path::new(""));
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let is_within = place.is_folder()
        && whole(parent).is_ok_and(|key| whole(place.path()).is_ok_and(|out| key.starts_with(out)));
    if is_within {
        return Err(Failure::new(
            format_args!(
                "{} lies in the folder that is published, for everybody to read.",
                path.display()
            ),
            "Nothing was written.",
            "Keep the key in another place.",
        ));
    }
    Ok(())
}

/// Whether two paths lead to one file, whether it is there already or not.
fn same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let path = std::path::absolute(path).ok()?;
        let parent = fs::canonicalize(path.parent()?).ok()?;
        Some(
            fs::canonicalize(&path)
                .unwrap_or_else(|_| parent.join(path.file_name().unwrap_or_default())),
        )
    };
    whole(one).is_some_and(|one| Some(one) == whole(other))
}

/// The key in a file; nothing where there is no such file.
fn read(path: &Path) -> Result<Option<PublishingKey>, Failure> {
    let refused = |happened: String, advice: &str| {
        Err(Failure::new(happened, "Nothing was written.", advice))
    };
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let happened = format!("{} could not be read: {error}.", path.display());
            return refused(happened, "Look whether the name is right and the file may be read.");
        }
    };
    if is_open_to_others(path) {
        let happened = format!("Others than its owner may read or write {}.", path.display());
        return refused(
            happened,
            "Take that from them (`chmod 600`), and think of who may have read it.",
        );
    }
    match PublishingKey::parse(&text) {
        Ok(key) => Ok(Some(key)),
        Err(error) => refused(
            format!("{} is no publishing key: {error}.", path.display()),
            "Name the file of a key, or one that isn't there yet: then a key is made.",
        ),
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}

/// Writes the key into a new file that only its owner may read.
fn keep(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
