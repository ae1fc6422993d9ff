//! Reading what the command line names: a file, or standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::failure::Failure;

/// Reads all of a file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let result = if is_standard(path) { read_stdin() } else { fs::read(path) };
    result.map_err(|error| {
        Failure::new(
            format_args!("{} could not be read: {error}.", shown(path)),
            "Nothing was changed.",
            "Look whether the name is right and the file may be read.",
        )
    })
}

/// Whether this names standard input or output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The file as a sentence names it.
pub(crate) fn shown(path: &Path) -> String {
    if is_standard(path) { "Standard input".to_owned() } else { path.display().to_string() }
}

fn read_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
