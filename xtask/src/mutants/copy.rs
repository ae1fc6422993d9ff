//! A copy of the checkout in which every mutant can be switched on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::listed::{Mutant, PACKAGE};
use super::results::{Outcome, Results};
use super::{marks, switches};
use crate::app::target;
use crate::run::{output, program, root};

/// Says which mutant is alive. Without one it writes down which were ever asked for; with one the first
/// panic is the end, since a test has noticed.
const SWITCHBOARD: &str = r#"
#[doc(hidden)]
#[allow(missing_docs, reason = "only in the copy that mutants are tried in")]
pub mod mutant {
    use std::io::Write as _;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    const UNKNOWN: usize = usize::MAX;
    const NONE: usize = usize::MAX - 1;
    static ALIVE: AtomicUsize = AtomicUsize::new(UNKNOWN);
    static ASKED: [AtomicBool; 10_000] = [const { AtomicBool::new(false) }; 10_000];
    #[inline]
    pub fn is(id: usize) -> bool {
        let alive = ALIVE.load(Ordering::Relaxed);
        if alive < NONE { alive == id } else { is_first(id) }
    }
    #[cold]
    fn is_first(id: usize) -> bool {
        if ALIVE.load(Ordering::Relaxed) == UNKNOWN {
            let alive = std::env::var("MUTANT").ok().and_then(|id| id.parse().ok());
            if alive.is_some() {
                std::panic::set_hook(Box::new(|_| std::process::exit(101)));
            }
            ALIVE.store(alive.unwrap_or(NONE), Ordering::Relaxed);
            return is(id);
        }
        if !ASKED[id].load(Ordering::Relaxed) && !ASKED[id].swap(true, Ordering::Relaxed)
            && let Some(file) = std::env::var_os("MUTANTS_ASKED")
        {
            let file = std::fs::OpenOptions::new().create(true).append(true).open(file);
            let _ = file.and_then(|mut file| file.write_all(format!("{id}\n").as_bytes()));
        }
        false
    }
}
"#;

/// At most so many times what doesn't compile is taken out.
const ROUNDS: usize = 40;

/// The copy, built.
pub(super) struct Copy {
    /// The package's folder in the copy, where its tests want to run.
    pub(super) package: PathBuf,
    /// Its test programs.
    pub(super) tests: Vec<PathBuf>,
    held: BTreeSet<usize>,
}

impl Copy {
    /// Makes the copy, takes out the mutants that don't compile, and builds the tests.
    ///
    /// # Errors
    /// When the copy can't be written, or doesn't compile for another reason than a mutant.
    pub(super) fn with(mutants: &[Mutant], results: &mut Results) -> Result<Self> {
        let tree = folder()?.join("tree");
        copy_tracked(&tree)?;
        let compiles = |mutant: &&Mutant| results.of(mutant) != Some(Outcome::Broken);
        let mut held: BTreeSet<usize> =
            mutants.iter().filter(compiles).map(|mutant| mutant.id).collect();
        for round in 1..=ROUNDS {
            let written = write(&tree, mutants, &held)?;
            held.retain(|id| written.values().any(|text| text.contains(&format!("/*<{id}*/"))));
            println!("  Check {round} with {} of {} mutants", held.len(), mutants.len());
            let blamed = blamed(&cargo(&tree, &["check", "--lib"])?, &written)?;
            if blamed.is_empty() {
                println!("  Building the tests");
                let tests = executables(&cargo(&tree, &["test", "--tests", "--no-run"])?)?;
                return Ok(Self { package: tree.join("crates/insight"), tests, held });
            }
            for mutant in mutants.iter().filter(|mutant| blamed.contains(&mutant.id)) {
                results.add(mutant, Outcome::Broken)?;
            }
            held.retain(|id| !blamed.contains(id));
        }
        bail!("after {ROUNDS} builds some mutants still don't compile")
    }

    /// Whether a mutant is in the copy.
    pub(super) fn holds(&self, id: usize) -> bool {
        self.held.contains(&id)
    }
}

