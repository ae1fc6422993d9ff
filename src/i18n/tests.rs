//! The catalogues are complete, equal in their places, and wholly used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::*;

fn catalogue(tag: &str) -> Map<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/locales/{tag}.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn forms(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        _ => vec![],
    }
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// The words of a message: without what stands in braces or brackets, and without signs.
fn without_places(text: &str) -> String {
    let outer = text.split(['{', '[']).map(|part| part.split(['}', ']']).next_back().unwrap_or(""));
    let words = outer.collect::<String>();
    let letters = |letter: &char| letter.is_alphabetic() || *letter == ' ';
    words.chars().filter(letters).collect::<String>().trim().to_owned()
}

fn sources(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

fn name_of(key: &str) -> String {
    let capitalised = |word: &str| word[..1].to_uppercase() + &word[1..];
    key.split(['.', '-', '_']).map(capitalised).collect()
}

#[test]
fn both_catalogues_have_the_same_keys() {
    let (english, portuguese) = (catalogue("en"), catalogue("pt-BR"));
    let lacking: Vec<_> = english.keys().filter(|key| !portuguese.contains_key(*key)).collect();
    let extra: Vec<_> = portuguese.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(lacking.is_empty() && extra.is_empty(), "pt-BR lacks {lacking:?}, en lacks {extra:?}");
}

#[test]
fn a_translation_fills_the_same_places_in_every_form() {
    let portuguese = catalogue("pt-BR");
    for (key, value) in &catalogue("en") {
        let expected: BTreeSet<_> = forms(value).into_iter().flat_map(places).collect();
        let translated = &portuguese[key];
        assert_eq!(value.is_object(), translated.is_object(), "{key} counts in one language only");
        let found: BTreeSet<_> = forms(translated).into_iter().flat_map(places).collect();
        assert_eq!(found, expected, "{key}");
    }
}

#[test]
fn no_message_is_empty_or_left_in_the_other_language() {
    // Latin, as both languages use it.
    const SAME: [&str; 1] = ["level.ad-hoc"];
    let portuguese = catalogue("pt-BR");
    let mut same = Vec::new();
    for (key, value) in &catalogue("en") {
        assert!(forms(value).iter().all(|text| !text.trim().is_empty()), "{key} is empty");
        let has_words = value.as_str().is_some_and(|text| without_places(text).contains(' '));
        if *value == portuguese[key] && has_words && !SAME.contains(&key.as_str()) {
            same.push(key.clone());
        }
    }
    assert!(same.is_empty(), "not translated: {same:?}");
}

#[test]
fn every_message_is_used_and_every_used_one_exists() {
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    let used: BTreeSet<String> = code
        .split("Key::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|letter| letter.is_alphanumeric()).collect())
        .collect();
    let unused: Vec<_> = catalogue("en")
        .keys()
        .map(|key| name_of(key))
        .filter(|name| !used.contains(name))
        .collect();
    assert!(unused.is_empty(), "no view says {unused:?}");
}

#[test]
fn a_message_that_counts_takes_the_form_of_its_language() {
    assert_eq!(form(Language::English, Key::TiesSum, 0), "{n} links");
    assert_eq!(form(Language::English, Key::TiesSum, 1), "{n} link");
    assert_eq!(form(Language::Portuguese, Key::TiesSum, 0), "{n} ligação");
    assert_eq!(form(Language::Portuguese, Key::TiesSum, 2), "{n} ligações");
}

#[test]
fn a_brace_in_a_value_is_not_a_place() {
    assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    assert_eq!(fill("{unknown} {", &[]), "{unknown} {");
}

#[test]
fn a_reader_gets_the_nearest_language() {
    assert_eq!(Language::from_tag("pt"), Some(Language::Portuguese));
    assert_eq!(Language::from_tag("PT-pt"), Some(Language::Portuguese));
    assert_eq!(Language::from_tag("en-GB"), Some(Language::English));
    assert_eq!(Language::from_tag("de"), None);
}

#[test]
fn numbers_read_with_a_comma_or_a_point() {
    let cases = [
        ("1.5", Some(1.5), Some(1.5)),
        ("1,5", Some(1.5), Some(1.5)),
        ("1,234", Some(1234.0), Some(1.234)),
        ("1.234", Some(1.234), Some(1234.0)),
        ("0,125", Some(0.125), Some(0.125)),
        ("1,234.5", Some(1234.5), Some(1234.5)),
        ("1.234,5", Some(1234.5), Some(1234.5)),
        ("1,234,567", Some(1_234_567.0), Some(1_234_567.0)),
        ("12 500", Some(12500.0), Some(12500.0)),
        ("-3", Some(-3.0), Some(-3.0)),
        ("\u{2212}3", Some(-3.0), Some(-3.0)),
        ("1e3", Some(1000.0), Some(1000.0)),
        (".5", Some(0.5), Some(0.5)),
        ("1,23,4", None, None),
        ("", None, None),
        ("ten", None, None),
        ("inf", None, None),
        ("NaN", None, None),
        ("1e999", None, None),
        ("5 %", None, None),
    ];
    for (typed, english, portuguese) in cases {
        assert_eq!(parse_number(typed, Language::English), english, "{typed:?} in English");
        assert_eq!(
            parse_number(typed, Language::Portuguese),
            portuguese,
            "{typed:?} in Portuguese"
        );
    }
}

#[test]
fn a_number_in_a_field_reads_back_as_itself() {
    for value in [0.0, -1.5, 1234.0, 0.1, 1_200_000.0, 40.125, 1234.567] {
        for language in Language::ALL {
            let shown = format_number(value, language);
            assert_eq!(parse_number(&shown, language), Some(value), "{shown}");
        }
    }
}

#[test]
fn large_figures_are_grouped_for_reading() {
    assert_eq!(grouped("1200000", Language::English), "1,200,000");
    assert_eq!(grouped("-12345.5", Language::Portuguese), "\u{2212}12.345,5");
    assert_eq!(grouped("2026", Language::English), "2026");
}
