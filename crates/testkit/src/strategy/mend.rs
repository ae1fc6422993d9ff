//! Makes a drawn tree follow the rules that span several values.

use causeway_model::{Json, LinkKind, NodeKind};
use serde_json::{Map, json};

/// Names the format, and gives links ends that their types allow.
pub(super) fn mend(mut tree: Json) -> Json {
    tree["format"] = json!("causeway/1");
    let nodes = tree.get("nodes").and_then(Json::as_object).cloned().unwrap_or_default();
    let links = tree.get_mut("links").and_then(Json::as_object_mut);
    for (_, link) in links.into_iter().flatten() {
        if link["from"] == link["to"] {
            link["to"] = json!("elsewhere");
        }
        if !is_allowed(link, &nodes) {
            link["type"] = json!("depends_on");
        }
    }
    tree
}

/// Whether a link's type allows the kinds of its ends, as far as these exist.
fn is_allowed(link: &Json, nodes: &Map<String, Json>) -> bool {
    let kind = |end: &str| NodeKind::parse(nodes.get(link[end].as_str()?)?["kind"].as_str()?);
    let joins = |from, to| Some(LinkKind::parse(link["type"].as_str()?)?.joins(from, to));
    kind("from").zip(kind("to")).and_then(|(from, to)| joins(from, to)).unwrap_or(true)
}
