//! The form `causeway-brief/1`: the page as it reads, table by table.

use causeway_model::Json;
use serde_json::json;

use crate::{brief::Brief, table::Table};

impl Brief {
    /// The public JSON form.
    pub fn to_json(&self) -> Json {
        json!({
            "format": "causeway-brief/1",
            "as_of": self.as_of.to_string(),
            "since": self.since.to_string(),
            "language": self.language,
            "title": self.title,
            "line": self.line,
            "lead": self.lead,
            "tables": self.tables().map(table).collect::<Vec<_>>(),
        })
    }
}

fn table(table: &Table) -> Json {
    json!({"title": table.title, "head": table.head, "rows": table.rows})
}
