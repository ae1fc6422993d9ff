//! Turns the catalogues in `src/locales/` into an enumeration of their keys and one text a language.
//!
//! A key that one catalogue lacks reads as the other's text here, so that a build never fails
//! half-way through a translation; `src/i18n/tests.rs` is what refuses it.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

/// Stands between the forms of a message that counts: one, then other.
const FORM: char = '\u{1f}';

/// Stands between messages. A table of them would weigh as much as half of what they say.
const MESSAGE: char = '\u{1e}';

type Catalogue = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/locales");
    println!("cargo::rerun-if-changed=build.rs");
    let english = read("src/locales/en.json")?;
    let portuguese = read("src/locales/pt-BR.json")?;
    let out = PathBuf::from(env::var("OUT_DIR")?).join("catalogue.rs");
    fs::write(out, code(&english, &portuguese)?)?;
    Ok(())
}

fn read(path: impl AsRef<Path>) -> Result<Catalogue, Box<dyn Error>> {
    let path = path.as_ref();
    let json: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(path)?)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    json.into_iter()
        .map(|(key, value)| {
            let text = message(&value).ok_or_else(|| {
                format!("{}: {key} is neither a text nor {{one, other}}", path.display())
            })?;
            Ok((key, text))
        })
        .collect()
}

fn message(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(forms) => {
            let one = forms.get("one")?.as_str()?;
            let other = forms.get("other")?.as_str()?;
            Some(format!("{one}{FORM}{other}"))
        }
        _ => None,
    }
}

fn code(english: &Catalogue, portuguese: &Catalogue) -> Result<String, std::fmt::Error> {
    let mut keys: Vec<&String> = english.keys().chain(portuguese.keys()).collect();
    keys.sort();
    keys.dedup();
    let text = |first: &Catalogue, second: &Catalogue, key: &String| {
        first.get(key).or_else(|| second.get(key)).cloned().unwrap_or_default()
    };
    let mut code = String::from(
        "/// One message of the catalogues in `src/locales/`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u16)]\npub enum Key {\n",
    );
    for key in &keys {
        let shown = text(english, portuguese, key).replace(FORM, " | ").replace('\n', " ");
        // Brackets are the formula's here, not a link's.
        let shown = shown.replace('[', "\\[").replace(']', "\\]");
        writeln!(code, "    #[doc = {shown:?}]\n    {},", variant(key))?;
    }
    code.push_str("}\n");
    for (name, first, second) in
        [("ENGLISH", english, portuguese), ("PORTUGUESE", portuguese, english)]
    {
        let messages: Vec<_> = keys.iter().map(|key| text(first, second, key)).collect();
        writeln!(code, "static {name}: &str = {:?};", messages.join(&MESSAGE.to_string()))?;
    }
    Ok(code)
}

/// The name of a key in code: `home.open-file` is `HomeOpenFile`.
fn variant(key: &str) -> String {
    key.split(['.', '-', '_'])
        .filter_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .collect()
}
