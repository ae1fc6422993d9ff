//! Tables, as the brief and the X-ray show them, and Markdown that no typed text can break.

use crate::words::{Said, Speaker};

/// One table of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// The names of its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
    /// The columns that hold figures, counted from 0: these align at their end.
    pub figures: &'static [usize],
}

impl Table {
    /// A table whose title and head are of the catalogue.
    pub(crate) fn of(
        speaker: Speaker<'_, '_>,
        title: Said,
        head: &[Said],
        rows: Vec<Vec<String>>,
        figures: &'static [usize],
    ) -> Self {
        let head = head.iter().map(|said| speaker.term(*said)).collect();
        Self { title: speaker.term(title), head, rows, figures }
    }

    /// The table as Markdown, under its title.
    pub fn to_markdown(&self) -> String {
        let row = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rule = |column| if self.figures.contains(&column) { " ---: |" } else { " --- |" };
        let rule: String = (0..self.head.len()).map(rule).collect();
        let rows: String = self.rows.iter().map(|cells| row(cells)).collect();
        format!("\n## {}\n\n{}|{rule}\n{rows}", escaped(&self.title), row(&self.head))
    }
}

/// A text that stays text within a line of Markdown: no markup, no new row.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_control() => safe.push(' '),
            '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' => {
                safe.push('\\');
                safe.push(letter);
            }
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Table, escaped};

    #[test]
    fn figures_align_at_their_end_and_a_pipe_starts_no_cell() {
        let table = Table {
            title: "T".to_owned(),
            head: vec!["What".to_owned(), "Money".to_owned()],
            rows: vec![vec!["a|b".to_owned(), "1".to_owned()]],
            figures: &[1],
        };
        let expected = "\n## T\n\n| What | Money |\n| --- | ---: |\n| a\\|b | 1 |\n";
        assert_eq!(table.to_markdown(), expected);
    }

    #[test]
    fn a_new_line_stays_in_its_row() {
        assert_eq!(escaped("a\r\n# b"), "a  \\# b");
    }
}
