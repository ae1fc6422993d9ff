//! Blocks of cells: copied out for a spreadsheet, pasted in from one, cleared.

use causeway_document::Command;

use super::columns::Fault;
use super::grid::Block;

/// Cells as text, row by row.
pub(super) type Cells = Vec<Vec<String>>;

/// What pasting or clearing came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outcome {
    /// What is to be done, in one step.
    pub(super) commands: Vec<Command>,
    /// How many cells were left as they are, and why the first was.
    pub(super) left: usize,
    pub(super) fault: Option<Fault>,
    /// The rows that lie below the last row, from the column on at which the block begins.
    pub(super) below: Cells,
}

impl Outcome {
    pub(super) fn take(&mut self, written: Result<Option<Command>, Fault>) {
        match written {
            Ok(command) => self.commands.extend(command),
            Err(fault) => {
                self.left += 1;
                self.fault.get_or_insert(fault);
            }
        }
    }
}

/// Reads cells as spreadsheets copy them: tabs between cells, lines between rows, quotes around what holds either.
pub(super) fn parse(text: &str) -> Cells {
    let mut cells = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        let Some(row) = cells.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            _ if is_quoted => cell.push(letter),
            '\t' => row.push(String::new()),
            '\r' => {}
            '\n' => cells.push(vec![String::new()]),
            _ => cell.push(letter),
        }
    }
    // The last row ends with a line break of its own.
    if cells.len() > 1 && cells.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        cells.pop();
    }
    cells
}

/// Whether cells are no block of a table but a tree of titles or values by day, as the map takes them: titles that are
/// indented under others, records that were copied on a map, or a first row of days.
pub(super) fn is_no_table(cells: &Cells) -> bool {
    let is_indented = |row: &Vec<String>| {
        let first = row.first().map(String::as_str).unwrap_or_default();
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        filled == 1 && (first.starts_with(' ') || first.is_empty())
    };
    let is_listed = |row: &Vec<String>| row.first().is_some_and(|first| first.starts_with("- "));
    let is_day = |cell: &String| {
        let (digits, rest): (Vec<char>, Vec<char>) =
            cell.trim().chars().partition(char::is_ascii_digit);
        (3..=8).contains(&digits.len())
            && matches!(rest.as_slice(), [one, other] if one == other && "-/.".contains(*one))
    };
    let has_days = |row: &Vec<String>| row.len() > 1 && row[1..].iter().all(is_day);
    cells.iter().skip(1).any(is_indented)
        || cells.iter().all(is_listed)
        || cells.first().is_some_and(has_days)
}

/// Writes cells as spreadsheets read them.
pub(super) fn print(cells: &Cells) -> String {
    let cell = |text: &String| {
        let needs_quotes = text.contains(['\t', '\n', '\r']) || text.starts_with('"');
        if needs_quotes { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    let row = |cells: &Vec<String>| cells.iter().map(cell).collect::<Vec<_>>().join("\t");
    cells.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// Writes cells into the grid from the upper left of a block on; a single one fills the block.
///
/// `write` makes the command for one cell: row, column and text. What lies beyond the last column is left out.
pub(super) fn paste(
    cells: &Cells,
    into: Block,
    (rows, columns): (usize, usize),
    mut write: impl FnMut(usize, usize, &str) -> Result<Option<Command>, Fault>,
) -> Outcome {
    let mut outcome = Outcome::default();
    if let [row] = cells.as_slice()
        && let [text] = row.as_slice()
    {
        for row in into.rows() {
            for column in into.columns() {
                outcome.take(write(row, column, text));
            }
        }
        return outcome;
    }
    let (top, left) = (*into.rows().start(), *into.columns().start());
    for (down, texts) in cells.iter().enumerate() {
        if top + down >= rows {
            outcome.below.push(texts.clone());
            continue;
        }
        for (across, text) in texts.iter().enumerate() {
            let (row, column) = (top + down, left + across);
            if column < columns {
                outcome.take(write(row, column, text));
            } else {
                outcome.take(Err(Fault::Beyond));
            }
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::outline::grid::At;

    fn block(from: (usize, usize), to: (usize, usize)) -> Block {
        let at = |(row, column)| At { row, column };
        Block { anchor: at(from), head: at(to) }
    }

    fn pasted(text: &str, into: Block) -> (Vec<String>, Outcome) {
        let mut written = Vec::new();
        let outcome = paste(&parse(text), into, (4, 3), |row, column, text| {
            if text == "bad" {
                return Err(Fault::Number);
            }
            written.push(format!("{row},{column}={text}"));
            Ok(None)
        });
        (written, outcome)
    }

    #[test]
    fn cells_are_read_as_spreadsheets_copy_them() {
        assert_eq!(parse("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(parse("\"two\nlines\"\t\"say \"\"hi\"\"\""), [["two\nlines", "say \"hi\""]]);
        assert_eq!(parse("5\" pipe\t"), [["5\" pipe", ""]]);
        assert_eq!(parse(""), [[""]]);
    }

    #[test]
    fn what_is_copied_reads_back_as_the_same() {
        let cells: Cells = vec![
            vec!["a".into(), "two\nlines".into()],
            vec!["\"quoted\"".into(), "tab\there".into()],
        ];
        assert_eq!(parse(&print(&cells)), cells);
    }

    #[test]
    fn a_block_is_pasted_from_the_upper_left_on() {
        let (written, outcome) = pasted("a\tb\nc\td", block((2, 1), (1, 1)));
        assert_eq!(written, ["1,1=a", "1,2=b", "2,1=c", "2,2=d"]);
        assert_eq!(outcome, Outcome::default());
    }

    #[test]
    fn one_cell_fills_the_whole_block() {
        let (written, _) = pasted("x", block((0, 0), (1, 1)));
        assert_eq!(written, ["0,0=x", "0,1=x", "1,0=x", "1,1=x"]);
    }

    #[test]
    fn what_does_not_fit_is_left_and_told() {
        let (written, outcome) = pasted("a\tbad\tc\td", block((3, 0), (3, 0)));
        assert_eq!(written, ["3,0=a", "3,2=c"]);
        assert_eq!((outcome.left, outcome.fault), (2, Some(Fault::Number)));
    }

    #[test]
    fn what_lies_below_the_last_row_is_kept_for_new_ones() {
        let (written, outcome) = pasted("a\nb\tx\nc", block((3, 0), (3, 0)));
        assert_eq!(written, ["3,0=a"]);
        assert_eq!((outcome.left, outcome.below), (0, parse("b\tx\nc")));
    }

    #[test]
    fn a_tree_or_days_are_told_from_a_table() {
        let is_it = |text: &str| is_no_table(&parse(text));
        assert!(is_it("Growth\n\tRetention\n\t\tOnboarding"));
        assert!(is_it("Growth\n  Retention"));
        assert!(is_it("- Driver: One\n- Driver: Two"));
        assert!(is_it("KPI\t2026-01-31\t28/02/2026\nChurn\t4\t5"));
        assert!(!is_it("One\nTwo"));
        assert!(!is_it("One\tDriver\nTwo\tDriver"));
        assert!(!is_it("One\t\t5\n\tDriver\t7"));
        assert!(!is_it("12\tpoints\n7\tpoints"));
        assert!(!is_it(""));
    }
}
