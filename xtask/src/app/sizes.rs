//! Brotli beside every file that gains from it, and what a first visit loads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::parts::Parts;
use super::target;
use super::unchanged::files_in;

/// What wasm, JavaScript and CSS weigh together at the most on a first visit, in compressed bytes.
const BUDGET: u64 = 500_000;

/// What a first visit that goes straight to a map may load until it fits the budget as well: just
/// above what it is, so that nobody makes it larger unawares.
const MAP_CEILING: u64 = 1_100_000;

/// Bytes before and after compression.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: u64,
    compressed: u64,
}

/// What a first visit loads, by where it goes.
pub(crate) struct Sizes {
    home: Size,
    map: Size,
    all: Size,
}

impl Sizes {
    /// Writes `FILE.br` beside each compressible file of `dist/`, and adds up what is loaded when.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn compress(dist: &Path, parts: &Parts) -> Result<Self> {
        let kept = target()?.join("compressed");
        fs::create_dir_all(&kept)?;
        let mut sizes = BTreeMap::new();
        for path in files_in(dist)? {
            let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
            if !matches!(kind, "wasm" | "js" | "css" | "html" | "json" | "svg" | "webmanifest") {
                continue;
            }
            let size = compress(&path, &kept)?;
            if matches!(kind, "wasm" | "js" | "css") {
                sizes.insert(path, size);
            }
        }
        Ok(Self::add_up(&sizes, dist, parts))
    }

    fn add_up(sizes: &BTreeMap<PathBuf, Size>, dist: &Path, parts: &Parts) -> Self {
        let later: BTreeSet<_> = parts.0.values().flatten().collect();
        // The service worker and the page for emergencies are fetched beside the app, not for it.
        let asides = ["sw.js", "rescue.js"].map(|name| dist.join(name));
        let visit = |part: &str| {
            let needs = parts.0.get(part).map(Vec::as_slice).unwrap_or_default();
            sum(sizes.iter().filter(|(path, _)| {
                needs.contains(path) || !(later.contains(path) || asides.contains(path))
            }))
        };
        Self { home: visit("home"), map: visit("workspace"), all: sum(sizes.iter()) }
    }

    /// Prints the sums beside the budget.
    pub(crate) fn print(&self) {
        println!("\nWasm, JavaScript and CSS (raw, brotli)");
        let visits = [
            ("a first visit to Home", self.home),
            ("a first visit to a map", self.map),
            ("everything", self.all),
        ];
        for (what, size) in visits {
            println!("{:>10} {:>10}  {what}", kilobytes(size.raw), kilobytes(size.compressed));
        }
        println!("{:>21}  is what a first visit may load", kilobytes(BUDGET));
    }

    /// # Errors
    /// When a first visit loads more than it may.
    pub(crate) fn check(&self) -> Result<()> {
        for (what, size, most) in [("Home", self.home, BUDGET), ("a map", self.map, MAP_CEILING)] {
            if size.compressed > most {
                let (loaded, most) = (kilobytes(size.compressed), kilobytes(most));
                bail!("a first visit to {what} loads {loaded}, more than {most}");
            }
        }
        Ok(())
    }
}

fn sum<'a>(sizes: impl Iterator<Item = (&'a PathBuf, &'a Size)>) -> Size {
    sizes.fold(Size::default(), |sum, (_, size)| Size {
        raw: sum.raw + size.raw,
        compressed: sum.compressed + size.compressed,
    })
}

/// Writes the compressed file beside the file: made anew, or kept from the last build that had the
/// same bytes, since the best compression takes a minute for the app.
fn compress(path: &Path, kept: &Path) -> Result<Size> {
    let raw = fs::read(path)?;
    let mut hasher = DefaultHasher::new();
    raw.hash(&mut hasher);
    let kept = kept.join(format!("{}-{:016x}", raw.len(), hasher.finish()));
    let compressed = match fs::read(&kept) {
        Ok(compressed) => compressed,
        Err(_) => brotli(&raw)?,
    };
    let mut beside = path.to_path_buf().into_os_string();
    beside.push(".br");
    fs::write(&beside, &compressed)?;
    if !kept.exists() {
        fs::write(&kept, &compressed)?;
    }
    Ok(Size { raw: raw.len() as u64, compressed: compressed.len() as u64 })
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
