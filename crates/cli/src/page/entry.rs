//! Entries: a mark, a title with an aside at its right, and lines below.

use textwrap::core::display_width;

use crate::page::paint::{Tone, painted, safe};

/// Columns between a mark and its title, and between a title and its aside.
const GAP: usize = 2;

/// One finding, or one item of an agenda.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// What stands before it, such as how severe it is.
    pub(crate) mark: (Tone, String),
    /// What it says.
    pub(crate) title: String,
    /// What stands at the right of the title, such as its code.
    pub(crate) aside: String,
    /// What stands below, each in its tone.
    pub(crate) lines: Vec<(Tone, String)>,
}

/// All entries, their marks in one column.
pub(super) fn painted_all(entries: &[Entry], width: usize) -> String {
    let marks = entries.iter().map(|entry| display_width(&entry.mark.1)).max().unwrap_or(0);
    let entries: Vec<String> = entries.iter().map(|entry| entry.painted(marks, width)).collect();
    entries.join("\n")
}

impl Entry {
    fn painted(&self, marks: usize, width: usize) -> String {
        let indent = marks + GAP;
        let room = width.saturating_sub(indent).max(1);
        let (tone, mark) = &self.mark;
        let mut text = format!("{}{}", painted(*tone, mark), blanks(indent - display_width(mark)));
        text.push_str(&self.first_lines(indent, room));
        for (tone, line) in &self.lines {
            for piece in textwrap::wrap(&safe(line), room) {
                text.extend([blanks(indent), painted(*tone, &piece), "\n".to_owned()]);
            }
        }
        text
    }

    /// The title, and the aside at the end of its last line, or below where that is full.
    fn first_lines(&self, indent: usize, room: usize) -> String {
        let title = safe(&self.title);
        let pieces = textwrap::wrap(&title, room);
        let mut lines: Vec<String> =
            pieces.iter().map(|piece| painted(Tone::Strong, piece)).collect();
        let used = pieces.last().map_or(0, |piece| display_width(piece));
        let aside = painted(Tone::Faint, &self.aside);
        match room.checked_sub(used + GAP + display_width(&self.aside)) {
            Some(spare) => {
                if let Some(last) = lines.last_mut() {
                    last.extend([blanks(spare + GAP), aside]);
                }
            }
            None => lines.push(aside),
        }
        format!("{}\n", lines.join(&format!("\n{}", blanks(indent))))
    }
}

/// So many spaces.
pub(super) fn blanks(count: usize) -> String {
    " ".repeat(count)
}
