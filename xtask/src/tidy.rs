//! The invariants that `ARCHITECTURE.md` states: mostly absences.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::run::root;

/// Words that may not stand in some places, and why.
struct Absence {
    words: &'static [&'static str],
    /// Where to look.
    within: &'static [&'static str],
    /// Where they may stand all the same.
    except: &'static [&'static str],
    why: &'static str,
}

const ABSENCES: [Absence; 4] = [
    Absence {
        words: &["automerge::", "use automerge"],
        within: &["src", "crates"],
        except: &["crates/document/", "crates/sync/", "crates/relay/", "crates/testkit/"],
        why: "Automerge is named only in document, sync, relay and testkit",
    },
    Absence {
        words: &["web_sys", "js_sys", "gloo::", "wasm_bindgen::JsCast"],
        within: &["src", "crates"],
        except: &["src/platform/"],
        why: "the browser is named only under src/platform/",
    },
    Absence {
        words: &[
            "SystemTime::now",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "thread_rng",
            "rand::rng()",
            "from_os_rng",
        ],
        within: &["crates"],
        except: &["crates/cli/", "crates/relay/"],
        why: "there is no clock and no unseeded randomness in crates/ but cli and relay: time and ids are arguments",
    },
    Absence {
        words: &["rgb(", "rgba(", "hsl(", "oklch(", "oklab("],
        within: &["style"],
        except: &["style/tokens.css"],
        why: "colours are named only in style/tokens.css",
    },
];

/// Checks them all, and names every place that breaks one.
///
/// # Errors
/// When one is broken.
pub(crate) fn run() -> Result<()> {
    let root = root();
    let mut found = Vec::new();
    for absence in &ABSENCES {
        for folder in absence.within {
            for file in files(&root.join(folder)) {
                check_absence(&root, &file, absence, &mut found);
            }
        }
    }
    for file in ["src", "crates", "xtask"].iter().flat_map(|folder| files(&root.join(folder))) {
        if file.ends_with("mod.rs") {
            found.push(format!("{}: a module is x.rs beside its folder x/", shown(&root, &file)));
        }
    }
    hex_colours(&root, &mut found);
    named_paths(&root, &mut found);
    if !found.is_empty() {
        bail!("{} invariants are broken:\n  {}", found.len(), found.join("\n  "));
    }
    Ok(())
}

fn check_absence(root: &Path, file: &Path, absence: &Absence, found: &mut Vec<String>) {
    let name = shown(root, file);
    if absence.except.iter().any(|place| name.starts_with(place)) {
        return;
    }
    let Ok(text) = fs::read_to_string(file) else { return };
    for (number, line) in text.lines().enumerate() {
        let code = line.trim_start();
        if code.starts_with("//") || code.starts_with("/*") {
            continue;
        }
        if let Some(word) = absence.words.iter().find(|word| code.contains(**word)) {
            found.push(format!("{name}:{}: `{word}`: {}", number + 1, absence.why));
        }
    }
}

/// A colour in hexadecimal outside the tokens.
fn hex_colours(root: &Path, found: &mut Vec<String>) {
    for file in files(&root.join("style")) {
        let name = shown(root, &file);
        if name == "style/tokens.css" {
            continue;
        }
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for (number, line) in text.lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            let is_colour = value.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                matches!(digits, 3 | 4 | 6 | 8) && value.contains(';')
            });
            if is_colour {
                found.push(format!(
                    "{name}:{}: colours are named only in style/tokens.css",
                    number + 1
                ));
            }
        }
    }
}

/// Every path that `ARCHITECTURE.md` names in backquotes exists.
fn named_paths(root: &Path, found: &mut Vec<String>) {
    let Ok(text) = fs::read_to_string(root.join("ARCHITECTURE.md")) else {
        found.push("ARCHITECTURE.md is missing".to_owned());
        return;
    };
    for named in text.split('`').skip(1).step_by(2) {
        let is_path = named.contains('/')
            && named
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter))
            && ["src/", "crates/", "style/", "public/", "tests/", "xtask/", "docs/"]
                .iter()
                .any(|folder| named.starts_with(folder));
        if is_path && !root.join(named).exists() {
            found.push(format!("ARCHITECTURE.md names {named}, which does not exist"));
        }
    }
}

/// All Rust and CSS files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "css") {
                all.push(path);
            }
        }
    }
    all.sort();
    all
}

fn shown(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/")
}
