//! Every template that the app offers is a sound file, and in the list that the app reads first.

use std::fs;
use std::path::PathBuf;

use causeway_model::{Json, file};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../public/templates")
}

#[test]
fn the_list_names_every_template_and_its_title() {
    let index: Json =
        serde_json::from_slice(&fs::read(folder().join("index.json")).unwrap()).unwrap();
    let index = index.as_array().unwrap();
    assert_eq!(fs::read_dir(folder()).unwrap().count(), index.len() + 1);
    for entry in index {
        let name = entry["file"].as_str().unwrap();
        let read = file::parse(fs::read(folder().join(name)).unwrap());
        let file = read.unwrap_or_else(|refused| panic!("{name}:\n{refused}"));
        assert_eq!(file.workspace.title.one(), entry["title"].as_str(), "{name}");
        assert!(!file.workspace.nodes.is_empty(), "{name}");
        assert_eq!(file::parse(file::print(&file.tree)), Ok(file), "{name}");
    }
}
