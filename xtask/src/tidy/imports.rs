//! Imports between crates run one way.

use super::source::Source;

/// What each crate of ours may import of ours outside its tests; what isn't listed may import all.
const MAY_IMPORT: [(&str, &[&str]); 7] = [
    ("model", &[]),
    ("insight", &["model"]),
    ("document", &["model", "sync"]),
    ("canvas", &["model"]),
    ("interchange", &["model", "insight", "canvas"]),
    ("sync", &[]),
    ("relay", &["sync"]),
];

/// Every import that runs the other way.
pub(super) fn against_the_stream(manifests: &[Source]) -> impl Iterator<Item = String> {
    manifests.iter().filter_map(Manifest::of).flat_map(|manifest| {
        let Manifest { name, may, text } = manifest;
        imports(text).filter(move |import| !may.contains(import)).map(move |import| {
            format!(
                "crates/{name} imports {import}: the direction of imports is in ARCHITECTURE.md"
            )
        })
    })
}

/// The manifest of a crate that may not import all.
struct Manifest<'a> {
    name: &'static str,
    may: &'static [&'static str],
    text: &'a str,
}

impl<'a> Manifest<'a> {
    fn of(source: &'a Source) -> Option<Self> {
        let name = source.name.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
        let (name, may) = MAY_IMPORT.into_iter().find(|(crate_, _)| *crate_ == name)?;
        Some(Self { name, may, text: &source.text })
    }
}

/// Our crates among a manifest's dependencies; those of tests may be any.
fn imports(manifest: &str) -> impl Iterator<Item = &str> {
    let mut counts = false;
    manifest.lines().filter_map(move |line| {
        if let Some(table) = line.trim().strip_prefix('[') {
            let table = table.trim_end_matches(']');
            counts = !table.contains("dev-dependencies") && table.ends_with("dependencies");
            return None;
        }
        let name = line.trim_start().strip_prefix("causeway-").filter(|_| counts)?;
        name.split(['.', ' ', '=']).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(name: &str, manifest: &str) -> Vec<String> {
        against_the_stream(&[Source::new(&format!("crates/{name}/Cargo.toml"), manifest)]).collect()
    }

    #[test]
    fn an_import_against_the_stream_is_told() {
        let manifest = "[dependencies]\ncauseway-document.workspace = true\n";
        assert_eq!(
            broken("model", manifest),
            ["crates/model imports document: the direction of imports is in ARCHITECTURE.md"]
        );
        assert_eq!(
            broken("sync", "[dependencies]\ncauseway-model = { path = \"../model\" }").len(),
            1
        );
    }

    #[test]
    fn an_import_for_one_target_counts() {
        let manifest = "[target.'cfg(unix)'.dependencies]\ncauseway-relay.workspace = true\n";
        assert_eq!(broken("insight", manifest).len(), 1);
    }

    #[test]
    fn imports_with_the_stream_and_those_of_tests_are_fine() {
        let manifest = "[package]\nname = \"causeway-insight\"\n\n[dependencies]\n\
            causeway-model.workspace = true\nserde.workspace = true\n\n[dev-dependencies]\n\
            causeway-testkit = { path = \"../testkit\" }\n";
        assert_eq!(broken("insight", manifest), [""; 0]);
    }

    #[test]
    fn the_binary_imports_everything() {
        let manifest = "[dependencies]\ncauseway-relay.workspace = true\n";
        assert_eq!(broken("cli", manifest), [""; 0]);
    }
}
