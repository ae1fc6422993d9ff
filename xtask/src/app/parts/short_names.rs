//! Names that wasm and JavaScript call each other by, without the hashes that wasm-bindgen adds.
//!
//! A hash keeps apart what several crates name alike. Within one module a number can do that, and is
//! not half of what a call weighs.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{Parser, Payload};

/// What each name with a hash is called from now on.
#[derive(Default)]
pub(super) struct ShortNames(BTreeMap<String, String>);

impl ShortNames {
    /// Names for all that a module imports and exports.
    ///
    /// # Errors
    /// When the bytes are no wasm module.
    pub(super) fn of(module: &[u8]) -> wasmparser::Result<Self> {
        let mut names = BTreeSet::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        names.insert(import?.name);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        names.insert(export?.name);
                    }
                }
                _ => {}
            }
        }
        let mut taken: BTreeSet<String> =
            names.iter().filter(|name| bare(name).is_none()).map(ToString::to_string).collect();
        let mut short = BTreeMap::new();
        for name in names {
            let Some(bare) = bare(name) else { continue };
            let numbered = (2..).map(|number| format!("{bare}_{number}"));
            let mut candidates = std::iter::once(bare.to_owned()).chain(numbered);
            if let Some(free) = candidates.find(|name| !taken.contains(name)) {
                taken.insert(free.clone());
                short.insert(name.to_owned(), free);
            }
        }
        Ok(Self(short))
    }

    /// What a name is called from now on.
    pub(super) fn called<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// A script in which everything is called as it is from now on.
    pub(super) fn in_script(&self, script: &str) -> String {
        let mut written = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(is_of_name) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|letter| !is_of_name(letter)).unwrap_or(from.len());
            let (name, after) = from.split_at(end);
            written.push_str(before);
            written.push_str(self.called(name));
            rest = after;
        }
        written.push_str(rest);
        written
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

/// A name without its hash, if it ends with one.
fn bare(name: &str) -> Option<&str> {
    let (bare, hash) = name.rsplit_once('_')?;
    let digits = hash.strip_prefix('h').unwrap_or(hash);
    let is_hash = digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let bare = bare.trim_end_matches('_');
    (is_hash && !bare.is_empty()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, TypeSection};

    use super::*;

    fn module(imports: &[&str], export: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut section = ImportSection::new();
        for name in imports {
            section.import("env", name, EntityType::Function(0));
        }
        let mut exports = ExportSection::new();
        exports.export(export, ExportKind::Func, 0);
        Module::new().section(&types).section(&section).section(&exports).clone().finish()
    }

    const GET_1: &str = "__wbg_get_0123456789abcdef";
    const GET_2: &str = "__wbg_get_fedcba9876543210";
    const INVOKE: &str = "wasm_bindgen__invoke__h00112233445566aa";

    #[test]
    fn hashes_go_and_numbers_keep_apart_what_is_named_alike() {
        let names = ShortNames::of(&module(&[GET_1, GET_2, "__wbg_get_2"], INVOKE)).unwrap();
        assert_eq!(names.called(GET_1), "__wbg_get");
        assert_eq!(names.called(GET_2), "__wbg_get_3");
        assert_eq!(names.called("__wbg_get_2"), "__wbg_get_2");
        assert_eq!(names.called(INVOKE), "wasm_bindgen__invoke");
        assert_eq!(names.called("memory"), "memory");
    }

    #[test]
    fn a_script_follows_in_whole_words() {
        let names = ShortNames::of(&module(&[GET_1], INVOKE)).unwrap();
        let script = format!("{{ {GET_1}: (a) => wasm.{INVOKE}(a), \"é\": '{GET_1}x' }}");
        let expected =
            format!("{{ __wbg_get: (a) => wasm.wasm_bindgen__invoke(a), \"é\": '{GET_1}x' }}");
        assert_eq!(names.in_script(&script), expected);
    }
}
