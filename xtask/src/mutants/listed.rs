//! The mutants of the engine, as cargo-mutants lists them.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{output, program, root};
use crate::tools::cargo_mutants;

/// The package whose tests are tried.
pub(super) const PACKAGE: &str = "causeway-insight";

/// A place as editors count it: line and column, both from 1.
pub(super) type Place = (usize, usize);

/// One change that a test should notice.
#[derive(Debug, Clone)]
pub(super) struct Mutant {
    /// Its number, from 1: what the environment names it by.
    pub(super) id: usize,
    /// The file, from the root of the checkout.
    pub(super) file: String,
    /// What is changed where, in words.
    pub(super) name: String,
    /// What kind of change it is, in cargo-mutants' word.
    pub(super) genre: String,
    /// What stands there instead.
    pub(super) replacement: String,
    /// Where what is replaced begins and ends.
    pub(super) from: Place,
    /// See `from`.
    pub(super) to: Place,
    /// What tells the code of its file, without its tests, from another.
    code: u64,
}

impl Mutant {
    /// The module it is in, as tests are named.
    pub(super) fn module(&self) -> String {
        let path = self.file.split_once("src/").map_or("", |(_, path)| path);
        path.trim_end_matches(".rs").replace('/', "::")
    }

    /// What a result is written down under: a name holds for one state of the code only.
    pub(super) fn key(&self) -> String {
        format!("{} ({:016x})", self.name.replace(['\n', '\t'], " "), self.code)
    }

    /// The name without line and column, which change with every edit above.
    pub(super) fn lasting_name(&self) -> String {
        let words = self.name.splitn(4, ':').nth(3).unwrap_or_default();
        format!("{}:{words}", self.file)
    }
}

/// All of them, in the order of files and places.
///
/// # Errors
/// When cargo-mutants can't be had, or lists what can't be read.
pub(super) fn all() -> Result<Vec<Mutant>> {
    let folder = cargo_mutants()?;
    let mut list = program(folder.join("cargo-mutants"));
    list.args(["mutants", "--package", PACKAGE, "--list", "--json"]);
    let listed: Vec<Value> = serde_json::from_str(&output(&mut list)?)?;
    let mut codes = BTreeMap::new();
    let mutants = listed.iter().enumerate().map(|(at, value)| mutant(at + 1, value, &mut codes));
    mutants.collect::<Option<_>>().context("cargo-mutants lists its mutants in another form")
}

fn mutant(id: usize, value: &Value, codes: &mut BTreeMap<String, u64>) -> Option<Mutant> {
    let text = |key: &str| Some(value[key].as_str()?.to_owned());
    let place = |key: &str| {
        let number = |of: &str| usize::try_from(value["span"][key][of].as_u64()?).ok();
        Some((number("line")?, number("column")?))
    };
    let file = text("file")?;
    let code = *codes.entry(file.clone()).or_insert_with(|| code_of(&file));
    Some(Mutant {
        id,
        file,
        code,
        name: text("name")?,
        genre: text("genre")?,
        replacement: text("replacement")?,
        from: place("start")?,
        to: place("end")?,
    })
}

fn code_of(file: &str) -> u64 {
    let text = fs::read_to_string(root().join(file)).unwrap_or_default();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    code.hash(&mut hasher);
    hasher.finish()
}
