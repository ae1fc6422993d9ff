//! Putting a version and the app into what a person takes away: a folder in a zip, or one page.

use std::borrow::Cow;
use std::io::{Cursor, Write as _};
use std::vec::IntoIter;

use causeway_publish::{Files, folder, single};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::platform::timer;
use crate::state::publishing::{AppFiles, Form, Prepared};

/// Files that are compressed already.
const DENSE: [&str; 2] = ["png", "woff2"];

/// A publication that is being packed, a file at a time.
pub struct Packing {
    name: String,
    work: Work,
}

enum Work {
    Folder { zip: Box<ZipWriter<Cursor<Vec<u8>>>>, files: IntoIter<(String, Vec<u8>)> },
    Single(String),
}

/// What a person takes away: its name, its MIME type and its bytes.
pub type Packed = (String, &'static str, Vec<u8>);

impl Packing {
    /// Begins with the app's files and the version; `stem` is what the file shall be called.
    ///
    /// # Errors
    /// When the app's files are not those of an app that can be published.
    pub fn begin(
        form: Form,
        stem: &str,
        app: &AppFiles,
        prepared: &Prepared,
    ) -> Result<Self, String> {
        let Prepared { latest, snapshot } = prepared;
        let sequence = latest.sequence;
        let app: Files<'_> =
            app.iter().map(|(path, bytes)| (path.clone(), Cow::from(bytes))).collect();
        let unfit = |why: causeway_publish::Unfit| why.to_string();
        let work = match form {
            Form::Folder => {
                let files = folder(&app, latest, &snapshot.bytes).map_err(unfit)?;
                let files = files.into_iter().map(|(path, bytes)| (path, bytes.into_owned()));
                let zip = Box::new(ZipWriter::new(Cursor::new(Vec::new())));
                Work::Folder { zip, files: files.collect::<Vec<_>>().into_iter() }
            }
            Form::Single => Work::Single(single(&app, latest, &snapshot.bytes).map_err(unfit)?),
        };
        let extension = match form {
            Form::Folder => "zip",
            Form::Single => "html",
        };
        Ok(Self { name: format!("{stem}-{sequence}.{extension}"), work })
    }

    /// Packs the next file; says whether there was one. The page may breathe in between.
    ///
    /// # Errors
    /// When it can't be packed.
    pub async fn step(&mut self) -> Result<bool, String> {
        let Work::Folder { zip, files } = &mut self.work else { return Ok(false) };
        let Some((path, bytes)) = files.next() else { return Ok(false) };
        timer::sleep(0).await;
        add(zip, &path, &bytes).map_err(|why| why.to_string())?;
        Ok(true)
    }

    /// What there is to take away.
    ///
    /// # Errors
    /// When it can't be packed.
    pub fn finish(self) -> Result<Packed, String> {
        let Self { name, work } = self;
        Ok(match work {
            Work::Folder { zip, .. } => {
                let packed = zip.finish().map_err(|why| why.to_string())?;
                (name, "application/zip", packed.into_inner())
            }
            Work::Single(page) => (name, "text/html", page.into_bytes()),
        })
    }
}

fn add(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    path: &str,
    bytes: &[u8],
) -> Result<(), zip::result::ZipError> {
    let is_dense = DENSE.iter().any(|kind| path.ends_with(&format!(".{kind}")));
    let method = if is_dense { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    zip.start_file(path, SimpleFileOptions::default().compression_method(method))?;
    zip.write_all(bytes)?;
    Ok(())
}
