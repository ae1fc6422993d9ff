//! `causeway diagnose`, as people and pipelines run it.

use std::fs;

use causeway_document::{ActorSeed, Document};
use chrono::Utc;
use serde_json::{Value, json};

use crate::cases::Case;
use crate::run::{self, Folder, causeway, stderr, stdout};

/// The findings of a case as JSON.
fn diagnosed(case: &Case) -> Value {
    let output = causeway(["diagnose", case.path(), "--as-of", case.as_of(), "--format", "json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).unwrap()
}

/// Whether a finding fits a pattern; keys that the pattern lacks are not compared.
fn fits(finding: &Value, pattern: &Value) -> bool {
    pattern.as_object().unwrap().iter().all(|(key, expected)| match key.as_str() {
        "causes_first" => finding["causes"][0] == *expected,
        _ => finding[key] == *expected,
    })
}

fn patterns<'a>(case: &'a Case, key: &str) -> impl Iterator<Item = &'a Value> {
    case.expected[key].as_array().into_iter().flatten()
}

#[test]
fn every_case_has_the_status_and_trend_that_it_must() {
    for case in Case::all() {
        let found = diagnosed(&case);
        for key in ["status", "trend"] {
            for (id, expected) in case.expected[key].as_object().into_iter().flatten() {
                assert_eq!(found["status"][id][key], *expected, "{key} of {id}, {}", case.path());
            }
        }
    }
}

#[test]
fn every_case_has_the_findings_that_it_must_and_no_other() {
    for case in Case::all() {
        let found = diagnosed(&case);
        let findings = found["findings"].as_array().unwrap();
        for pattern in patterns(&case, "must") {
            assert!(findings.iter().any(|found| fits(found, pattern)), "{pattern}");
        }
        for pattern in patterns(&case, "must_not") {
            assert!(!findings.iter().any(|found| fits(found, pattern)), "{pattern}");
        }
        let row = |found: &Value| json!([found["code"], found["subject"], found["severity"]]);
        let mut rows: Vec<String> = findings.iter().map(|found| row(found).to_string()).collect();
        let mut exactly: Vec<String> =
            patterns(&case, "exactly").map(ToString::to_string).collect();
        rows.sort();
        exactly.sort();
        assert_eq!(rows, exactly, "{}", case.path());
    }
}

#[test]
fn an_automerge_file_and_standard_input_say_the_same_as_the_json_file() {
    for case in Case::all() {
        let folder = Folder::new();
        let document = folder.file("a.automerge");
        let document = document.to_str().unwrap();
        assert!(causeway(["convert", case.path(), document]).status.success());
        let rest = ["--as-of", case.as_of(), "--format=json"];
        let from_file = causeway(["diagnose", case.path()].into_iter().chain(rest));
        let from_document = causeway(["diagnose", document].into_iter().chain(rest));
        assert_eq!(stdout(&from_document), stdout(&from_file));
        for bytes in [fs::read(&case.file).unwrap(), fs::read(document).unwrap()] {
            let fed = run::fed(["diagnose", "-"].into_iter().chain(rest), &bytes);
            assert_eq!(stdout(&fed), stdout(&from_file));
        }
    }
}

#[test]
fn the_date_is_today_in_utc_unless_asked_and_is_shown() {
    let case = Case::named("saas-retention");
    let before = Utc::now().date_naive().to_string();
    let output = causeway(["diagnose", case.path(), "--format=json"]);
    let after = Utc::now().date_naive().to_string();
    let found: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let shown = found["as_of"].as_str().unwrap();
    assert!(shown == before || shown == after, "{shown}");
    let text = stdout(&causeway(["diagnose", case.path(), "--as-of", "2026-03-31"]));
    assert!(text.contains("As of 31 March 2026."), "{text}");
}

