//! The brief as Markdown.

use crate::{
    brief::Brief,
    table::{Table, escaped},
};

impl Brief {
    /// The brief as Markdown.
    pub fn to_markdown(&self) -> String {
        let (title, line, lead) = (&self.title, &self.line, &self.lead);
        let tables: String = self.tables().map(Table::to_markdown).collect();
        format!("# {}\n\n{}\n\n**{}**\n{tables}", escaped(title), escaped(line), escaped(lead))
    }
}
