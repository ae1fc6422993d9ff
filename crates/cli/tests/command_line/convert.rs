//! `causeway convert` and `causeway check`, as people run them.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::run::{self, Folder, causeway, stderr, stdout};

/// The workspaces that are offered as templates.
fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/templates");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let cases = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let cases = cases.map(|path| (path.display().to_string(), fs::read(&path).unwrap()));
    let cases = cases.map(|(name, bytes)| (name, serde_json::from_slice(&bytes).unwrap()));
    // The index of the templates is a list.
    cases.filter(|(_, tree): &(String, Value)| tree.is_object()).collect()
}

/// Values that nothing in the model expects, and that careless code changes.
fn strange() -> Value {
    json!({
        "list": [1, 1.0, "two", null, [], {}, [{"deep": [[]]}]],
        "null": null,
        "above 2^53": 9_007_199_254_740_993_u64,
        "below -2^53": -9_007_199_254_740_993_i64,
        "largest": u64::MAX,
        "one as float": 1.0,
        "zero as float": 0.0,
        "small": 1e-300,
        "true": true,
        "empty": {},
        "text": "Ünïcödé \u{1F9ED} \" \\ \u{0}",
        "": "an empty key",
        "a/b~c": "signs of a path",
    })
}

/// Adds them to the root, to one record, and to a record within a record.
fn with_strange_values(mut tree: Value) -> Value {
    tree["x_unknown"] = strange();
    if let Some(node) = tree["nodes"].as_object_mut().and_then(|nodes| nodes.values_mut().next()) {
        node["x_unknown"] = strange();
        let mut metric = node.get("metric").cloned().unwrap_or_else(|| json!({}));
        metric["x_unknown"] = strange();
        node["metric"] = metric;
    }
    tree
}

#[test]
fn every_template_with_unknown_keys_survives_json_automerge_json() {
    let cases = cases();
    assert!(cases.len() >= 4);
    for (name, tree) in cases {
        let folder = Folder::new();
        let tree = with_strange_values(tree);
        let (before, between, after) =
            (folder.file("a.json"), folder.file("b.automerge"), folder.file("c.json"));
        fs::write(&before, tree.to_string()).unwrap();
        for (from, to) in [(&before, &between), (&between, &after)] {
            let output = causeway(["convert".as_ref(), from.as_os_str(), to.as_os_str()]);
            assert!(output.status.success(), "{name}: {}", stderr(&output));
        }
        let text = fs::read_to_string(&after).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), tree, "{name}");
        for number in ["9007199254740993", "\"one as float\": 1.0"] {
            assert!(text.contains(number), "{name} lost {number}");
        }
        assert!(text.ends_with("}\n"));
    }
}

#[test]
fn pipes_work_and_the_kind_is_known_by_the_bytes() {
    let (_, tree) = cases().remove(0);
    let saved = run::fed(["convert", "-", "-"], tree.to_string().as_bytes());
    assert!(saved.status.success(), "{}", stderr(&saved));
    let printed = run::fed(["convert", "-", "-"], &saved.stdout);
    assert_eq!(serde_json::from_str::<Value>(&stdout(&printed)).unwrap(), tree);
    let as_json = run::fed(["convert", "-", "-", "--to", "json"], tree.to_string().as_bytes());
    assert_eq!(as_json.stdout, printed.stdout);
}

#[test]
fn an_ending_that_names_no_form_is_refused_before_anything_is_written() {
    let folder = Folder::new();
    let (file, out) = (folder.file("a.json"), folder.file("a.xlsx"));
    fs::write(&file, cases()[0].1.to_string()).unwrap();

    let refused = causeway([OsStr::new("convert"), file.as_ref(), out.as_ref()]);
    let said = causeway(["convert".as_ref(), file.as_os_str(), out.as_ref(), "--to=json".as_ref()]);

    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains(".xlsx"), "{}", stderr(&refused));
    assert_eq!(said.status.code(), Some(0), "{}", stderr(&said));
}

#[test]
fn a_reader_that_goes_early_is_no_error() {
    let (_, tree) = cases().remove(0);
    let output = run::fed_without_reader(["convert", "-", "-", "--to", "json"], &tree.to_string());
    assert!(output.status.success());
    assert_eq!(stderr(&output), "");
}

