//! Commands on people.

use causeway_model::PersonId;
use causeway_model::time::print_instant;
use serde_json::json;

use crate::apply::keys;
use crate::refusal::Refusal;
use crate::write::Writer;

impl Writer<'_> {
    pub(crate) fn add_person(&mut self, person: &PersonId, name: &str) -> Result<(), Refusal> {
        self.add_record(&keys(["people", person.as_str()]), &json!({ "name": name }))
    }

    pub(crate) fn claim_actor(&mut self, person: &PersonId) -> Result<(), Refusal> {
        let actor = self.auto.get_actor().to_hex_string();
        let since = print_instant(self.stamp.now);
        let json = json!({ "person": person.as_str(), "since": since });
        self.set(&keys(["actors", &actor]), &json)
    }
}