/// Where everything about mutants is kept, below the target folder.
///
/// # Errors
/// When it can't be made.
pub(super) fn folder() -> Result<PathBuf> {
    let folder = target()?.join("mutants");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Copies what git knows, as it is now; a file that hasn't changed keeps its time.
fn copy_tracked(tree: &Path) -> Result<()> {
    let root = root();
    let files =
        output(program("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    for name in files.lines().filter(|name| root.join(name).is_file()) {
        let (from, to) = (root.join(name), tree.join(name));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        let content = fs::read(&from)?;
        if fs::read(&to).ok().as_ref() != Some(&content) {
            fs::write(&to, content)?;
        }
    }
    Ok(())
}

/// Writes the sources with the switches of `held`; returns what was written, by file.
fn write(
    tree: &Path,
    mutants: &[Mutant],
    held: &BTreeSet<usize>,
) -> Result<BTreeMap<String, String>> {
    let mut files: BTreeMap<&str, Vec<&Mutant>> = BTreeMap::new();
    for mutant in mutants {
        let chosen = files.entry(&mutant.file).or_default();
        if held.contains(&mutant.id) {
            chosen.push(mutant);
        }
    }
    files.entry("crates/insight/src/lib.rs").or_default();
    let mut written = BTreeMap::new();
    for (file, mutants) in files {
        let source = fs::read_to_string(root().join(file))?;
        let mut text = switches::switched(&source, &mutants).with_context(|| file.to_owned())?;
        if file.ends_with("insight/src/lib.rs") {
            text.push_str(SWITCHBOARD);
        }
        let place = tree.join(file);
        if fs::read_to_string(&place).ok().as_ref() != Some(&text) {
            fs::write(place, &text)?;
        }
        written.insert(file.to_owned(), text);
    }
    Ok(written)
}

/// Lets cargo work on the copy, optimised as far as a trial gains by it, and returns what it says in JSON.
fn cargo(tree: &Path, words: &[&str]) -> Result<Vec<Value>> {
    let mut cargo: Command = program("cargo");
    cargo.current_dir(tree).env("CARGO_TARGET_DIR", target()?).stderr(Stdio::null());
    cargo.args(words).args(["--package", PACKAGE, "--message-format=json"]);
    // Unoptimised, the random workspaces cost twenty times as much.
    for package in
        ["causeway-insight", "causeway-model", "causeway-testkit", "serde_json", "chrono"]
    {
        cargo.arg("--config").arg(format!("profile.dev.package.{package}.opt-level=2"));
    }
    cargo.args(["--config", "profile.dev.debug=false"]);
    let said = cargo.output().context("could not start cargo")?.stdout;
    let lines = String::from_utf8_lossy(&said).into_owned();
    Ok(lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

fn executables(messages: &[Value]) -> Result<Vec<PathBuf>> {
    let is_test = |message: &&Value| message["profile"]["test"] == true;
    let tests = messages.iter().filter(is_test);
    let tests: Vec<PathBuf> =
        tests.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).collect();
    let error =
        messages.iter().map(|message| &message["message"]).find(|it| it["level"] == "error");
    match error {
        Some(error) => bail!("the tests don't compile: {}", error["rendered"]),
        None if tests.is_empty() => bail!("there are no tests"),
        None => Ok(tests),
    }
}

/// The mutants that don't compile.
fn blamed(messages: &[Value], written: &BTreeMap<String, String>) -> Result<BTreeSet<usize>> {
    let mut blamed = BTreeSet::new();
    let errors = messages.iter().map(|message| &message["message"]);
    for error in errors.filter(|message| message["level"] == "error") {
        let Some(spans) = error["spans"].as_array().filter(|spans| !spans.is_empty()) else {
            continue;
        };
        let primary_first = |span: &&Value| span["is_primary"] != true;
        let mut spans: Vec<&Value> = spans.iter().collect();
        spans.sort_by_key(primary_first);
        let file = spans[0]["file_name"].as_str().unwrap_or_default();
        let places: Vec<Range<usize>> = spans.iter().filter_map(|span| place(span)).collect();
        let said = error["rendered"].as_str().unwrap_or_default();
        let text = written.get(file).map_or("", String::as_str);
        let mut found = marks::blamed(text, &places);
        if let Some(place) = places.first().filter(|_| found.is_empty()) {
            found = marks::deleting_arms(text, place);
            if found.is_empty() {
                found.extend(marks::before(text, place));
            }
        }
        if found.is_empty() {
            bail!("the copy doesn't compile: {said}");
        }
        blamed.extend(found);
    }
    Ok(blamed)
}

fn place(span: &Value) -> Option<Range<usize>> {
    let number = |key: &str| usize::try_from(span[key].as_u64()?).ok();
    Some(number("byte_start")?..number("byte_end")?)
}