/// A file with five things wrong in it.
const BAD: &str = r#"{
  "format": "causeway/1",
  "nodes": {
    "churn": { "kind": "driver", "maturity": { "process": { "level": 7 } } },
    "no good": { "kind": "kpi" },
    "plan": { "title": "Plan" }
  },
  "links": {
    "loop": { "from": "churn", "to": "churn", "type": "causes" }
  },
  "decisions": { "one": { "made": { "on": "2026-13-01" } } }
}"#;

#[test]
fn a_bad_file_is_refused_with_every_path_rule_and_value() {
    let folder = Folder::new();
    let (bad, out) = (folder.file("bad.json"), folder.file("out.automerge"));
    fs::write(&bad, BAD).unwrap();
    fs::write(&out, "what was there").unwrap();
    let checked = causeway(["check".as_ref(), bad.as_os_str()]);
    assert_eq!(checked.status.code(), Some(2));
    let converted = causeway(["convert".as_ref(), bad.as_os_str(), out.as_os_str()]);
    assert_eq!(converted.status.code(), Some(2));
    for said in [
        "nodes/churn/maturity/process/level: must be a level, a whole number from 1 to 5, found 7",
        "nodes/no good",
        "nodes/plan/kind: must be there, found nothing",
        "links/loop: must join two different nodes",
        "decisions/one/made/on: must be a date, YYYY-MM-DD, found \"2026-13-01\"",
    ] {
        assert!(stdout(&checked).contains(said), "{said} is not in\n{}", stdout(&checked));
        assert!(stderr(&converted).contains(said), "{said} is not in\n{}", stderr(&converted));
    }
    assert_eq!(fs::read_to_string(&out).unwrap(), "what was there");
    assert_eq!(folder.names(), ["bad.json", "out.automerge"]);
}

#[test]
fn check_reports_in_json_too() {
    let folder = Folder::new();
    let bad = folder.file("bad.json");
    fs::write(&bad, BAD).unwrap();
    let output = causeway(["check".as_ref(), bad.as_os_str(), "--format=json".as_ref()]);
    assert_eq!(output.status.code(), Some(2));
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let level = json!({
        "path": "nodes/churn/maturity/process/level",
        "rule": "must be a level, a whole number from 1 to 5",
        "value": "7",
    });
    assert!(report["problems"].as_array().unwrap().contains(&level), "{report:#}");
}

#[test]
fn a_good_file_of_either_kind_passes_the_check() {
    let folder = Folder::new();
    let (json, automerge) = (folder.file("a.json"), folder.file("a.automerge"));
    fs::write(&json, cases().remove(0).1.to_string()).unwrap();
    assert!(
        causeway(["convert".as_ref(), json.as_os_str(), automerge.as_os_str()]).status.success()
    );
    for file in [json, automerge] {
        let output = causeway(["check".as_ref(), file.as_os_str()]);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), ""));
    }
}

#[test]
fn bytes_of_no_kind_are_refused_and_never_panic() {
    let folder = Folder::new();
    let file = folder.file("a");
    let cases: [&[u8]; 6] = [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        &[0x85, 0x6f, 0x4a, 0x83],
        &[0x85, 0x6f, 0x4a, 0x83, 1, 2, 3],
    ];
    for bytes in cases {
        fs::write(&file, bytes).unwrap();
        for kind in ["json", "automerge"] {
            let output =
                causeway(["check".as_ref(), file.as_os_str(), "--from".as_ref(), kind.as_ref()]);
            assert_eq!(output.status.code(), Some(2), "{bytes:?} as {kind}");
            assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
        }
    }
}

#[test]
fn what_cannot_be_read_or_written_is_said_in_sentences() {
    let folder = Folder::new();
    let none = folder.file("none.json");
    let output = causeway(["check".as_ref(), none.as_os_str()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("could not be read"), "{}", stderr(&output));
    assert!(stderr(&output).contains("Nothing was changed."));

    let good = folder.file("a.json");
    fs::write(&good, cases().remove(0).1.to_string()).unwrap();
    let nowhere = folder.file("none/b.automerge");
    let output = causeway(["convert".as_ref(), good.as_os_str(), nowhere.as_os_str()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("could not be written"), "{}", stderr(&output));
}
