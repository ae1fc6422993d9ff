//! What people do, at random.

use causeway_document::{Command, NewLink, Point, Splice};
use causeway_model::schema::{self, KeyKind, Pattern, Shape};
use causeway_model::{Date, Json, LinkKind, NodeId, NodeKind, Path, PersonId};
use causeway_testkit::network::{Network, Who};
use serde_json::json;

use crate::world::{LINKS, NODES, PEOPLE, RANKED};

/// A command, and what is typed by it: a place and a value.
pub(crate) type Step = (Command, Option<(Path, Json)>);

/// All places of the model that hold values and can be filled.
pub(crate) fn places() -> Vec<Pattern> {
    let mut patterns = schema::patterns();
    patterns.retain(|pattern| {
        let is_leaf = !matches!(
            pattern.place.shape,
            Shape::Record(_) | Shape::Map { .. } | Shape::Set { .. }
        );
        let is_given = match pattern.path.as_slice() {
            ["format" | "workspace"] | ["nodes", "*", "kind"] => true,
            ["links", "*", key] => ["from", "to", "type"].contains(key),
            // Nothing is edited in what is deleted; deleting is a step of its own.
            path => path.contains(&"deleted"),
        };
        is_leaf && !is_given
    });
    patterns
}

/// The next step, numbered so that what is typed is told from what others type.
pub(crate) fn next(net: &mut Network, who: Who, number: i64, place: &Pattern) -> Step {
    let node = node(net.one_of(&NODES));
    let word = if number % 5 == 0 { format!("w{number}😀") } else { format!("w{number}") };
    match net.below(20) {
        0..=6 => fill(net, number, place),
        7 => {
            let at = text_at(&node, net);
            let base = shown(net, who, &at);
            let text = format!("{base} {word}");
            (Command::EditText { path: at.clone(), base, text }, Some((at, json!(word))))
        }
        8 => {
            let at = text_at(&node, net);
            let base = shown(net, who, &at);
            let typed = Splice { at: 0, delete: 0, insert: word.clone() };
            let splices = vec![typed];
            (Command::SpliceText { path: at.clone(), base, splices }, Some((at, json!(word))))
        }
        9 => {
            let at = of_node(&node, "title");
            let base = shown(net, who, &at);
            (Command::RenameNode { node, base, title: word.clone() }, Some((at, json!(word))))
        }
        10 => {
            let owner = net.one_of(&PEOPLE);
            let at = of_node(&node, "owner");
            let command = Command::SetOwner { node, owner: PersonId::new(owner).ok() };
            (command, Some((at, json!(owner))))
        }
        11 => (draw(net), None),
        12 => (delete_or_restore(net, node), None),
        13 => {
            let after = net.one_of(&[None, Some(RANKED[0]), Some(RANKED[1])]);
            let after = after.map(self::node);
            (Command::RankNode { node: self::node(net.one_of(&RANKED)), after }, None)
        }
        14 => {
            let x = f64::from(u16::try_from(number % 1_000).unwrap());
            (Command::MoveNodes { places: vec![(node, Some(Point { x, y: 0.5 }))] }, None)
        }
        15 => create(net, number, word),
        16 => observe(net, number, node),
        17 => {
            let path =
                concrete(net.one_of(&["nodes/*/owner", "nodes/*/metric", "nodes/*/contract"]), net);
            (Command::ClearField { path }, None)
        }
        18 => {
            let at = of_node(&node, "owner");
            (Command::SettleConflict { path: at.clone(), choice: json!("ana") }, None)
        }
        _ => (
            Command::ArchiveNode { node: node.clone(), reason: word.clone() },
            Some((Path::of(["nodes", node.as_str(), "archived", "reason"]), json!(word))),
        ),
    }
}

fn node(id: &str) -> NodeId {
    NodeId::new(id).unwrap()
}

fn of_node(node: &NodeId, key: &str) -> Path {
    Path::of(["nodes", node.as_str(), key])
}

fn text_at(node: &NodeId, net: &mut Network) -> Path {
    let summary = Path::of(["summary"]);
    let choices = [of_node(node, "title"), of_node(node, "description"), summary];
    net.one_of(&choices)
}

