//! Worked cases to begin from: `public/templates/`, with a list that draws each without opening it.

use causeway_model::time::parse_date;
use causeway_model::{Date, Json};

use super::Sketch;

/// A workspace to begin from.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its file, beside the list of templates.
    pub file: String,
    /// Its title, in the language it is written in.
    pub title: String,
    /// The day on which its story is told.
    pub as_of: Option<Date>,
    /// The picture of its map.
    pub sketch: Option<Sketch>,
}

/// The templates of a list; an entry without a file or a title is left out.
pub(super) fn read_list(bytes: &[u8]) -> Vec<Template> {
    let list: Json = serde_json::from_slice(bytes).unwrap_or_default();
    list.as_array().into_iter().flatten().filter_map(read).collect()
}

fn read(template: &Json) -> Option<Template> {
    let text = |key: &str| template.get(key)?.as_str();
    Some(Template {
        file: text("file")?.to_owned(),
        title: text("title")?.to_owned(),
        as_of: text("as_of").and_then(parse_date),
        sketch: template.get("sketch").and_then(Sketch::read),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use causeway_canvas::{LayoutCard, Placed, arrange};
    use causeway_insight::Derived;
    use causeway_model::{NodeId, Workspace, file};
    use serde_json::json;

    use super::*;

    /// In the order in which they are offered, with the day of each story.
    const ALL: [(&str, &str); 7] = [
        ("saas-retention.json", "2026-03-31"),
        ("hospital-margin.json", "2026-03-31"),
        ("green-dashboard.json", "2026-03-31"),
        ("savings-against-speed.json", "2026-03-31"),
        ("trade-off-decided.json", "2026-03-31"),
        ("retail-capacity.json", "2026-03-31"),
        ("okr.json", "2026-03-31"),
    ];

    fn folder() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("public/templates")
    }

    fn sketch(workspace: &Workspace, as_of: Date) -> Sketch {
        let nodes = workspace.nodes.iter();
        let card = |id: &NodeId, kind| LayoutCard { id: id.clone(), kind, placed: None };
        let cards: Vec<_> = nodes.map(|(id, node)| card(id, node.kind)).collect();
        let links = workspace.links.values();
        let ends: Vec<_> = links.map(|link| (link.from.clone(), link.to.clone())).collect();
        let (places, derived) = (arrange(&cards, &ends), Derived::of(workspace, as_of));
        let at: BTreeMap<_, _> =
            cards.iter().enumerate().map(|(at, card)| (&card.id, at)).collect();
        let drawn = cards.iter().map(|card| {
            let on_map = Placed { kind: card.kind, centre: places[&card.id] };
            (on_map, derived.status(&card.id).status)
        });
        let links = ends.iter().map(|(from, to)| (at[from], at[to])).collect();
        Sketch::of(drawn.collect(), links)
    }

    fn entry((name, day): (&str, &str)) -> Json {
        let bytes = fs::read(folder().join(name)).unwrap();
        let workspace = file::parse(&bytes).unwrap().workspace;
        let picture = sketch(&workspace, parse_date(day).unwrap()).note();
        json!({"file": name, "title": workspace.title.shown(), "as_of": day, "sketch": picture})
    }

    #[test]
    fn the_list_of_templates_draws_each_as_its_map_is() {
        let list = folder().join("index.json");
        let made = serde_json::to_string(&ALL.map(entry)).unwrap() + "\n";
        if std::env::var_os("CAUSEWAY_WRITE").is_some() {
            fs::write(&list, &made).unwrap();
        }
        let kept = fs::read_to_string(list).unwrap();
        assert_eq!(
            kept, made,
            "CAUSEWAY_WRITE=1 cargo test -p causeway-app templates writes it anew"
        );
        assert!(read_list(kept.as_bytes()).iter().all(|template| template.sketch.is_some()));
    }

    #[test]
    fn every_template_is_listed() {
        let files = fs::read_dir(folder()).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name != "index.json").collect();
        let mut listed = ALL.map(|(name, _)| name.to_owned()).to_vec();
        names.sort();
        listed.sort();
        assert_eq!(names, listed);
    }

    #[test]
    fn an_entry_without_a_file_is_left_out() {
        assert_eq!(read_list(br#"[{"title": "A"}, 7, {"file": "b.json", "title": "B"}]"#).len(), 1);
        assert_eq!(read_list(b"no list"), Vec::new());
    }
}
