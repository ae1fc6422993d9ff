//! Brotli beside every file that gains from it, and the size of a first visit.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// What wasm, JavaScript and CSS should weigh together at the most, compressed, in bytes.
const BUDGET: u64 = 500_000;

/// What they may weigh until they fit the budget: lowered with every gain, never raised.
const CEILING: u64 = 1_000_000;

/// The files of a first visit that count towards the budget, with their sizes in bytes.
pub(crate) struct Sizes {
    files: Vec<(String, u64, u64)>,
}

impl Sizes {
    fn total(&self) -> u64 {
        self.files.iter().map(|(_, _, compressed)| compressed).sum()
    }

    /// Prints a line a file, and the sum beside the budget.
    pub(crate) fn print(&self) {
        println!("\nFirst load (raw, brotli)");
        for (name, raw, compressed) in &self.files {
            println!("{:>9} {:>9}  {name}", kilobytes(*raw), kilobytes(*compressed));
        }
        println!("{:>19}  in all; the budget is {}", kilobytes(self.total()), kilobytes(BUDGET));
    }

    /// # Errors
    /// When a first visit loads more than the ceiling.
    pub(crate) fn check(&self) -> Result<()> {
        if self.total() > CEILING {
            bail!(
                "a first visit loads {}, more than {}",
                kilobytes(self.total()),
                kilobytes(CEILING)
            );
        }
        Ok(())
    }
}

/// Writes `FILE.br` beside each compressible file of the folder.
///
/// # Errors
/// Those of the file system.
pub(crate) fn compress(folder: &Path) -> Result<Sizes> {
    let mut files = Vec::new();
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    for path in paths {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        if !matches!(kind, "wasm" | "js" | "css" | "html" | "json" | "svg" | "webmanifest") {
            continue;
        }
        let raw = fs::read(&path)?;
        let compressed = brotli(&raw)?;
        let mut beside = path.clone().into_os_string();
        beside.push(".br");
        fs::write(&beside, &compressed)?;
        if matches!(kind, "wasm" | "js" | "css") && !path.ends_with("sw.js") {
            let name = path.strip_prefix(folder)?.display().to_string();
            files.push((name, raw.len() as u64, compressed.len() as u64));
        }
    }
    files.sort();
    Ok(Sizes { files })
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else {
            into.push(path);
        }
    }
    Ok(())
}

fn brotli(raw: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22);
    writer.write_all(raw)?;
    drop(writer);
    Ok(compressed)
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}
