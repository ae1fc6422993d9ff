//! The brief as Markdown.

use crate::brief::{Brief, Table};

impl Brief {
    /// The brief as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut text = format!(
            "# {}\n\n{}\n\n**{}**\n",
            escaped(&self.title),
            escaped(&self.line),
            escaped(&self.lead)
        );
        for table in &self.tables {
            text.push_str(&format_table(table));
        }
        text
    }
}

fn format_table(table: &Table) -> String {
    let row = |cells: &[String]| {
        format!("| {} |\n", cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | "))
    };
    let rule = format!("|{}\n", " --- |".repeat(table.head.len()));
    let rows: String = table.rows.iter().map(|cells| row(cells)).collect();
    format!("\n## {}\n\n{}{rule}{rows}", escaped(&table.title), row(&table.head))
}

/// What people typed must not become markup, or break a row.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => safe.push(' '),
            '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' => {
                safe.push('\\');
                safe.push(letter);
            }
            _ => safe.push(letter),
        }
    }
    safe
}
