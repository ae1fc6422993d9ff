//! Adds many records at once.

use causeway_model::schema::Shape;
use causeway_model::{Json, Problem, read};

use crate::apply::{keys, place};
use crate::place::Place;
use crate::refusal::Refusal;
use crate::write::Writer;

impl Writer<'_> {
    /// Adds the records of a fragment, all or none.
    pub(crate) fn paste(&mut self, fragment: &Json) -> Result<(), Refusal> {
        if let Some(problem) = read::workspace(fragment).problems.into_iter().next() {
            let Problem { path, rule, found } = problem;
            return Err(Refusal::Invalid { path, rule, found });
        }
        for (map, records) in fragment.as_object().into_iter().flatten() {
            if map == "format" {
                continue;
            }
            let place_of_map = Place::at(&[map]).0.map(|place| place.shape);
            let (Some(Shape::Map { .. }), Json::Object(records)) = (place_of_map, records) else {
                return Err(Refusal::Unknown { path: place(&keys([map])) });
            };
            for (id, json) in records {
                let path = keys([map, id]);
                self.check_free(&path)?;
                self.write_record(&path, json)?;
            }
        }
        Ok(())
    }
}
