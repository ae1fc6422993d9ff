//! Parts that are needed together, in one file: what they say alike is then compressed once.
//!
//! A pack is its pieces end to end. The browser takes it apart while it comes, so that the first piece
//! is compiled before the last has arrived. It is called `.wasm`, since that is what servers compress.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, bail};

/// Takes a pack apart; the build writes it before what loads the parts.
const UNPACK: &str = include_str!("unpack.js");

/// The parts that a first visit may begin with.
const FIRST: [&str; 2] = ["home", "workspace"];

/// A file with several pieces in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pack {
    /// Its name without ending.
    pub(super) name: String,
    /// The names of the pieces without ending, in their order.
    pub(super) pieces: Vec<String>,
}

/// Which pieces go together: those that every first visit needs, and those that one to a workspace
/// needs besides. Everything else stays a file by itself.
pub(super) fn packs(needs: &BTreeMap<String, Vec<String>>) -> Vec<Pack> {
    let no_pieces = Vec::new();
    let [home, workspace] = FIRST.map(|part| needs.get(part).unwrap_or(&no_pieces));
    let (first, besides): (Vec<_>, Vec<_>) =
        workspace.iter().cloned().partition(|piece| home.contains(piece));
    let packs = [("pack_first", first), ("pack_workspace", besides)];
    let packs = packs.map(|(name, pieces)| Pack { name: name.to_owned(), pieces });
    packs.into_iter().filter(|pack| pack.pieces.len() > 1).collect()
}

/// What loads the parts, made to take the pieces of a pack out of it.
///
/// # Errors
/// When it doesn't fetch a piece as expected.
pub(super) fn unpacking(script: &str, packs: &[(&Pack, Vec<usize>)]) -> Result<String> {
    let Some((imports, rest)) = script.split_once('\n') else { bail!("parts.js is empty") };
    let (mut script, mut openers) = (rest.to_owned(), String::new());
    for (pack, sizes) in packs {
        let Pack { name, pieces } = pack;
        writeln!(
            openers,
            "const {name} = unpacked(() => fetch(new URL(\"./{name}.wasm\", import.meta.url)), {sizes:?});"
        )?;
        for (index, piece) in pieces.iter().enumerate() {
            let fetched = format!("fetch(new URL(\"./{piece}.wasm\", import.meta.url))");
            if !script.contains(&fetched) {
                bail!("parts.js does not fetch {piece}");
            }
            script = script.replace(&fetched, &format!("{name}({index})"));
        }
    }
    Ok(format!("{imports}\n{UNPACK}{openers}{script}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(all: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        all.iter().map(|(part, pieces)| (part.to_string(), owned(pieces))).collect()
    }

    #[test]
    fn what_every_first_visit_needs_is_one_pack_and_what_a_map_needs_besides_another() {
        let needs = needs(&[
            ("home", &["chunk_4", "chunk_5", "chunk_6", "split_home"]),
            ("panels", &["chunk_4", "chunk_5", "chunk_7", "split_panels"]),
            ("workspace", &["chunk_5", "chunk_6", "chunk_7", "split_workspace"]),
        ]);
        let packs = packs(&needs);
        let packs: Vec<_> =
            packs.iter().map(|pack| (pack.name.as_str(), pack.pieces.join(" "))).collect();
        assert_eq!(
            packs,
            [
                ("pack_first", "chunk_5 chunk_6".to_owned()),
                ("pack_workspace", "chunk_7 split_workspace".to_owned())
            ]
        );
    }

    #[test]
    fn a_piece_alone_is_no_pack() {
        let needs = needs(&[("home", &["split_home"]), ("workspace", &["split_workspace"])]);
        assert_eq!(packs(&needs), []);
    }

    #[test]
    fn a_piece_is_taken_out_of_its_pack_and_the_others_are_fetched() {
        let script = "import { initSync } from \"../app.js\";\n\
            const a = makeLoad(() => {\n    const src = fetch(new URL(\"./a.wasm\", import.meta.url));\n});\n\
            const b = makeLoad(() => {\n    const src = fetch(new URL(\"./b.wasm\", import.meta.url));\n});\n";
        let pack = Pack { name: "pack".to_owned(), pieces: vec!["b".to_owned()] };
        let made = unpacking(script, &[(&pack, vec![7])]).unwrap();
        assert!(made.starts_with("import { initSync } from \"../app.js\";\n"));
        assert!(made.contains("const src = fetch(new URL(\"./a.wasm\", import.meta.url));"));
        assert!(made.contains("const src = pack(0);"));
        assert!(made.contains("fetch(new URL(\"./pack.wasm\", import.meta.url)), [7]);"));
        let unknown = Pack { name: "pack".to_owned(), pieces: vec!["c".to_owned()] };
        assert!(unpacking(script, &[(&unknown, vec![7])]).is_err());
    }
}
