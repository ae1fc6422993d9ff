//! A publication as one HTML file that opens by a double click, without any network.
//!
//! Modules and files can't be fetched from `file://`, so that everything stands in the page: styles and fonts as
//! they are, wasm packed, JavaScript as one module. What isn't there can't be loaded: the
//! page's policy allows no network.

mod bundle;

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::app::{self, Files, INDEX, Unfit};
use crate::inert;
use crate::latest::Latest;
use crate::policy;
use crate::verify::Broken;

/// What the `latest.json` of a page in one file stands in.
const MARK: &str = "<script type=\"application/json\" id=\"causeway-publication\">";

/// The page, made of the app's own files.
///
/// # Errors
/// When the app's files are not complete, or not as the build makes them.
pub fn single(app: &Files<'_>, latest: &Latest, snapshot: &[u8]) -> Result<String, Unfit> {
    let files = app::select(app)?;
    let page = app::text(app, INDEX)?;
    let script = inert::script(&bundle::bundle(&files)?);
    let rescue = inert::script(app::text(&files, "rescue.js")?);
    let style = style(page, &files)?;
    let metas = page.lines().map(str::trim).filter(|line| {
        ["viewport", "color-scheme", "theme-color"]
            .iter()
            .any(|name| line.starts_with(&format!("<meta name=\"{name}\"")))
    });
    let metas: Vec<&str> = metas.collect();
    let icon = app::text(&files, "icons/icon.svg").map(|icon| STANDARD.encode(icon))?;
    let packed = files.iter().filter(|(name, _)| is_wasm(name)).map(|(name, bytes)| {
        let packed = pack(bytes).map_err(|_| Unfit::Unexpected {
            file: name.clone(),
            what: "it can't be compressed",
        })?;
        let name = name.rsplit('/').next().unwrap_or(name);
        Ok(format!("<script type=\"text/plain\" data-file=\"{name}\">{packed}</script>\n"))
    });
    let packed: String = packed.collect::<Result<_, Unfit>>()?;
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n{policy}\n{metas}\n\
         <title>{title}</title>\n\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{icon}\" />\n\
         <style>{style}</style>\n\
         {MARK}{latest}</script>\n\
         <script type=\"text/plain\" id=\"causeway-snapshot\">{snapshot}</script>\n\
         {packed}\
         <script type=\"text/plain\" id=\"causeway-rescue\">{rescue}</script>\n\
         <script type=\"module\">{script}</script>\n\
         </head>\n<body><noscript>{NO_SCRIPT}</noscript></body>\n</html>\n",
        policy = policy::of_single(&[&script, &rescue], &style),
        metas = metas.join("\n"),
        title = latest.page_title(),
        latest = inert::json(&latest.print()),
        snapshot = STANDARD.encode(snapshot),
    ))
}

/// Said where no script runs.
const NO_SCRIPT: &str = "This page needs JavaScript. · Esta página precisa de JavaScript.";

/// The `latest.json` that stands in a page in one file; nothing where the text is no such page.
///
/// It is not verified: whoever publishes again goes on with it.
pub fn latest_in(page: &str) -> Option<Result<Latest, Broken>> {
    let (_, rest) = page.split_once(MARK)?;
    let (json, _) = rest.split_once("</script>")?;
    Some(Latest::parse(json.as_bytes()))
}

/// All styles in the order of the page, with the fonts in them.
fn style(page: &str, files: &Files<'_>) -> Result<String, Unfit> {
    let mut style = String::new();
    for name in app::named_in(page).iter().filter(|name| app::is_style(name)) {
        let mut text = app::text(files, name)?.to_owned();
        for font in app::named_in(&text) {
            let bytes = files.get(&font).ok_or_else(|| Unfit::Missing(font.clone()))?;
            let data = format!("data:font/woff2;base64,{}", STANDARD.encode(bytes));
            text = text.replace(&format!("\"{font}\""), &format!("\"{data}\""));
        }
        style.push_str(&text);
        style.push('\n');
    }
    // Ours has none; it would end the element.
    Ok(style.replace("</style", "<\\/style"))
}

fn is_wasm(name: &str) -> bool {
    app::ending(name) == "wasm"
}

fn pack(bytes: &[u8]) -> io::Result<String> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    Ok(STANDARD.encode(packer.finish()?))
}

#[cfg(test)]
mod tests;
