//! Commands on single fields, of any record of the model.

use causeway_model::contested::values_in_conflict;
use causeway_model::schema::Shape;
use causeway_model::{Json, LinkKind, NodeId, NodeKind};
use serde_json::Map;

use crate::apply::check::check_value;
use crate::apply::{keys, place, under};
use crate::place::{Holds, Place};
use crate::refusal::Refusal;
use crate::text::splices;
use crate::write::Writer;

impl Writer<'_> {
    /// Changes a text from what the person saw to what they made of it.
    pub(crate) fn retype(
        &mut self,
        path: &[String],
        base: &str,
        text: &str,
    ) -> Result<(), Refusal> {
        self.check_place(path)?;
        self.edit_text(path, base, &splices(base, text))
    }

    pub(crate) fn set_field(&mut self, path: &[String], value: &Json) -> Result<(), Refusal> {
        self.check_place(path)?;
        self.check_fixed(path)?;
        check_value(path, value)?;
        if let Some((bound, limit)) = bound_around(path) {
            let mut limits = self.limits(bound)?;
            limits.insert(limit.to_owned(), value.clone());
            return self.set_value(bound, Some(&Json::Object(limits)));
        }
        if let [map, node, key] = path
            && (map.as_str(), key.as_str()) == ("nodes", "kind")
            && let Some(kind) = value.as_str().and_then(NodeKind::parse)
        {
            self.check_kind(node, kind)?;
        }
        self.set(path, value)?;
        self.check_link_still_fits(path)
    }

    pub(crate) fn clear_field(&mut self, path: &[String]) -> Result<(), Refusal> {
        self.check_place(path)?;
        self.check_fixed(path)?;
        if Place::at(path).0.is_some_and(|place| place.required) {
            return Err(Refusal::Required { path: place(path) });
        }
        if let Some((bound, limit)) = bound_around(path) {
            let mut limits = self.limits(bound)?;
            limits.remove(limit);
            let left = (!limits.is_empty()).then_some(Json::Object(limits));
            return self.set_value(bound, left.as_ref());
        }
        self.clear(path)
    }

    /// Settles values in conflict by choosing one.
    pub(crate) fn settle(&mut self, path: &[String], choice: &Json) -> Result<(), Refusal> {
        let shown = self.reader().read(path);
        if shown.as_ref().and_then(values_in_conflict).is_none() || !Place::at(path).may_conflict()
        {
            return Err(Refusal::NotInConflict { path: place(path) });
        }
        self.set_field(path, choice)
    }

    /// The format never changes; neither does the id of a workspace that has one.
    fn check_fixed(&self, path: &[String]) -> Result<(), Refusal> {
        let is_fixed = match path {
            [key] if key == "format" => true,
            [key] if key == "workspace" => self.reader().read(path).is_some(),
            _ => false,
        };
        if is_fixed { Err(Refusal::Fixed { path: place(path) }) } else { Ok(()) }
    }

    /// The limits of a bound; none where it is a single number.
    fn limits(&self, bound: &[String]) -> Result<Map<String, Json>, Refusal> {
        match self.reader().read(bound) {
            Some(shown) if values_in_conflict(&shown).is_some() => {
                Err(Refusal::InConflict { path: place(bound) })
            }
            Some(Json::Object(limits)) => Ok(limits),
            _ => Ok(Map::new()),
        }
    }

    /// What makes a link what it is was changed: it must still be one that may be drawn.
    fn check_link_still_fits(&self, path: &[String]) -> Result<(), Refusal> {
        let [map, id, key] = path else { return Ok(()) };
        if map != "links" || !matches!(key.as_str(), "from" | "to" | "type") {
            return Ok(());
        }
        let text = |key| self.reader().read(&keys(["links", id, key]));
        let node = |key| NodeId::new(text(key)?.as_str()?).ok();
        let kind = text("type").and_then(|kind| LinkKind::parse(kind.as_str()?));
        match (kind, node("from"), node("to")) {
            (Some(kind), Some(from), Some(to)) => self.check_link(Some(id), kind, &from, &to),
            _ => Ok(()),
        }
    }

    pub(crate) fn delete_record(&mut self, path: &[String]) -> Result<(), Refusal> {
        self.check_record(path)?;
        self.bury(path)
    }

    pub(crate) fn restore_record(&mut self, path: &[String]) -> Result<(), Refusal> {
        self.check_record(path)?;
        self.clear(&under(path, "deleted"))
    }

    /// A record that can be deleted, and is there.
    fn check_record(&self, path: &[String]) -> Result<(), Refusal> {
        match Place::at(path).0.map(|place| place.shape) {
            Some(Shape::Record(record)) if record.field("deleted").is_some() => {}
            _ => return Err(Refusal::Unknown { path: place(path) }),
        }
        match self.reader().read(path) {
            Some(_) => Ok(()),
            None => Err(Refusal::Absent { path: place(path) }),
        }
    }

    pub(crate) fn delete_all<I: AsRef<str>>(
        &mut self,
        map: &str,
        ids: &[I],
    ) -> Result<(), Refusal> {
        ids.iter().try_for_each(|id| self.delete_record(&keys([map, id.as_ref()])))
    }

    pub(crate) fn restore_all<I: AsRef<str>>(
        &mut self,
        map: &str,
        ids: &[I],
    ) -> Result<(), Refusal> {
        ids.iter().try_for_each(|id| self.restore_record(&keys([map, id.as_ref()])))
    }

    /// Writes a new record whole.
    pub(crate) fn add_record(&mut self, path: &[String], json: &Json) -> Result<(), Refusal> {
        self.check_free(path)?;
        check_value(path, json)?;
        self.write_record(path, json)
    }

    /// Writes a record that was judged; it takes the form that an import would give it.
    pub(crate) fn write_record(&mut self, path: &[String], json: &Json) -> Result<(), Refusal> {
        let Some((id, parents)) = path.split_last() else { return Ok(()) };
        let maps = self.open(parents)?;
        let Some(target) = maps.last() else { return Ok(()) };
        let mut importer = crate::import::Importer::at(parents);
        importer.put(self.auto, target, id, json, Place::at(parents))?;
        self.disputes.append(&mut importer.disputes);
        self.made(path);
        Ok(())
    }
}

/// The bound that a path leads into, and which limit of it.
fn bound_around(path: &[String]) -> Option<(&[String], &str)> {
    let (limit, bound) = path.split_last()?;
    let place = Place::at(bound);
    let is_bound =
        place.holds() == Holds::Value && place.0.is_some_and(|place| place.shape == Shape::Bound);
    is_bound.then_some((bound, limit))
}
