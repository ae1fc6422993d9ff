//! Commands on nodes.

use causeway_model::time::print_date;
use causeway_model::{Date, NodeId, NodeKind, PersonId};
use serde_json::json;

use crate::apply::check::check_value;
use crate::apply::{keys, number, under};
use crate::command::Point;
use crate::refusal::Refusal;
use crate::write::{Writer, same};

impl Writer<'_> {
    pub(crate) fn create_node(
        &mut self,
        node: &NodeId,
        kind: NodeKind,
        title: &str,
        position: Option<Point>,
    ) -> Result<(), Refusal> {
        let mut json = json!({ "kind": kind.as_str(), "title": title });
        if let Some(Point { x, y }) = position {
            json["position"] = json!({ "x": number(x), "y": number(y) });
        }
        self.add_record(&keys(["nodes", node.as_str()]), &json)
    }

    /// Both coordinates are written, even if one is as it was: of two people who move a node at
    /// once one wins, and the node stands where that one put it.
    pub(crate) fn move_nodes(&mut self, places: &[(NodeId, Option<Point>)]) -> Result<(), Refusal> {
        for (node, point) in places {
            self.live_node(node)?;
            let path = keys(["nodes", node.as_str(), "position"]);
            let Some(Point { x, y }) = *point else {
                self.clear(&path)?;
                continue;
            };
            let json = json!({ "x": number(x), "y": number(y) });
            check_value(&path, &json)?;
            if same(self.reader().read(&path).as_ref(), Some(&json)) {
                continue;
            }
            self.rewrite(&under(&path, "x"), &json["x"])?;
            self.rewrite(&under(&path, "y"), &json["y"])?;
        }
        Ok(())
    }

    pub(crate) fn set_owner(
        &mut self,
        node: &NodeId,
        owner: Option<&PersonId>,
    ) -> Result<(), Refusal> {
        self.live_node(node)?;
        let owner = owner.map(|owner| owner.as_str().into());
        self.set_value(&keys(["nodes", node.as_str(), "owner"]), owner.as_ref())
    }

    pub(crate) fn add_observation(
        &mut self,
        node: &NodeId,
        on: Date,
        value: f64,
        remark: &str,
    ) -> Result<(), Refusal> {
        self.live_node(node)?;
        let path = observation(node, on);
        let mut json = json!({
            "value": number(value),
            "entered": print_date(self.stamp.now.date_naive()),
        });
        if let Some(person) = &self.stamp.person {
            json["by"] = person.as_str().into();
        }
        check_value(&path, &json)?;
        self.clear(&under(&path, "deleted"))?;
        self.set(&path, &json)?;
        self.set_text(&under(&path, "note"), remark)
    }

    pub(crate) fn remove_observation(&mut self, node: &NodeId, on: Date) -> Result<(), Refusal> {
        self.live_node(node)?;
        self.delete_record(&observation(node, on))
    }

    pub(crate) fn archive(&mut self, node: &NodeId, reason: &str) -> Result<(), Refusal> {
        self.live_node(node)?;
        let path = keys(["nodes", node.as_str(), "archived"]);
        self.set(&path, &self.stamp.signed())?;
        self.set_text(&under(&path, "reason"), reason)
    }

    pub(crate) fn unarchive(&mut self, node: &NodeId) -> Result<(), Refusal> {
        self.live_node(node)?;
        self.clear(&keys(["nodes", node.as_str(), "archived"]))
    }
}

fn observation(node: &NodeId, on: Date) -> Vec<String> {
    keys(["nodes", node.as_str(), "metric", "observations", &print_date(on)])
}
