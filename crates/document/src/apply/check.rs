//! What must be so before a command is carried out.

use causeway_model::schema::Shape;
use causeway_model::{Json, NodeId, NodeKind, Path, Problem, Rule, read};
use serde_json::Map;

use crate::apply::{keys, place, under};
use crate::place::Place;
use crate::refusal::Refusal;
use crate::write::Writer;

impl Writer<'_> {
    /// A node that is there and not deleted, and what it is.
    pub(crate) fn live_node(&self, node: &NodeId) -> Result<NodeKind, Refusal> {
        let path = keys(["nodes", node.as_str()]);
        let kind = self.reader().read(&under(&path, "kind"));
        let kind = kind.as_ref().and_then(Json::as_str).and_then(NodeKind::parse);
        let kind = kind.ok_or_else(|| Refusal::Absent { path: place(&path) })?;
        self.check_undeleted(&path)?;
        Ok(kind)
    }

    pub(crate) fn check_undeleted(&self, record: &[String]) -> Result<(), Refusal> {
        match self.reader().read(&under(record, "deleted")) {
            Some(_) => Err(Refusal::Deleted { path: place(record) }),
            None => Ok(()),
        }
    }

    /// A place of the model in a record that is there, where it must be, and not deleted.
    pub(crate) fn check_place(&self, path: &[String]) -> Result<(), Refusal> {
        let unknown = || Refusal::Unknown { path: place(path) };
        if path.is_empty() || Place::at(path).0.is_none() {
            return Err(unknown());
        }
        for depth in 1..path.len() {
            let (record, key) = (&path[..depth], &path[depth]);
            let is_deletable = matches!(
                Place::at(record).0.map(|place| place.shape),
                Some(Shape::Record(shape)) if shape.field("deleted").is_some()
            );
            if is_deletable && key != "deleted" {
                self.check_undeleted(record)?;
            }
        }
        let [map, id, ..] = path else { return Ok(()) };
        let needs = match map.as_str() {
            "nodes" => "kind",
            "links" => "type",
            _ => return Ok(()),
        };
        match self.reader().read(&keys([map, id, needs])) {
            Some(_) => Ok(()),
            None => Err(Refusal::Absent { path: place(&path[..2]) }),
        }
    }

    /// A record that isn't there yet.
    pub(crate) fn check_free(&self, path: &[String]) -> Result<(), Refusal> {
        match self.reader().read(path) {
            Some(_) => Err(Refusal::Taken { path: Path(path.to_vec()) }),
            None => Ok(()),
        }
    }
}

/// A value that follows the model at its place.
pub(crate) fn check_value(path: &[String], value: &Json) -> Result<(), Refusal> {
    let tree = path
        .iter()
        .rev()
        .fold(value.clone(), |inner, key| Json::Object(Map::from_iter([(key.clone(), inner)])));
    let concerns = |problem: &Problem| {
        let found = problem.path.keys();
        let is_missing = problem.rule == Rule::Required;
        found.starts_with(path) || (path.starts_with(found) && !is_missing)
    };
    match read::workspace(&tree).problems.into_iter().find(concerns) {
        Some(Problem { path, rule, found }) => Err(Refusal::Invalid { path, rule, found }),
        None => Ok(()),
    }
}
