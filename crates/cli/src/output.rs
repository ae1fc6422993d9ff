//! Writing a result: all of it, or none.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input;
use crate::page::Page;

/// How wide a page is where no terminal says.
const WIDTH: usize = 100;
/// Lines longer than that are hard to read.
const WIDEST: usize = 120;

/// Writes a file as a whole; `-` is standard output.
///
/// The bytes go to a new file beside it, which takes its name when it is on the disk: whatever
/// happens, the name holds either what it held, or all of the new.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if input::is_standard(path) {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        return Ok(out.flush()?);
    }
    replace(path, bytes).map_err(|error| {
        Failure::new(
            format_args!("{} could not be written: {error}.", path.display()),
            "What was there before is unchanged.",
            "Look whether the folder exists, may be written, and has room.",
        )
    })
}

/// Writes text to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// Shows a page on standard output: as wide as the terminal, in colour where that is wanted.
pub(crate) fn show(page: &Page) -> Result<(), Failure> {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    let width = terminal.map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDEST));
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    out.write_all(page.painted(width).as_bytes())?;
    Ok(out.flush()?)
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link goes on pointing to its file, and a device or pipe can't be replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        return OpenOptions::new().write(true).open(&path)?.write_all(bytes);
    }
    let (beside, mut file) = create_beside(&path)?;
    let result = fill(&mut file, &path, bytes).and_then(|()| fs::rename(&beside, &path));
    if result.is_err() {
        // The error that matters is the first one.
        let _ = fs::remove_file(&beside);
    }
    result
}

fn fill(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Ok(replaced) = path.metadata() {
        file.set_permissions(replaced.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{:016x}.tmp", rand::random::<u64>()));
    let beside = path.with_file_name(hidden);
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    Ok((beside, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_goes_on_pointing_to_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.json"), folder.path().join("b.json"));
        fs::write(&file, "one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert!(link.is_symlink());
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let failure = write(&folder.path().join("none/a.json"), b"one").unwrap_err();
        assert!(matches!(failure, Failure::Said(text) if text.contains("could not be written")));
    }
}
