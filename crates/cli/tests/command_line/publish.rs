//! `causeway publish`, as people run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};

use crate::run::{Folder, causeway, command, fed, stderr, stdout};

/// A workspace, and an app as the build makes it, but small.
struct Desk {
    folder: Folder,
    file: PathBuf,
    app: PathBuf,
}

const PAGE: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Causeway</title>
    <link rel="icon" href="icons/icon.svg" />
    <link rel="stylesheet" href="./base-1.css" />
<script type="module">
import init from './app-1.js';
await init({ module_or_path: './app-1_bg.wasm' });
</script>
  <script type="application/json">["./parts-1/parts.js","./parts-1/a.wasm"]</script></head>
  <body></body>
</html>
"#;

const PARTS: &str = r#"import { initSync } from "../app-1.js";
export const load = makeLoad(() => {
    const src = fetch(new URL("./a.wasm", import.meta.url));
    return async (imports) => (instantiate(src, imports));
}, []);
"#;

const GLUE: &str = r#"import * as import1 from "./parts-1/parts.js"
function initSync() {}
async function __wbg_init() {}
export { initSync, __wbg_init as default };
"#;

impl Desk {
    fn new() -> Self {
        let folder = Folder::new();
        let (file, app) = (folder.file("plan.json"), folder.file("app"));
        let files = [
            ("index.html", PAGE),
            ("base-1.css", "@layer base;"),
            ("icons/icon.svg", "<svg/>"),
            ("rescue.js", ""),
            ("fonts/LICENSE-atkinson-hyperlegible-next.txt", ""),
            ("fonts/LICENSE-newsreader.txt", ""),
            ("app-1.js", GLUE),
            ("app-1_bg.wasm", "wasm: causeway-publication"),
            ("parts-1/parts.js", PARTS),
            ("parts-1/a.wasm", "wasm"),
        ];
        for (name, text) in files {
            let path = app.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let desk = Self { folder, file, app };
        desk.says("Retention");
        desk
    }

    /// What the workspace is called from now on.
    fn says(&self, title: &str) {
        let tree = json!({
            "format": "causeway/1",
            "title": title,
            "people": { "ana": { "name": "Ana Souza", "role": "CFO" } },
            "nodes": { "nrr": { "kind": "kpi", "title": "Ask Ana", "owner": "ana" } },
        });
        fs::write(&self.file, tree.to_string()).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.file(name)
    }

    /// Publishes with these arguments; paths among them lie on the desk.
    fn publish(&self, arguments: &[&str]) -> Output {
        let mut publish = command();
        publish.arg("publish").arg(&self.file).arg("--app").arg(&self.app).args(arguments);
        publish.current_dir(self.path("")).output().unwrap()
    }

    /// The same, for what must succeed; returns what was reported.
    fn published(&self, arguments: &[&str]) -> Value {
        let output = self.publish(&[arguments, &["--format", "json"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        serde_json::from_str(&stdout(&output)).unwrap()
    }

    /// The same, for what must be refused; returns what was said.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.publish(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        assert_eq!(stdout(&output), "");
        stderr(&output)
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
    }
}

#[test]
fn a_folder_holds_the_app_a_snapshot_and_what_names_it() {
    let desk = Desk::new();
    let report = desk.published(&["--out", "site"]);
    let latest = desk.json("site/latest.json");
    for key in [
        "publication",
        "sequence",
        "created",
        "expires",
        "snapshot",
        "sha256",
        "size",
        "title",
        "history",
        "key",
    ] {
        assert_eq!(report[key], latest[key], "{key}");
    }
    assert_eq!((&report["form"], &report["path"]), (&"folder".into(), &"site".into()));
    assert_eq!((&latest["sequence"], &latest["title"]), (&1.into(), &"Retention".into()));
    let snapshot = fs::read(desk.path("site").join(latest["snapshot"].as_str().unwrap())).unwrap();
    assert_eq!(latest["size"], snapshot.len());
    for name in ["index.html", "app-1.js", "parts-1/a.wasm", "fonts/LICENSE-newsreader.txt"] {
        assert!(desk.path("site").join(name).is_file(), "{name}");
    }
}

#[test]
fn publishing_again_adds_a_version_and_keeps_the_older_snapshot() {
    let desk = Desk::new();
    for target in [["--out", "site"], ["--single", "site.html"]] {
        desk.says("Retention");
        let first = desk.published(&target);
        desk.says("Revenue");
        let second = desk.published(&target);
        assert_eq!(second["publication"], first["publication"]);
        assert_eq!((&first["sequence"], &second["sequence"]), (&1.into(), &2.into()));
        assert_ne!(first["snapshot"], second["snapshot"]);
        if target[0] == "--out" {
            assert!(desk.path("site").join(first["snapshot"].as_str().unwrap()).is_file());
            assert_eq!(desk.json("site/latest.json")["title"], "Revenue");
        } else {
            assert!(
                fs::read_to_string(desk.path("site.html"))
                    .unwrap()
                    .contains("<title>Revenue</title>")
            );
        }
    }
}

#[test]
fn what_is_no_publication_is_not_written_over() {
    let desk = Desk::new();
    fs::create_dir(desk.path("photos")).unwrap();
    fs::write(desk.path("photos/cat.jpg"), "cat").unwrap();
    fs::write(desk.path("letter.html"), "<p>Dear</p>").unwrap();
    fs::create_dir(desk.path("torn")).unwrap();
    fs::write(desk.path("torn/latest.json"), "{").unwrap();
    let table = [
        (["--out", "photos"], "photos holds cat.jpg and is no publication"),
        (["--out", "letter.html"], "letter.html is no folder"),
        (["--out", "letter.html/below"], "letter.html/below is no folder"),
        (["--single", "letter.html"], "letter.html is there and is no publication"),
        (["--single", "photos"], "photos is there and can't be read"),
        (["--single", "none/page.html"], "none/page.html could not be written"),
        (["--out", "torn"], "latest.json can't be gone on with"),
    ];
    for (target, said) in table {
        let refused = desk.refused(&target);
        assert!(refused.contains(said), "{refused}");
    }
    assert_eq!(fs::read(desk.path("photos/cat.jpg")).unwrap(), b"cat");
    assert_eq!(fs::read(desk.path("letter.html")).unwrap(), b"<p>Dear</p>");
}

#[test]
fn a_folder_with_a_hosts_own_files_is_as_good_as_empty() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("site/.git")).unwrap();
    fs::write(desk.path("site/CNAME"), "example.org").unwrap();
    desk.published(&["--out", "site"]);
    assert_eq!(fs::read(desk.path("site/CNAME")).unwrap(), b"example.org");
}

#[test]
fn a_key_is_made_once_and_signs_every_version() {
    let desk = Desk::new();
    let first = desk.published(&["--out", "site", "--sign", "key.json"]);
    let second = desk.published(&["--out", "site", "--sign", "key.json"]);
    assert_eq!(first["key"], second["key"]);
    assert_eq!(first["key"], desk.json("key.json")["public"]);
    assert_ne!(desk.json("site/latest.json")["signature"], Value::Null);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(desk.path("key.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_version_that_readers_would_refuse_is_not_published() {
    let desk = Desk::new();
    desk.published(&["--out", "site", "--sign", "key.json"]);
    let before = fs::read(desk.path("site/latest.json")).unwrap();

    let unsigned = desk.refused(&["--out", "site"]);
    assert!(unsigned.contains("is signed"), "{unsigned}");
    let other = desk.refused(&["--out", "site", "--sign", "other.json"]);
    assert!(other.contains("not the key that signed"), "{other}");
    assert!(!desk.path("other.json").exists());
    assert_eq!(fs::read(desk.path("site/latest.json")).unwrap(), before);

    let changed = desk.published(&["--out", "site", "--sign", "other.json", "--new-key"]);
    assert_eq!(
        (&changed["sequence"], &changed["key"]),
        (&2.into(), &desk.json("other.json")["public"])
    );
}

#[test]
fn a_key_that_is_not_kept_well_is_refused() {
    let desk = Desk::new();
    desk.published(&["--out", "site", "--sign", "key.json"]);
    let inside = desk.refused(&["--out", "site", "--sign", "site/key.json"]);
    assert!(inside.contains("lies in the folder that is published"), "{inside}");
    fs::copy(desk.path("key.json"), desk.path("site/hidden.json")).unwrap();
    fs::write(desk.path("note.json"), "{}").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = |name: &str, mode| {
            fs::set_permissions(desk.path(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        open("note.json", 0o600);
        open("key.json", 0o644);
        let others = desk.refused(&["--out", "site", "--sign", "key.json"]);
        assert!(others.contains("chmod 600"), "{others}");
    }
    let none = desk.refused(&["--out", "site", "--sign", "note.json"]);
    assert!(none.contains("is no publishing key"), "{none}");
}

#[test]
fn a_key_and_the_page_that_it_signs_are_not_one_file() {
    let desk = Desk::new();
    for key in ["page.html", "./page.html"] {
        let refused = desk.refused(&["--single", "page.html", "--sign", key]);
        assert!(refused.contains("can't be both the page and the key"), "{refused}");
        assert!(!desk.path("page.html").exists());
    }
}

#[test]
fn nobody_is_named_who_shall_not_be_and_texts_to_look_at_are_said() {
    let desk = Desk::new();
    let output = desk.publish(&["--single", "-", "--people", "unnamed"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("<!doctype html>"));
    assert!(stderr(&output).contains("nodes/nrr/title"), "{}", stderr(&output));
    let named = desk.published(&["--single", "named.html"]);
    assert_eq!(named["mentions"], json!([]));
    let unnamed = desk.published(&["--single", "unnamed.html", "--people", "unnamed"]);
    assert_eq!(unnamed["mentions"], json!(["nodes/nrr/title"]));
}

#[test]
fn the_full_history_is_a_choice_with_a_warning() {
    let desk = Desk::new();
    let output = desk.publish(&["--out", "site", "--full-history"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("full history"), "{}", stderr(&output));
    assert_eq!(desk.json("site/latest.json")["history"], true);
    let both = desk.publish(&["--out", "b", "--full-history", "--people", "unnamed"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn it_expires_at_the_end_of_the_day_that_is_given() {
    let desk = Desk::new();
    let report = desk.published(&["--out", "site", "--expires", "2999-12-31"]);
    assert_eq!(report["expires"], "3000-01-01T00:00:00Z");
    let over = desk.publish(&["--out", "site", "--expires", "2020-01-01"]);
    assert!(stderr(&over).contains("has expired already"), "{}", stderr(&over));
    let never = desk.refused(&["--out", "site", "--expires", "9999-12-31"]);
    assert!(never.contains("no day that ends"), "{never}");
}

#[test]
fn one_of_folder_and_file_must_be_named() {
    let desk = Desk::new();
    for arguments in [&[][..], &["--out", "a", "--single", "b.html"]] {
        assert_eq!(desk.publish(arguments).status.code(), Some(2));
    }
}

#[test]
fn a_file_that_breaks_the_model_is_refused_with_its_path() {
    let desk = Desk::new();
    fs::write(&desk.file, r#"{"format": "causeway/1", "nodes": {"n": {"kind": "goal"}}}"#).unwrap();
    let refused = desk.refused(&["--out", "site"]);
    assert!(refused.contains("plan.json") && refused.contains("nodes/n/kind"), "{refused}");
    assert!(!desk.path("site").exists());
    let absent =
        causeway(["publish".as_ref(), Path::new("none.json"), "--out".as_ref(), "x".as_ref()]);
    assert_eq!(absent.status.code(), Some(2));
}

#[test]
fn standard_input_is_read_and_a_document_keeps_its_history_only_where_asked() {
    let desk = Desk::new();
    let saved = fed(["convert", "-", "-"], &fs::read(&desk.file).unwrap()).stdout;
    let (app, out) =
        (desk.app.display().to_string(), desk.path("piped.html").display().to_string());
    let output = fed(["publish", "-", "--app", &app, "--single", &out], &saved);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("Retention, version 1"), "{}", stdout(&output));
}

#[test]
fn the_report_speaks_the_language_that_was_asked_for() {
    let desk = Desk::new();
    let output = desk.publish(&["--out", "site", "--lang", "pt-BR"]);
    assert!(stdout(&output).contains("versão 1"), "{}", stdout(&output));
}

#[test]
fn an_app_that_is_not_whole_publishes_nothing() {
    let desk = Desk::new();
    fs::remove_file(desk.app.join("parts-1/a.wasm")).unwrap();
    let refused = desk.refused(&["--out", "site"]);
    assert!(refused.contains("lacks its file parts-1/a.wasm"), "{refused}");
    fs::write(desk.app.join("parts-1/a.wasm"), "wasm").unwrap();
    fs::write(desk.app.join("app-1_bg.wasm"), "older").unwrap();
    let refused = desk.refused(&["--out", "site"]);
    assert!(refused.contains("can't read publications"), "{refused}");
    assert!(!desk.path("site").exists());
}

#[test]
fn older_snapshots_are_said_to_stay_and_pruned_where_that_is_asked() {
    let desk = Desk::new();
    let first = desk.published(&["--out", "site", "--full-history"]);
    let older = first["snapshot"].as_str().unwrap().to_owned();
    desk.says("Revenue");
    let output = desk.publish(&["--out", "site"]);
    let said = stderr(&output);
    assert!(said.contains(&older) && said.contains("holds the full history"), "{said}");
    assert!(desk.path("site").join(&older).exists());

    // What is called as a snapshot of ours is, and isn't one, is somebody else's.
    let other = format!("site/snapshots/{}.automerge", "ab".repeat(32));
    fs::write(desk.path(&other), "other").unwrap();
    fs::write(desk.path("site/snapshots/notes.txt"), "mine").unwrap();
    let pruned = desk.published(&["--out", "site", "--prune"]);
    assert_eq!(pruned["older"], json!([other.strip_prefix("site/").unwrap()]));
    assert!(pruned["pruned"].as_array().unwrap().contains(&older.as_str().into()));
    let mut left: Vec<String> = fs::read_dir(desk.path("site/snapshots"))
        .unwrap()
        .map(|entry| format!("snapshots/{}", entry.unwrap().file_name().display()))
        .collect();
    left.sort();
    let mut expected = [
        other.strip_prefix("site/").unwrap(),
        "snapshots/notes.txt",
        pruned["snapshot"].as_str().unwrap(),
    ];
    expected.sort_unstable();
    assert_eq!(left, expected);
}

#[test]
fn a_key_that_signed_nothing_is_not_left_behind() {
    let desk = Desk::new();
    desk.refused(&["--single", "none/page.html", "--sign", "key.json"]);
    assert!(!desk.path("key.json").exists());
    fs::remove_file(desk.app.join("parts-1/a.wasm")).unwrap();
    desk.refused(&["--out", "site", "--sign", "key.json"]);
    assert!(!desk.path("key.json").exists());
}

/// Publishes as somebody whose new files nobody else may read.
#[cfg(unix)]
fn publish_privately(desk: &Desk, form: &str, name: &str) {
    let publish = format!(
        "umask 077; exec \"$0\" publish {} --app {} {form} {}",
        desk.file.display(),
        desk.app.display(),
        desk.path(name).display()
    );
    let program = command().get_program().to_owned();
    let published = std::process::Command::new("sh").arg("-c").arg(publish).arg(program).status();
    assert!(published.unwrap().success());
}

#[cfg(unix)]
fn mode(desk: &Desk, name: &str) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn everybody_may_read_what_is_published_whatever_the_publishers_other_files_are_like() {
    let desk = Desk::new();
    publish_privately(&desk, "--out", "site");
    for name in ["site/index.html", "site/latest.json", "site/app-1.js"] {
        assert_eq!(mode(&desk, name), 0o644, "{name}");
    }
    for name in ["site", "site/snapshots", "site/parts-1"] {
        assert_eq!(mode(&desk, name), 0o755, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn everybody_may_read_what_is_published_as_one_file_as_well_and_its_next_version() {
    let desk = Desk::new();
    for _ in 0..2 {
        publish_privately(&desk, "--single", "plan.html");
        assert_eq!(mode(&desk, "plan.html"), 0o644);
    }
}

#[test]
fn a_folder_does_not_go_to_standard_output() {
    let desk = Desk::new();
    let refused = desk.refused(&["--out", "-"]);
    assert!(refused.contains("can't go to standard output"), "{refused}");
    assert!(!desk.path("-").exists());
}

#[test]
fn a_version_that_was_changed_after_signing_is_not_gone_on_with() {
    let desk = Desk::new();
    desk.published(&["--out", "site", "--sign", "key.json"]);
    let mut latest = desk.json("site/latest.json");
    latest["sequence"] = 9_007_199_254_740_990_u64.into();
    fs::write(desk.path("site/latest.json"), latest.to_string()).unwrap();
    let refused = desk.refused(&["--out", "site", "--sign", "key.json"]);
    assert!(refused.contains("the signature does not fit"), "{refused}");

    latest["sequence"] = 9_007_199_254_740_991_u64.into();
    latest["key"] = Value::Null;
    latest["signature"] = Value::Null;
    fs::write(desk.path("site/latest.json"), latest.to_string()).unwrap();
    let refused = desk.refused(&["--out", "site"]);
    assert!(refused.contains("can't be gone on with"), "{refused}");
}

#[test]
fn what_is_larger_than_anything_of_ours_is_not_read() {
    let desk = Desk::new();
    fs::create_dir(desk.path("site")).unwrap();
    let huge = |name: &str| fs::File::create(desk.path(name)).unwrap().set_len(1 << 36).unwrap();
    huge("site/latest.json");
    huge("page.html");
    assert!(desk.refused(&["--out", "site"]).contains("can't be gone on with"));
    assert!(desk.refused(&["--single", "page.html"]).contains("is no publication"));
}
