//! What a text on the clipboard holds: records of Causeway, a tree of titles, or values by day.

use std::collections::BTreeMap;

use causeway_model::{Date, Json};

use crate::sketch::Sketch;
use crate::{day, figure, fragment};

mod indents;
mod table;

/// A text of more lines than this is no list that somebody means to paste.
pub const MOST_LINES: usize = 5_000;

/// How the reader of a text is used to write dates and numbers, where the text itself doesn't tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// 3/4 is the third of April.
    pub day_first: bool,
    /// 1,5 is one and a half.
    pub decimal_comma: bool,
}

/// What a text holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Clip {
    /// Records that were copied in Causeway, in the form of the file.
    Fragment(Json),
    /// Titles, and which leads to which.
    Sketch(Sketch),
    /// Values by day, one series a row.
    Values(Vec<Series>),
}

/// The values of one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What was measured; empty where the block has no titles.
    pub title: String,
    /// The values, by day.
    pub values: BTreeMap<Date, f64>,
}

/// Why nothing can be made of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is nothing in it.
    #[error("there is nothing to paste")]
    Empty,
    /// It has more lines than [`MOST_LINES`].
    #[error("the text has more than {MOST_LINES} lines")]
    TooLong,
    /// Titles with numbers beside them, and no day for which the numbers hold.
    #[error("the numbers have no dates")]
    NoDates,
    /// Values without a title, and nothing that they could be of.
    #[error("the values have no titles")]
    NoTitles,
    /// A row of dates, and no number below it.
    #[error("there are no values below the dates")]
    NoValues,
}

/// Tells what a text holds.
///
/// Records are looked for first, wherever in the text they begin. A block whose first row or column has only dates
/// holds values. Everything else is titles: indented, as a list or in columns, what is further in leads to what it
/// is under; where a row has several titles, one that stands there twice is one.
///
/// # Errors
/// If nothing can be made of it.
pub fn read(text: &str, habits: Habits) -> Result<Clip, Fault> {
    if let Some(records) = fragment::find(text) {
        return Ok(Clip::Fragment(records));
    }
    if text.lines().count() > MOST_LINES {
        return Err(Fault::TooLong);
    }
    let rows = table::rows(text);
    if rows.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(series) = values(&rows, habits) {
        return if series.is_empty() { Err(Fault::NoValues) } else { Ok(Clip::Values(series)) };
    }
    if table::is_numbers_beside_titles(&rows, habits) {
        return Err(Fault::NoDates);
    }
    let sketch =
        if table::is_columns(&rows) { table::sketch(&rows) } else { indents::sketch(text) };
    if sketch.nodes.is_empty() { Err(Fault::Empty) } else { Ok(Clip::Sketch(sketch)) }
}

/// The values of a block with dates along its upper or left edge; `None` where it has no such edge.
fn values(rows: &[Vec<String>], habits: Habits) -> Option<Vec<Series>> {
    if let Some(days) = dates_of(&rows[0], habits) {
        return Some(series(&days, &rows[1..], habits));
    }
    let turned = table::turned(rows);
    let days = dates_of(turned.first()?, habits)?;
    Some(series(&days, &turned[1..], habits))
}

/// The day above each column. The first cell may be a heading, as long as two dates or more follow, or all are dates.
fn dates_of(row: &[String], habits: Habits) -> Option<Vec<Option<Date>>> {
    let order = day::order_of(row.iter().map(String::as_str), habits.day_first);
    let days: Vec<Option<Date>> = row.iter().map(|cell| day::read(cell, order)).collect();
    let is_date_or_empty = |(day, cell): (&Option<Date>, &String)| day.is_some() || cell.is_empty();
    let rest = days.iter().zip(row).skip(1).all(is_date_or_empty);
    let count = days.iter().skip(1).flatten().count();
    let has_all = days.first().is_some_and(Option::is_some);
    (rest && (count > 0 || has_all)).then_some(days)
}

fn series(days: &[Option<Date>], rows: &[Vec<String>], habits: Habits) -> Vec<Series> {
    let has_titles = days.first().is_none_or(Option::is_none);
    let row = |cells: &Vec<String>| {
        let value = |(day, cell): (&Option<Date>, &String)| {
            Some(((*day)?, figure::read(cell, habits.decimal_comma)?))
        };
        let values: BTreeMap<Date, f64> = days.iter().zip(cells).filter_map(value).collect();
        let title =
            if has_titles { cells.first().cloned().unwrap_or_default() } else { String::new() };
        (!values.is_empty()).then_some(Series { title, values })
    };
    rows.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests;
