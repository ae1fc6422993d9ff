//! The invariants that `ARCHITECTURE.md` states: mostly absences.

mod colours;
mod imports;
mod named_paths;
mod source;
mod words;

use anyhow::{Result, bail};

use crate::run::root;
use source::Source;

/// Checks them all, and names every place that breaks one.
///
/// # Errors
/// When one is broken, or there is nothing to check.
pub(crate) fn run() -> Result<()> {
    let root = root();
    let sources = Source::below(&root, &["src", "crates", "xtask", "style"], &["rs", "css"]);
    let manifests = Source::below(&root, &["crates"], &["toml"]);
    let page = Source::read(&root, &root.join("ARCHITECTURE.md"));
    let mut found = Vec::new();
    found.extend(words::forbidden(&sources));
    found.extend(sources.iter().filter_map(module_in_its_folder));
    found.extend(colours::elsewhere(&sources));
    found.extend(imports::against_the_stream(&manifests));
    match page {
        Some(page) => {
            found.extend(named_paths::gone(&page.text, |path| root.join(path).exists()));
        }
        None => found.push("ARCHITECTURE.md is missing".to_owned()),
    }
    // Looking in the wrong folder must not pass for finding nothing.
    if sources.is_empty() || manifests.is_empty() {
        found.push("no sources are found".to_owned());
    }
    if !found.is_empty() {
        bail!("{} invariants are broken:\n  {}", found.len(), found.join("\n  "));
    }
    Ok(())
}

/// A module that is a `mod.rs`.
fn module_in_its_folder(source: &Source) -> Option<String> {
    let is_one = source.name.rsplit('/').next() == Some("mod.rs");
    is_one.then(|| format!("{}: a module is x.rs beside its folder x/", source.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_stands_beside_its_folder() {
        let broken = module_in_its_folder(&Source::new("src/views/mod.rs", ""));
        assert_eq!(broken.unwrap(), "src/views/mod.rs: a module is x.rs beside its folder x/");
        assert_eq!(module_in_its_folder(&Source::new("src/views.rs", "")), None);
        assert_eq!(module_in_its_folder(&Source::new("src/ui/chmod.rs", "")), None);
    }

    #[test]
    fn this_workspace_is_tidy() {
        run().unwrap();
    }
}
