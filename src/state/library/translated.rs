//! A worked case in the reader's language: its texts are looked up in `public/words/`, whatever its map is stays.

use std::collections::BTreeMap;

use causeway_model::Json;

/// What each text of the templates is in another language.
pub(super) type Words = BTreeMap<String, String>;

/// The keys under which texts stand. Elsewhere are ids and words of the model, which may be spelt as a text is.
const TEXTS: &[&str] = &[
    "conversation",
    "consequence",
    "criterion",
    "decision",
    "definition",
    "description",
    "effects",
    "evidence",
    "given_up",
    "hypothesis",
    "mitigation",
    "name",
    "plan",
    "question",
    "rationale",
    "role",
    "source",
    "summary",
    "text",
    "title",
    "unit",
    "what",
];

/// The words of a file; none where it can't be read, which leaves the template as it is written.
pub(super) fn read(bytes: &[u8]) -> Words {
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// The tree with the translation of each text in its place, if it has one.
pub(super) fn translated(tree: &Json, words: &Words) -> Json {
    told(tree, "", words)
}

/// The same for what stands under a key.
fn told(tree: &Json, key: &str, words: &Words) -> Json {
    match tree {
        Json::Object(map) => {
            let all = map.iter().map(|(key, value)| (key.clone(), told(value, key, words)));
            Json::Object(all.collect())
        }
        Json::Array(list) => list.iter().map(|value| told(value, key, words)).collect(),
        Json::String(text) if TEXTS.contains(&key) => {
            Json::from(words.get(text).unwrap_or(text).as_str())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use causeway_insight::{Findings, Language};
    use causeway_model::time::parse_date;
    use causeway_model::{file, read as model};

    use super::*;

    /// What holds an id, a day or a word of the model, and no text that people read.
    const NO_TEXT: &[&str] = &[
        "as_of",
        "assessed",
        "by",
        "cadence",
        "captain",
        "chosen",
        "confidence",
        "currency",
        "direction",
        "done_on",
        "due",
        "effort",
        "end",
        "format",
        "from",
        "function",
        "impact",
        "kind",
        "lever",
        "likelihood",
        "node",
        "on",
        "owner",
        "polarity",
        "sign",
        "start",
        "status",
        "stop_authority",
        "strength",
        "to",
        "type",
        "verdict",
        "when",
        "workspace",
    ];

    fn folder() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("public")
    }

    fn portuguese() -> Words {
        read(&fs::read(folder().join("words/templates.pt-BR.json")).unwrap())
    }

    /// The worked cases, by their files.
    fn templates() -> Vec<Json> {
        let files =
            fs::read_dir(folder().join("templates")).unwrap().map(|file| file.unwrap().path());
        let cases = files.filter(|file| !file.ends_with("index.json"));
        cases.map(|file| file::parse(fs::read(file).unwrap()).unwrap().tree).collect()
    }

    fn texts(tree: &Json, key: &str, found: &mut BTreeSet<String>) {
        match tree {
            Json::Object(map) => {
                for (key, value) in map {
                    texts(value, key, found);
                }
            }
            Json::Array(list) => {
                for value in list {
                    texts(value, key, found);
                }
            }
            Json::String(text) if !NO_TEXT.contains(&key) && parse_date(text).is_none() => {
                found.insert(text.clone());
            }
            _ => {}
        }
    }

    #[test]
    fn every_text_of_every_template_has_its_translation_and_no_translation_is_left_over() {
        let mut found = BTreeSet::new();
        for tree in templates() {
            texts(&tree, "", &mut found);
        }
        let known: BTreeSet<String> = portuguese().into_keys().collect();
        assert_eq!(found.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
        assert_eq!(known.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn a_translated_template_has_the_same_findings() {
        let codes = |tree: &Json| -> Vec<_> {
            let (reading, day) = (model::workspace(tree), parse_date("2026-03-31").unwrap());
            let found = Findings::of(&reading.value, &reading.problems, day, Language::English);
            found.findings.iter().map(|one| (one.code, one.severity, one.subject.clone())).collect()
        };
        let words = portuguese();
        for tree in templates() {
            let told = translated(&tree, &words);
            let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
            texts(&tree, "", &mut before);
            texts(&told, "", &mut after);
            let expected: BTreeSet<String> =
                before.iter().map(|text| words[text].clone()).collect();
            assert_eq!(after, expected);
            assert_eq!(codes(&told), codes(&tree));
        }
    }

    #[test]
    fn without_words_a_template_stays_as_it_is_written() {
        let tree = serde_json::json!({"title": "Grow", "nodes": {"Grow": {"kind": "kpi"}}});
        assert_eq!(translated(&tree, &read(b"nothing")), tree);
    }
}
