//! The columns in which Automerge keeps operations and changes.

use std::borrow::Cow;

use crate::guard::{Budget, Bytes, Refused, chunk::inflate};

/// The bit of a column's specification that says its bytes are deflated.
const DEFLATED: u64 = 0b1000;

/// What the lowest three bits of a specification say.
const GROUP: u64 = 0;
const ACTOR: u64 = 1;
const INTEGER: u64 = 2;
const DELTA: u64 = 3;
const BOOLEAN: u64 = 4;
const TEXT: u64 = 5;
const VALUE_METADATA: u64 = 6;

/// A column's specification, and how many bytes it takes.
pub(super) struct Column {
    specification: u64,
    length: u64,
}

/// Reads the table of columns.
pub(super) fn read_table(bytes: &mut Bytes<'_>) -> Result<Vec<Column>, Refused> {
    let mut columns = Vec::new();
    for _ in 0..bytes.unsigned()? {
        let (specification, length) = (bytes.unsigned()?, bytes.unsigned()?);
        columns.push(Column { specification, length });
    }
    Ok(columns)
}

/// Checks the bytes of the columns in a table, which follow one another. The longest column says
/// how many rows the table has.
pub(super) fn check_columns(
    columns: &[Column],
    bytes: &mut Bytes<'_>,
    budget: &mut Budget,
) -> Result<(), Refused> {
    let mut rows = 0;
    for column in columns {
        let stored = bytes.take(column.length)?;
        let plain = if column.specification & DEFLATED == 0 {
            budget.spend(stored.len())?;
            Cow::Borrowed(stored)
        } else {
            Cow::Owned(inflate(stored, budget)?)
        };
        rows = count_rows(column.specification & 0b111, Bytes(&plain))?.max(rows);
    }
    budget.spend_rows(rows)
}

/// The rows that a column stands for, without making them.
fn count_rows(kind: u64, mut bytes: Bytes<'_>) -> Result<u64, Refused> {
    let mut rows = 0_u64;
    while !bytes.is_empty() {
        let run = match kind {
            BOOLEAN => bytes.unsigned()?,
            GROUP | ACTOR | INTEGER | DELTA | TEXT | VALUE_METADATA => read_run(kind, &mut bytes)?,
            // Raw values: their lengths are in the metadata column.
            _ => return Ok(0),
        };
        rows = rows.saturating_add(run);
    }
    Ok(rows)
}

/// One run: a count and the value it repeats, or a negative count and that many values, or zero
/// and the count of absent values.
fn read_run(kind: u64, bytes: &mut Bytes<'_>) -> Result<u64, Refused> {
    let count = bytes.signed()?;
    if count == 0 {
        return bytes.unsigned();
    }
    let values = if count > 0 { 1 } else { count.unsigned_abs() };
    for _ in 0..values {
        match kind {
            TEXT => bytes.prefixed().map(drop)?,
            DELTA => bytes.signed().map(drop)?,
            _ => bytes.unsigned().map(drop)?,
        }
    }
    Ok(count.unsigned_abs())
}