/// The text as a person sees it; where there are several, they don't begin to edit it.
fn shown(net: &mut Network, who: Who, at: &Path) -> String {
    let text = net.document(who).and_then(|document| document.read(at));
    text.as_ref().and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// Fills a place that the model has, often for the first time.
fn fill(net: &mut Network, number: i64, pattern: &Pattern) -> Step {
    let value = value(pattern.place.shape, number);
    let path = concrete(&pattern.path.join("/"), net);
    let path_and_value = (path.clone(), value.clone());
    (Command::SetField { path, value }, Some(path_and_value))
}

/// Keys for the stars of a pattern, from few, so that people meet.
fn concrete(pattern: &str, net: &mut Network) -> Path {
    let mut keys: Vec<&str> = Vec::new();
    for key in pattern.split('/') {
        let kind = match schema::find(&keys).map(|place| place.shape) {
            Some(Shape::Map { key, .. } | Shape::Set { key }) => Some(key),
            _ => None,
        };
        keys.push(match (kind, keys.as_slice()) {
            (None, _) => key,
            (Some(_), ["nodes"]) => net.one_of(&NODES),
            (Some(_), ["links"]) => net.one_of(&LINKS),
            (Some(KeyKind::Id), _) => net.one_of(&["r1", "r2"]),
            (Some(KeyKind::Date), _) => net.one_of(&["2026-03-31", "2026-04-30"]),
            (Some(KeyKind::Actor), _) => "abcd",
            (Some(KeyKind::Text), _) => "any text",
        });
    }
    Path::of(keys)
}

/// A value for a place; different ones for different numbers where the place has enough of them.
fn value(shape: Shape, number: i64) -> Json {
    let (month, day) = (number % 12 + 1, number / 12 % 28 + 1);
    match shape {
        Shape::Text | Shape::String | Shape::Free => json!(format!("w{number}")),
        Shape::Bool => json!(true),
        Shape::Number | Shape::Integer | Shape::Bound => json!(number),
        Shape::Positive | Shape::Count => json!(number + 1),
        Shape::Level => json!(number % 5 + 1),
        Shape::Strength => {
            json!(["weak", "moderate", "strong"][usize::try_from(number % 3).unwrap()])
        }
        Shape::Date => json!(format!("2026-{month:02}-{day:02}")),
        Shape::Instant => json!(format!("2026-{month:02}-{day:02}T10:00:00Z")),
        Shape::Id => json!(format!("id-{number}")),
        Shape::Currency => json!(["EUR", "BRL", "USD"][usize::try_from(number % 3).unwrap()]),
        Shape::Enum(words) => json!(words[usize::try_from(number).unwrap() % words.len()]),
        Shape::Record(_) | Shape::Map { .. } | Shape::Set { .. } => unreachable!("not a leaf"),
    }
}

/// One of few links, so that the same one is drawn twice.
fn draw(net: &mut Network) -> Command {
    let (kind, from, to) = net.one_of(&[
        (LinkKind::Causes, "speed", "nrr"),
        (LinkKind::Causes, "rollout", "support"),
        (LinkKind::Serves, "margin", "growth"),
        (LinkKind::DependsOn, "speed", "support"),
    ]);
    Command::LinkNodes(NewLink::between(kind, node(from), node(to)))
}

fn delete_or_restore(net: &mut Network, node: NodeId) -> Command {
    match net.below(4) {
        0 => Command::DeleteNodes { nodes: vec![node] },
        1 | 2 => Command::RestoreNodes { nodes: vec![node] },
        _ => Command::DeleteRecord { path: Path::of(["decisions", net.one_of(&["r1", "r2"])]) },
    }
}

/// A node of its own, or one that another may make at the same moment.
fn create(net: &mut Network, number: i64, title: String) -> Step {
    let own = format!("new-{number}");
    let id = if net.below(2) == 0 { "new".to_owned() } else { own };
    let at = Path::of(["nodes", &id, "title"]);
    let kind = net.one_of(&[NodeKind::Kpi, NodeKind::Driver, NodeKind::Initiative, NodeKind::Risk]);
    let typed = (at, json!(title));
    let node = node(&id);
    (Command::CreateNode { node, kind, title, position: None, link: None }, Some(typed))
}

fn observe(net: &mut Network, number: i64, node: NodeId) -> Step {
    let day = net.one_of(&[1, 2]);
    let on = Date::from_ymd_opt(2026, 1, day).unwrap();
    let keys =
        ["nodes", node.as_str(), "metric", "observations", &format!("2026-01-{day:02}"), "value"];
    let typed = (Path::of(keys), json!(number));
    let value = f64::from(i32::try_from(number).unwrap());
    (Command::AddObservation { node, on, value, note: String::new() }, Some(typed))
}
