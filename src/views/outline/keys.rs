//! What keys do in the grid.

use causeway_canvas::Selection;
use leptos::prelude::*;

use super::acts;
use super::grid::{At, Block, moved};
use super::sheet::Sheet;
use crate::actions::Held;

/// Answers whether the key did something, so that the browser does nothing more.
pub(super) fn strike(sheet: Sheet, key: &str, held: Held) -> bool {
    if acts::strike(sheet, key, held) {
        return true;
    }
    match (key, held.control, held.alt) {
        ("Delete" | "Backspace", false, false) => acts::clear(sheet),
        ("Escape", false, false) => return let_go(sheet),
        ("a", true, false) => choose_all(sheet),
        (_, _, false) if !held.shift && !held.control && folds(sheet, key) => {}
        (_, control, false) if !key.starts_with(' ') => {
            let (from, size) = (sheet.head_at(), sheet.size());
            match moved(key, control, from, size) {
                Some(to) => sheet.go(to, held.shift),
                None => return types(sheet, key, held),
            }
        }
        _ => return false,
    }
    true
}

/// A letter takes the place of what stands in the cell.
fn types(sheet: Sheet, key: &str, held: Held) -> bool {
    let is_letter = key.chars().count() == 1 && !held.control;
    if is_letter {
        sheet.type_in(Some(key.to_owned()));
    }
    is_letter
}

/// In the first column, the right arrow opens a row and the left one closes it, or goes to the row above in the tree.
fn folds(sheet: Sheet, key: &str) -> bool {
    let at = sheet.head_at();
    let Some(row) = sheet.row_untracked(at).filter(|_| at.column == 0) else { return false };
    match key {
        "ArrowRight" if row.is_parent && !row.is_open => sheet.toggle(row.key),
        "ArrowLeft" if row.is_open => sheet.toggle(row.key),
        "ArrowLeft" => match row.parent {
            Some(above) => sheet.go(At { row: above, column: 0 }, false),
            None => return false,
        },
        _ => return false,
    }
    true
}

fn choose_all(sheet: Sheet) {
    let size = sheet.size();
    let (Some(row), Some(column)) = (size.rows.checked_sub(1), size.columns.checked_sub(1)) else {
        return;
    };
    sheet.anchor.set(Some(sheet.stand(At::default())));
    sheet.head.set(sheet.stand(At { row, column }));
    sheet.call();
}

/// Lets go of what is chosen, then of what is selected.
fn let_go(sheet: Sheet) -> bool {
    let block = sheet.block_untracked();
    if block != Block::one(block.head) {
        sheet.anchor.set(None);
        return true;
    }
    let had_something = !sheet.session.selection.with_untracked(Selection::is_empty);
    sheet.session.selection.set(Selection::default());
    had_something
}
