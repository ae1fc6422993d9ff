//! The app's JavaScript as one module, which no browser has to fetch anything for.
//!
//! The build makes two modules that import each other: what wasm-bindgen writes, and what loads the parts.
//! Their few imports and exports are known; anything else is refused rather than guessed.

use crate::app::{self, Files, Unfit};

/// What starts the app from the page itself.
const LOADER: &str = include_str!("loader.js");

pub(super) fn bundle(files: &Files<'_>) -> Result<String, Unfit> {
    let find = |ending: &str| {
        let found = files.keys().find(|name| name.ends_with(ending));
        found.ok_or_else(|| Unfit::Missing(format!("…{ending}")))
    };
    let wasm = find("_bg.wasm")?;
    let parts = find("/parts.js")?;
    let glue = format!("{}.js", wasm.trim_end_matches("_bg.wasm"));
    let parts = self::parts(parts, app::text(files, parts)?)?;
    let glue = self::glue(&glue, app::text(files, &glue)?)?;
    Ok(LOADER
        .replace("\"APP\"", &format!("\"{wasm}\""))
        .replace("/* PARTS */", &parts)
        .replace("/* GLUE */", &glue))
}

/// What loads the parts: exports become what a function returns, and a fetch becomes a look into the page.
fn parts(file: &str, code: &str) -> Result<String, Unfit> {
    let mut exports = Vec::new();
    let mut lines = Vec::new();
    for line in code.lines() {
        if line.starts_with("import { initSync } from ") {
            continue;
        }
        if let Some(export) = line.strip_prefix("export const ") {
            exports.push(export.split(' ').next().unwrap_or_default());
            lines.push(format!("const {export}"));
            continue;
        }
        lines.push(
            line.replace("fetch(new URL(\"./", "inlined(\"").replace(", import.meta.url))", ")"),
        );
    }
    let code = lines.join("\n");
    plain(file, &code)?;
    // What stands in the page comes without a media type, and can't be streamed.
    let takes_any = code.contains("instantiate(src, imports)");
    if exports.is_empty() || !code.contains("inlined(") || !takes_any {
        return Err(Unfit::Unexpected { file: file.to_owned(), what: "it loads no parts" });
    }
    Ok(format!("{code}\nreturn {{ {} }};", exports.join(", ")))
}

/// What wasm-bindgen writes: an import of the parts becomes a name for them.
fn glue(file: &str, code: &str) -> Result<String, Unfit> {
    let mut lines = Vec::new();
    for line in code.lines() {
        let imported = line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from "));
        if let Some((name, _)) = imported.filter(|(_, from)| from.contains("/parts.js")) {
            lines.push(format!("const {name} = parts;"));
        } else if line.starts_with("export {") {
            // Only the loader below calls them, by the names that they have here.
        } else {
            lines.push(line.strip_prefix("export ").unwrap_or(line).to_owned());
        }
    }
    let code = lines.join("\n");
    plain(file, &code)?;
    let is_whole = ["function initSync(", "async function __wbg_init("];
    if !is_whole.iter().all(|part| code.contains(part)) {
        return Err(Unfit::Unexpected { file: file.to_owned(), what: "it starts nothing" });
    }
    Ok(code)
}

/// Refuses code in which an import or an export is left.
fn plain(file: &str, code: &str) -> Result<(), Unfit> {
    let is_left = |line: &str| line.starts_with("import ") || line.starts_with("export ");
    if code.lines().any(is_left) {
        return Err(Unfit::Unexpected {
            file: file.to_owned(),
            what: "it imports what this version does not know",
        });
    }
    Ok(())
}
