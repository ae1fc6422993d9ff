//! Text in columns, as spreadsheets copy it.

use std::collections::BTreeMap;

use super::Habits;
use crate::figure;
use crate::sketch::Sketch;

/// The rows that have something in them, each as long as its last filled cell; cells are trimmed.
///
/// A cell with a line break or a tab in it is quoted by spreadsheets, with its quotes doubled.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .quoting(text.contains('\t'))
        .from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    let row = |record: csv::StringRecord| {
        let mut cells: Vec<String> = record
            .iter()
            .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        cells
    };
    records.map(row).filter(|cells| !cells.is_empty()).collect()
}

/// The same with rows for columns.
pub(super) fn turned(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| rows.iter().map(move |row| row.get(at).cloned().unwrap_or_default());
    (0..width).map(|at| column(at).collect()).collect()
}

/// Whether at least one row has more than one title: then titles are told apart by their words.
pub(super) fn is_columns(rows: &[Vec<String>]) -> bool {
    rows.iter().any(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 1)
}

/// Whether everything beside the first column is a number.
pub(super) fn is_numbers_beside_titles(rows: &[Vec<String>], habits: Habits) -> bool {
    let mut beside = rows.iter().flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.is_empty());
    let is_number = |cell: &String| figure::read(cell, habits.decimal_comma).is_some();
    is_columns(rows) && beside.all(is_number)
}

/// A tree in columns: a title leads to the last one to the left of it. An empty cell stands for what is above it.
pub(super) fn sketch(rows: &[Vec<String>]) -> Sketch {
    let mut sketch = Sketch::default();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut last: Vec<Option<usize>> = Vec::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let node = *known.entry(cell.to_lowercase()).or_insert_with(|| sketch.add(cell));
            last.truncate(column);
            last.resize(column, None);
            if let Some(under) = last.iter().rev().flatten().next() {
                sketch.link(node, *under);
            }
            last.push(Some(node));
        }
    }
    sketch
}
