//! Tables: columns as wide as what they hold, and narrower where the page is.

use causeway_insight::table::Table;
use textwrap::core::display_width;

use crate::page::{
    entry::blanks,
    paint::{Tone, painted, safe},
};

/// Blanks between two columns.
const GAP: usize = 2;
/// No column is made narrower than that.
const LEAST: usize = 8;

/// The head and the rows of a table, in columns.
pub(super) fn painted_table(table: &Table, width: usize) -> String {
    let clean = |row: &Vec<String>| row.iter().map(|cell| safe(cell)).collect::<Vec<String>>();
    let head = clean(&table.head);
    let rows: Vec<Vec<String>> = table.rows.iter().map(clean).collect();
    let whole = whole(&head, &rows, table.figures);
    let widths = fitted(&natural(&head, &rows), &whole, width);
    let painted = |row: &[String], tone: Tone| painted_row(row, &widths, table.figures, tone);
    let body: String = rows.iter().map(|row| painted(row, Tone::Plain)).collect();
    format!("{}{body}", painted(&head, Tone::Faint))
}

/// How wide each column would like to be.
fn natural(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.chain([&head[column]]).map(|cell| display_width(cell)).max().unwrap_or(0)
    };
    (0..head.len()).map(widest).collect()
}

/// How wide each column must be for no figure to be broken in two; `LEAST` for one of words.
fn whole(head: &[String], rows: &[Vec<String>], figures: &[usize]) -> Vec<usize> {
    let widest_word = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain([&head[column]]);
        let words = cells.flat_map(|cell| cell.split(' '));
        words.map(display_width).max().unwrap_or(0)
    };
    let least = |column| if figures.contains(&column) { widest_word(column) } else { LEAST };
    (0..head.len()).map(least).collect()
}

/// The same, the widest made narrower until all fit: at first no figure is broken, and then whatever must be.
fn fitted(natural: &[usize], whole: &[usize], width: usize) -> Vec<usize> {
    let mut widths = natural.to_vec();
    let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
    for least in [whole, &vec![LEAST; widths.len()]] {
        while widths.iter().sum::<usize>() > room {
            let wider = widths.iter_mut().zip(least).filter(|(width, least)| **width > **least);
            let Some((widest, _)) = wider.max_by_key(|(width, _)| **width) else { break };
            *widest -= 1;
        }
    }
    widths
}

fn painted_row(row: &[String], widths: &[usize], figures: &[usize], tone: Tone) -> String {
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            textwrap::wrap(cell, (*width).max(1)).iter().map(ToString::to_string).collect()
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let pieces = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            let piece = cell.get(at).map_or("", String::as_str);
            let spare = blanks(width.saturating_sub(display_width(piece)));
            let piece = painted(tone, piece);
            if figures.contains(&column) {
                format!("{spare}{piece}")
            } else {
                format!("{piece}{spare}")
            }
        });
        let line = pieces.collect::<Vec<_>>().join(&blanks(GAP));
        format!("{}\n", line.trim_end())
    };
    (0..height).map(line).collect()
}