#[test]
fn an_open_finding_of_the_severity_asked_for_or_worse_exits_with_1() {
    let code = |case: &Case, severity: &str| {
        let arguments = ["diagnose", case.path(), "--as-of", case.as_of(), "--fail-on", severity];
        causeway(arguments).status.code()
    };
    let worst = Case::named("saas-retention");
    for severity in ["low", "medium", "high", "critical"] {
        assert_eq!(code(&worst, severity), Some(1), "{severity}");
    }
    let folder = Folder::new();
    let file = folder.file("a.json");
    fs::write(&file, json!({"format": "causeway/1", "nodes": {"o": {"kind": "risk", "risk": {"likelihood": "high", "impact": "medium"}}}}).to_string()).unwrap();
    let medium = Case { file, expected: json!({"as_of": "2026-03-31"}) };
    for (severity, expected) in [("low", 1), ("medium", 1), ("high", 0), ("critical", 0)] {
        assert_eq!(code(&medium, severity), Some(expected), "{severity}");
    }
}

#[test]
fn an_accepted_finding_fails_nothing() {
    let folder = Folder::new();
    let file = folder.file("a.json");
    let tree = json!({
        "format": "causeway/1",
        "nodes": {"r": {"kind": "risk", "risk": {"likelihood": "high", "impact": "high"}}},
        "acceptances": {"a": {"code": "unwatched-risk", "subject": {"r": true}, "on": "2026-03-01", "until": "2026-04-01"}},
    });
    fs::write(&file, tree.to_string()).unwrap();
    let on = |day: &str| {
        let file = file.to_str().unwrap();
        causeway(["diagnose", file, "--as-of", day, "--fail-on", "low"]).status.code()
    };
    assert_eq!((on("2026-04-01"), on("2026-04-02")), (Some(0), Some(1)));
}

#[test]
fn a_reader_that_goes_early_is_no_error_and_hides_no_failure() {
    let input = fs::read_to_string(&Case::named("saas-retention").file).unwrap();
    for format in ["text", "json", "markdown"] {
        let arguments = ["diagnose", "-", "--format", format];
        let output = run::fed_without_reader(arguments, &input);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
        let output =
            run::fed_without_reader(arguments.into_iter().chain(["--fail-on=low"]), &input);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    }
}

#[test]
fn a_file_that_breaks_the_model_is_refused_with_every_path() {
    let input = r#"{"format": "causeway/1", "nodes": {
        "k": {"kind": "kpi", "metric": {"act": "high"}}, "n": {"title": "No kind"}}}"#;
    for command in ["diagnose", "agenda", "brief"] {
        let output = run::fed([command, "-", "--format=json"], input.as_bytes());
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
        let said = stderr(&output);
        assert!(said.contains("nodes/k/metric/act: must be a number or {low, high}"), "{said}");
        assert!(said.contains("nodes/n/kind: must be there"), "{said}");
    }
}

#[test]
fn a_document_that_breaks_the_model_is_read_and_the_bad_part_is_a_finding() {
    let tree =
        json!({"format": "causeway/1", "nodes": {"k": {"kind": "kpi", "metric": {"act": "high"}}}});
    let mut document = Document::from_tree(&tree, ActorSeed([7; 16])).unwrap();
    let output = run::fed(["diagnose", "-", "--format=json"], &document.save());
    assert!(output.status.success(), "{}", stderr(&output));
    let found: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let bad =
        found["findings"].as_array().unwrap().iter().find(|found| found["code"] == "bad-part");
    assert!(bad.unwrap()["why"].as_str().unwrap().contains("nodes/k/metric/act"), "{found:#}");
}

#[test]
fn bytes_of_no_kind_are_refused_and_never_panic() {
    for bytes in [&b""[..], b"{", b"[]", b"null", b"\xff\xfe", &[0x85, 0x6f, 0x4a, 0x83, 1, 2]] {
        let output = run::fed(["diagnose", "-"], bytes);
        assert_eq!(output.status.code(), Some(2), "{bytes:?}");
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_2() {
    let case = Case::named("saas-retention");
    for wrong in [
        ["--as-of", "2026-02-30"],
        ["--as-of", "31/03/2026"],
        ["--as-of", ""],
        ["--fail-on", "severe"],
        ["--format", "xml"],
        ["--lang", "fr"],
    ] {
        let output = causeway(["diagnose", case.path()].into_iter().chain(wrong));
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(stderr(&output).contains(wrong[0]), "{}", stderr(&output));
    }
}
