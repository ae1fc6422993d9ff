//! A page for a terminal: headings, entries and tables that fit its width.
//!
//! What people typed is shown as text and never reaches the terminal as a command.

mod columns;
mod entry;
mod paint;

use causeway_insight::table::Table;

pub(crate) use entry::Entry;
pub(crate) use paint::Tone;

use crate::page::paint::{painted, safe};

/// Narrower than that nothing can be laid out; the terminal then breaks the lines.
const NARROWEST: usize = 40;

/// What is on a page, from top to bottom.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// The title of the page or of a part of it.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that is to be read first.
    Strong(String),
    /// Findings, or items of an agenda.
    Entries(Vec<Entry>),
    /// A table, under its title.
    Table(Table),
}

impl Page {
    /// A page with this title.
    pub(crate) fn titled(title: &str) -> Self {
        Self { blocks: vec![Block::Heading(title.to_owned())] }
    }

    /// Adds to its end.
    pub(crate) fn add(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// The page as text of this width, with the codes of a terminal for its colours.
    pub(crate) fn painted(&self, width: usize) -> String {
        let width = width.max(NARROWEST);
        let blocks: Vec<String> = self.blocks.iter().map(|block| block.painted(width)).collect();
        blocks.join("\n")
    }
}

impl Block {
    fn painted(&self, width: usize) -> String {
        match self {
            Self::Heading(text) => wrapped(Tone::Heading, text, width),
            Self::Text(text) => wrapped(Tone::Plain, text, width),
            Self::Strong(text) => wrapped(Tone::Strong, text, width),
            Self::Entries(entries) => entry::painted_all(entries, width),
            Self::Table(table) => {
                let title = wrapped(Tone::Heading, &table.title, width);
                format!("{title}{}", columns::painted_table(table, width))
            }
        }
    }
}

/// A paragraph, every line in its tone.
fn wrapped(tone: Tone, text: &str, width: usize) -> String {
    let text = safe(text);
    let lines = textwrap::wrap(&text, width);
    lines.iter().flat_map(|line| [painted(tone, line), "\n".to_owned()]).collect()
}

#[cfg(test)]
mod tests;
