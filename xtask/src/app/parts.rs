//! Cutting the app's wasm into what starts it and parts that are fetched when they are first needed.
//!
//! `src/parts.rs` says where. What only one part reaches goes into that part's piece, what several
//! reach into pieces that they share, and all else into the main module, which wasm-bindgen then
//! finishes. Pieces that a first visit needs together are one file. The files go into a folder whose
//! name carries the hash of the whole.

mod compact;
mod packs;
mod short_names;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use crate::run::{program, run};
use compact::compact;
use packs::{Pack, packs, unpacking};
use short_names::ShortNames;

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
    let mut pieces = BTreeMap::new();
    for file in &split.split_modules {
        let name = file.file_stem().context("a part has no name")?.to_string_lossy().into_owned();
        pieces.insert(name, compact(&fs::read(file)?, &ShortNames::default())?);
        fs::remove_file(file)?;
    }
    let mut bindgen = program(wasm_bindgen);
    bindgen
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle"])
        .arg("--remove-producers-section")
        .arg(format!("--out-name={}", names.app))
        .arg("--out-dir")
        .arg(dist)
        .arg(&main);
    run(&mut bindgen)?;
    let finished = dist.join(format!("{}_bg.wasm", names.app));
    let module = fs::read(&finished)?;
    let short = ShortNames::of(&module)?;
    fs::write(&finished, compact(&module, &short)?)?;
    let glue = dist.join(format!("{}.js", names.app));
    fs::write(&glue, short.in_script(&fs::read_to_string(&glue)?))?;
    let needs: BTreeMap<_, _> = split.prefetch_map.into_iter().collect();
    let packs = packs(&needs);
    pack(&folder, &pieces, &packs)?;
    let file_of = |piece: &String| {
        let pack = packs.iter().find(|pack| pack.pieces.contains(piece));
        folder.join(pack.map_or(piece, |pack| &pack.name)).with_extension("wasm")
    };
    let files = |pieces: &Vec<String>| {
        let files: BTreeSet<_> = pieces.iter().map(file_of).collect();
        files.into_iter().collect()
    };
    let parts = needs.iter().map(|(part, pieces)| (part.clone(), files(pieces))).collect();
    name_in_page(dist, &folder)?;
    Ok(Parts(parts))
}

/// Writes the pieces, and the packs of them, and lets the script that loads them know.
fn pack(folder: &Path, pieces: &BTreeMap<String, Vec<u8>>, packs: &[Pack]) -> Result<()> {
    let mut packed = Vec::new();
    for pack in packs {
        let of_pack = pack
            .pieces
            .iter()
            .map(|piece| pieces.get(piece).with_context(|| format!("there is no part {piece}")));
        let of_pack = of_pack.collect::<Result<Vec<_>>>()?;
        let file = folder.join(&pack.name).with_extension("wasm");
        fs::write(
            file,
            of_pack.iter().flat_map(|piece| piece.iter().copied()).collect::<Vec<_>>(),
        )?;
        packed.push(of_pack.iter().map(|piece| piece.len()).collect::<Vec<_>>());
    }
    let script = folder.join("parts.js");
    let loading = fs::read_to_string(&script)?;
    let sizes: Vec<_> = packs.iter().zip(packed).collect();
    fs::write(script, on_any_host(&unpacking(&loading, &sizes)?)?)?;
    let is_packed = |name: &String| packs.iter().any(|pack| pack.pieces.contains(name));
    for (name, piece) in pieces.iter().filter(|(name, _)| !is_packed(name)) {
        fs::write(folder.join(name).with_extension("wasm"), piece)?;
    }
    Ok(())
}

/// How the code that loads the parts takes in a file.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// The same for hosts that don't know what wasm is: browsers stream only what comes as `application/wasm`.
const FROM_ANY_HOST: &str = r#"
async function instantiate(src, imports) {
    const response = await src;
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    if (response.headers.get("content-type") === "application/wasm") {
        return WebAssembly.instantiateStreaming(response, imports);
    }
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
"#;

/// Lets the parts come from any static host, as wasm-bindgen lets the main module.
fn on_any_host(loader: &str) -> Result<String> {
    if !loader.contains(STREAMED) {
        bail!("the code that loads the parts is not as it was; see {STREAMED:?}");
    }
    Ok(loader.replace(STREAMED, "instantiate(src, imports)") + FROM_ANY_HOST)
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

/// Lists the parts in `index.html`, where the service worker finds what it has to keep, and lets the
/// browser fetch beside the main module what every visit needs.
fn name_in_page(dist: &Path, folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        files.push(format!("./{}", path.strip_prefix(dist)?.display()));
    }
    files.sort();
    let mut head = String::new();
    for file in &files {
        if file.ends_with("parts.js") {
            write!(head, "<link rel=\"modulepreload\" href=\"{file}\" crossorigin=\"anonymous\">")?;
        } else if file.ends_with("pack_first.wasm") {
            write!(
                head,
                "<link rel=\"preload\" href=\"{file}\" crossorigin=\"anonymous\" as=\"fetch\" type=\"application/wasm\">"
            )?;
        }
    }
    write!(head, "<script type=\"application/json\">{files:?}</script></head>")?;
    let index = dist.join("index.html");
    let page = fs::read_to_string(&index)?;
    fs::write(&index, page.replacen("</head>", &head, 1))?;
    Ok(())
}
