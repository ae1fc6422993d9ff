//! The files of the app, of which a publication is made.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Files by their names below the root, parted by `/`.
pub type Files<'a> = BTreeMap<String, Cow<'a, [u8]>>;

/// Why nothing can be put together of the files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A file is not among them.
    #[error("the app lacks its file {0}")]
    Missing(String),
    /// This build of the app doesn't know publications: it would open as if there were none.
    #[error("this build of the app can't read publications")]
    CannotRead,
    /// A file is not as the build makes it.
    #[error("the app's file {file} is not as expected: {what}")]
    Unexpected {
        /// Its name.
        file: String,
        /// What is the matter.
        what: &'static str,
    },
}

/// The page that the app starts from.
pub(crate) const INDEX: &str = "index.html";

/// What the app asks for by name when it breaks, and what must lie beside its fonts.
const EXTRAS: [&str; 3] =
    ["rescue.js", "fonts/LICENSE-atkinson-hyperlegible-next.txt", "fonts/LICENSE-newsreader.txt"];

/// What only the app itself needs: a publication is not installed.
const MANIFEST: &str = "manifest.webmanifest";

/// What the app looks for in its page.
const SOUGHT: &[u8] = b"causeway-publication";

const ENDINGS: [&str; 7] = ["css", "js", "png", "svg", "wasm", "woff2", "ico"];

/// The files, besides the page itself, that a publication needs of the app: those that its page names, and
/// a few by their fixed names. Those that styles name come on top: see [`named_in`].
pub fn needed(page: &str) -> Vec<String> {
    let mut names: BTreeSet<String> = named_in(page).into_iter().collect();
    names.extend(EXTRAS.map(ToOwned::to_owned));
    names.remove(MANIFEST);
    names.into_iter().collect()
}

/// The files of the app that a page or a style names: relative names in quotes.
pub fn named_in(text: &str) -> Vec<String> {
    let quoted = text.split(['"', '\'']).map(|word| word.strip_prefix("./").unwrap_or(word));
    let names = quoted.filter(|word| {
        ENDINGS.contains(&ending(word))
            && word
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/'))
            && !word.starts_with('/')
            && !word.contains("..")
    });
    names.map(ToOwned::to_owned).collect()
}

/// All files that a publication needs of these.
pub(crate) fn select<'a>(app: &Files<'a>) -> Result<Files<'a>, Unfit> {
    let page = text(app, INDEX)?;
    let mut names = needed(page);
    for style in names.clone().iter().filter(|name| is_style(name)) {
        names.extend(named_in(text(app, style)?));
    }
    let files = names.into_iter().map(|name| {
        let file = app.get(&name).ok_or_else(|| Unfit::Missing(name.clone()))?;
        Ok((name, file.clone()))
    });
    let files: Files<'a> = files.collect::<Result<_, Unfit>>()?;
    if files.iter().any(|(name, bytes)| ending(name) == "wasm" && knows_publications(bytes)) {
        Ok(files)
    } else {
        Err(Unfit::CannotRead)
    }
}

/// Whether this is the program that looks for a publication in its page: the name stands in it.
fn knows_publications(program: &[u8]) -> bool {
    program.windows(SOUGHT.len()).any(|bytes| bytes == SOUGHT)
}

/// What a name ends with, after the last dot.
pub(crate) fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

pub(crate) fn is_style(name: &str) -> bool {
    ending(name) == "css"
}

/// The text of a file.
pub(crate) fn text<'f>(files: &'f Files<'_>, name: &str) -> Result<&'f str, Unfit> {
    let bytes = files.get(name).ok_or_else(|| Unfit::Missing(name.to_owned()))?;
    std::str::from_utf8(bytes)
        .map_err(|_| Unfit::Unexpected { file: name.to_owned(), what: "it is no text" })
}

/// The text of every script that stands in a page itself and is run.
pub(crate) fn inline_scripts(page: &str) -> Vec<&str> {
    let scripts = page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        let is_run = !attributes.contains("src=") && !attributes.contains("application/json");
        (is_run && !script.is_empty()).then_some(script)
    });
    scripts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_own_files_and_no_foreign_ones() {
        let page = r#"<link href="./a-1.css"><img src="icons/x.svg"><script>import './b.js'</script>
            <script type="application/json">["./parts-1/chunk_4.wasm"]</script>
            <a href="https://example.org/evil.js"><a href="/etc/x.js"><a href="../up.js"><a href="a b.js">"#;
        let names = named_in(page);
        assert_eq!(names, ["a-1.css", "icons/x.svg", "b.js", "parts-1/chunk_4.wasm"]);
    }
}
