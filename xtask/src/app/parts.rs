//! Cutting the app's wasm into what starts it and parts that are fetched when they are first needed.
//!
//! `src/parts.rs` says where. What only one part reaches goes into that part's file, what several
//! reach into files that they share, and all else into the main module, which wasm-bindgen then
//! finishes. The files go into a folder whose name carries the hash of the whole.

mod compact;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use crate::run::{program, run};
use compact::compact;

/// The files that each part of the app needs besides the main module, in `dist/`.
pub(crate) struct Parts(pub(crate) BTreeMap<String, Vec<PathBuf>>);

/// Cuts `wasm`, as cargo has built it, and puts the result in the place of what Trunk made of it.
///
/// # Errors
/// When the module can't be cut, or wasm-bindgen fails.
pub(crate) fn split(wasm: &Path, dist: &Path, wasm_bindgen: &Path) -> Result<Parts> {
    let names = Names::of(dist)?;
    let folder = dist.join(&names.folder);
    let module = fs::read(wasm).with_context(|| format!("no {}", wasm.display()))?;
    let main = wasm.with_extension("main.wasm");
    let link = format!("./{}/parts.js", names.folder);
    let starter = format!("../{}.js", names.app);
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = dist;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &starter;
    fs::create_dir_all(&folder)?;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|report| anyhow!("could not cut the app into parts: {report:#}"))?;
    for file in &split.split_modules {
        let part = compact(&fs::read(file)?)?;
        fs::write(folder.join(file.file_name().context("a part has no name")?), part)?;
        fs::remove_file(file)?;
    }
    let mut bindgen = program(wasm_bindgen);
    bindgen
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle"])
        .args(["--remove-name-section", "--remove-producers-section"])
        .arg(format!("--out-name={}", names.app))
        .arg("--out-dir")
        .arg(dist)
        .arg(&main);
    run(&mut bindgen)?;
    let files = |files: Vec<String>| {
        files.into_iter().map(|name| folder.join(name).with_extension("wasm")).collect()
    };
    let parts = split.prefetch_map.into_iter().map(|(part, needs)| (part, files(needs))).collect();
    name_in_page(dist, &folder)?;
    Ok(Parts(parts))
}

/// What the files of one build are called.
struct Names {
    /// The main module, without extension: `causeway-app-HASH`.
    app: String,
    /// The folder of the parts: `parts-HASH`.
    folder: String,
}

impl Names {
    fn of(dist: &Path) -> Result<Self> {
        let mut names =
            fs::read_dir(dist)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let app = names
            .find_map(|name| Some(name.strip_suffix("_bg.wasm")?.to_owned()))
            .context("Trunk wrote no wasm")?;
        let (_, hash) = app.rsplit_once('-').context("Trunk's wasm carries no hash")?;
        Ok(Self { folder: format!("parts-{hash}"), app })
    }
}

/// Lists the parts in `index.html`, where the service worker finds what it has to keep.
fn name_in_page(dist: &Path, folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        files.push(format!("\"./{}\"", path.strip_prefix(dist)?.display()));
    }
    files.sort();
    let index = dist.join("index.html");
    let page = fs::read_to_string(&index)?;
    let list = format!("<script type=\"application/json\">[{}]</script></head>", files.join(","));
    fs::write(&index, page.replacen("</head>", &list, 1))?;
    Ok(())
}
