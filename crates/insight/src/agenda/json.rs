//! The form `causeway-agenda/1`.

use causeway_model::Json;
use serde_json::json;

use crate::agenda::{Agenda, Item};

impl Agenda {
    /// The public JSON form.
    pub fn to_json(&self) -> Json {
        let items = |items: &[Item]| items.iter().map(item).collect::<Vec<_>>();
        json!({
            "format": "causeway-agenda/1",
            "as_of": self.as_of.to_string(),
            "title": self.title,
            "minutes": self.minutes,
            "items": items(&self.items),
            "by_exception": items(&self.by_exception),
            "not_discussed": items(&self.not_discussed),
        })
    }
}

fn item(item: &Item) -> Json {
    json!({
        "section": item.section.as_str(),
        "subject": item.subject,
        "codes": item.codes,
        "severity": item.severity.as_str(),
        "title": item.title,
        "text": item.text,
        "people": item.people,
        "minutes": item.minutes,
        "outcome": item.outcome.as_str(),
    })
}
