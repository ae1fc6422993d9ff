use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read as _;

use causeway_model::time::parse_instant;
use flate2::read::GzDecoder;

use super::*;
use crate::{Draft, Files, PublicationId, folder};

const HOSTILE: &str =
    "</title></script><script>alert(1)</script><img src=x onerror=alert(2)> \u{2028}\"'&";

/// An app as the build makes it, but small.
fn app() -> Files<'static> {
    let files: [(&str, &str); 12] = [
        (
            "index.html",
            r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="description" content="The app." />
    <title>Causeway</title>
    <link rel="manifest" href="manifest.webmanifest" />
    <link rel="icon" href="icons/icon.svg" />
    <link rel="stylesheet" href="./base-1.css" integrity="sha384-x"/>
<script type="module">
import init from './causeway-app-1.js';
await init({ module_or_path: './causeway-app-1_bg.wasm' });
</script>
  <script type="application/json">["./parts-1/parts.js","./parts-1/split_home.wasm"]</script></head>
  <body></body>
</html>
"#,
        ),
        ("base-1.css", "@font-face { src: url(\"fonts/a.woff2\") format(\"woff2\"); }"),
        ("fonts/a.woff2", "font"),
        ("fonts/LICENSE-atkinson-hyperlegible-next.txt", "OFL"),
        ("fonts/LICENSE-newsreader.txt", "OFL"),
        ("icons/icon.svg", "<svg/>"),
        ("rescue.js", "// rescue </script>"),
        ("sw.js", "// worker"),
        ("causeway-app-1_bg.wasm", "main wasm: causeway-publication"),
        ("parts-1/split_home.wasm", "home wasm"),
        (
            "parts-1/parts.js",
            "import { initSync } from \"../causeway-app-1.js\";\n\
             export const __wasm_split_load_home = wrapAsyncCb(makeLoad(() => {\n    \
             const src = fetch(new URL(\"./split_home.wasm\", import.meta.url));\n    \
             return async (imports) => (instantiate(src, imports));\n}, []));\n",
        ),
        (
            "causeway-app-1.js",
            "import * as import1 from \"./parts-1/parts.js\"\n\
             export class Source {}\n\
             function initSync(module) {}\n\
             async function __wbg_init(options) {}\n\
             export { initSync, __wbg_init as default };\n",
        ),
    ];
    files
        .into_iter()
        .map(|(name, text)| (name.to_owned(), Cow::Borrowed(text.as_bytes())))
        .collect()
}

fn latest(title: &str) -> Latest {
    let created = parse_instant("2026-11-30T12:00:00Z").unwrap();
    let draft = Draft { title: title.to_owned(), history: false, created, expires: None };
    Latest::first(PublicationId([1; 16]), draft, b"snapshot")
}

/// What stands in the element that begins so.
fn element<'p>(page: &'p str, start: &str) -> &'p str {
    let (_, rest) = page.split_once(start).unwrap();
    rest.split_once("</script>").unwrap().0
}

#[test]
fn a_page_in_one_file_holds_everything_and_names_nothing_outside() {
    let page = single(&app(), &latest("Retention"), b"snapshot").unwrap();
    let packed = element(&page, "data-file=\"split_home.wasm\">");
    let mut unpacked = String::new();
    let packed = STANDARD.decode(packed).unwrap();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, "home wasm");
    assert_eq!(element(&page, "id=\"causeway-snapshot\">"), STANDARD.encode("snapshot"));
    for outside in [
        " src=\"",
        "href=\"./",
        "fetch(",
        "import.meta",
        "url(\"fonts",
        "connect-src",
        "\nimport ",
        "\nexport ",
    ] {
        assert!(!page.contains(outside), "{outside} in {page}");
    }
    assert!(page.contains("inlined(\"split_home.wasm\")"));
    assert!(page.contains("await inlined(\"causeway-app-1_bg.wasm\")"));
    assert!(page.contains("const import1 = parts;"));
}

#[test]
fn a_page_in_one_file_runs_only_the_scripts_that_its_policy_names() {
    let page = single(&app(), &latest(HOSTILE), b"snapshot").unwrap();
    let script = element(&page, "<script type=\"module\">");
    let rescue = element(&page, "id=\"causeway-rescue\">");
    for script in [script, rescue] {
        let hash = STANDARD.encode(crate::Hash::of(script.as_bytes()).0);
        assert!(page.contains(&format!("'sha256-{hash}'")), "{script}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn a_hostile_title_stays_a_title_in_both_forms() {
    let (app, latest) = (app(), latest(HOSTILE));
    let plain = single(&app, &self::latest("Retention"), b"snapshot").unwrap();
    let page = single(&app, &latest, b"snapshot").unwrap();
    let elements = |page: &str| page.matches('<').count();
    assert_eq!(elements(&page), elements(&plain));
    assert_eq!(latest_in(&page).unwrap().unwrap(), latest);

    let files: BTreeMap<_, _> = folder(&app, &latest, b"snapshot").unwrap().into_iter().collect();
    let page = String::from_utf8(files["index.html"].to_vec()).unwrap();
    assert!(!page.contains("alert(1)<") && !page.contains("<img"), "{page}");
    assert_eq!(Latest::parse(&files["latest.json"]).unwrap(), latest);
}

#[test]
fn a_folder_names_its_newest_version_last_and_holds_what_the_page_names() {
    let latest = latest("Retention");
    let app = app();
    let files = folder(&app, &latest, b"snapshot").unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let snapshot = latest.snapshot();
    assert_eq!(
        names,
        [
            "base-1.css",
            "causeway-app-1.js",
            "causeway-app-1_bg.wasm",
            "fonts/LICENSE-atkinson-hyperlegible-next.txt",
            "fonts/LICENSE-newsreader.txt",
            "fonts/a.woff2",
            "icons/icon.svg",
            "parts-1/parts.js",
            "parts-1/split_home.wasm",
            "rescue.js",
            snapshot.as_str(),
            "index.html",
            "latest.json",
        ]
    );
    let page = files.iter().find(|(name, _)| name == "index.html").unwrap();
    let page = String::from_utf8(page.1.to_vec()).unwrap();
    assert!(page.contains("<meta name=\"causeway-publication\" content=\"latest.json\" />"));
    assert!(page.contains("<title>Retention</title>"));
    assert!(!page.contains("manifest") && !page.contains("The app."), "{page}");
    // The policy stands before whatever it is to hold for.
    assert!(page.find("Content-Security-Policy") < page.find("<link"));
}

#[test]
fn files_that_are_not_as_the_build_makes_them_are_refused() {
    let mut lacking = app();
    lacking.remove("parts-1/split_home.wasm");
    let missing = Err(Unfit::Missing("parts-1/split_home.wasm".to_owned()));
    assert_eq!(single(&lacking, &latest(""), b""), missing);

    let mut old = app();
    old.insert("causeway-app-1_bg.wasm".to_owned(), Cow::Borrowed(b"main wasm"));
    assert_eq!(single(&old, &latest(""), b""), Err(Unfit::CannotRead));

    let mut other = app();
    let code = "import { x } from \"./snippets/x.js\"\nfunction initSync() {}\nasync function __wbg_init() {}";
    other.insert("causeway-app-1.js".to_owned(), Cow::Borrowed(code.as_bytes()));
    assert!(matches!(single(&other, &latest(""), b""), Err(Unfit::Unexpected { .. })));
    assert!(matches!(single(&Files::new(), &latest(""), b""), Err(Unfit::Missing(_))));
}
