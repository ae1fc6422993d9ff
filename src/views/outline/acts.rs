//! What can be done in the outline: its buttons and its keys read this one list.

use causeway_canvas::link_kind;
use causeway_document::{Command, NewLink};
use causeway_model::{LinkKind, NodeId, NodeKind};
use leptos::prelude::*;

use super::block::{Outcome, paste};
use super::grid::At;
use super::sheet::Sheet;
use super::tree::{Row, key_below};
use crate::actions::{Held, Shortcut, fresh_node_id};
use crate::i18n::{Key, say, say_count, say_count_with};
use crate::ui::Glyph;

/// Something that can be done where one stands.
pub(super) struct Act {
    pub(super) label: Key,
    /// Whether it changes the document: who only reads is not shown it.
    pub(super) edits: bool,
    pub(super) glyph: Glyph,
    pub(super) shortcut: Shortcut,
    pub(super) is_offered: fn(Sheet) -> bool,
    pub(super) perform: fn(Sheet),
}

const ALT_L: Shortcut =
    Shortcut { key: "l", held: Held { control: false, shift: false, alt: true } };
const ALT_BACKSPACE: Shortcut =
    Shortcut { key: "Backspace", held: Held { control: false, shift: false, alt: true } };

/// Everything, in the order of the buttons.
pub(super) static ACTS: [Act; 8] = [
    Act {
        label: Key::ActionAddUpstream,
        edits: true,
        glyph: Glyph::Plus,
        shortcut: Shortcut::control_shift("Enter"),
        is_offered: |sheet| sheet.can_edit() && below(sheet).is_some(),
        perform: add_below,
    },
    Act {
        label: Key::ActionAddSibling,
        edits: true,
        glyph: Glyph::Plus,
        shortcut: Shortcut::control("Enter"),
        is_offered: |sheet| sheet.can_edit() && here(sheet).is_some(),
        perform: add_beside,
    },
    Act {
        label: Key::OutlineLink,
        edits: true,
        glyph: Glyph::Link,
        shortcut: ALT_L,
        is_offered: |sheet| sheet.can_edit() && here(sheet).is_some(),
        perform: |sheet| sheet.asks_link.set(true),
    },
    Act {
        label: Key::OutlineUnlink,
        edits: true,
        glyph: Glyph::Minus,
        shortcut: ALT_BACKSPACE,
        is_offered: |sheet| sheet.can_edit() && here(sheet).is_some_and(|row| row.via.is_some()),
        perform: unlink,
    },
    Act {
        label: Key::OutlineDelete,
        edits: true,
        glyph: Glyph::Delete,
        shortcut: Shortcut::control("Delete"),
        is_offered: |sheet| sheet.can_edit() && here(sheet).is_some(),
        perform: delete,
    },
    Act {
        label: Key::OutlineDetails,
        edits: false,
        glyph: Glyph::Focus,
        shortcut: Shortcut::plain(" "),
        is_offered: |sheet| here(sheet).is_some(),
        perform: |sheet| sheet.choose(),
    },
    Act {
        label: Key::ActionUndo,
        edits: true,
        glyph: Glyph::Undo,
        shortcut: Shortcut::control("z"),
        is_offered: |sheet| sheet.can_edit() && sheet.session.can_undo().get_untracked(),
        perform: |sheet| {
            sheet.session.undo();
            sheet.say(say(Key::MapSaidUndone).to_owned());
        },
    },
    Act {
        label: Key::ActionRedo,
        edits: true,
        glyph: Glyph::Redo,
        shortcut: Shortcut::control_shift("z"),
        is_offered: |sheet| sheet.can_edit() && sheet.session.can_redo().get_untracked(),
        perform: |sheet| {
            sheet.session.redo();
            sheet.say(say(Key::MapSaidRedone).to_owned());
        },
    },
];

/// Does what a key is for, if it can be done now; says whether the key is for anything.
pub(super) fn strike(sheet: Sheet, key: &str, held: Held) -> bool {
    let redo = Shortcut::control("y");
    let is_it = |act: &&Act| {
        act.shortcut.is(key, held) || (act.label == Key::ActionRedo && redo.is(key, held))
    };
    let Some(act) = ACTS.iter().find(is_it) else { return false };
    if (act.is_offered)(sheet) {
        (act.perform)(sheet);
    }
    true
}

/// Adds a node of a kind at the top, and has its title typed.
pub(super) fn add_at_top(sheet: Sheet, kind: NodeKind) {
    let node = fresh_node_id();
    if create(sheet, node.clone(), kind, None) {
        sheet.go_and_name(Sheet::top_key(&node));
    }
}

fn here(sheet: Sheet) -> Option<Row> {
    sheet.row_untracked(sheet.head_at())
}

fn kind_of(sheet: Sheet, node: &NodeId) -> Option<NodeKind> {
    sheet.session.node(node).map(|node| node.with_untracked(|node| node.kind))
}

/// What is added below a row: a key result below an objective, else a driver.
fn below(sheet: Sheet) -> Option<(Row, NodeKind, LinkKind)> {
    let row = here(sheet)?;
    let kind = kind_of(sheet, &row.node)?;
    let new = if kind == NodeKind::Objective { NodeKind::Kpi } else { NodeKind::Driver };
    let says = link_kind(new, kind).ok().filter(|says| *says != LinkKind::DependsOn)?;
    Some((row, new, says))
}

fn add_below(sheet: Sheet) {
    let Some((row, kind, says)) = below(sheet) else { return };
    let node = fresh_node_id();
    let link = NewLink::between(says, node.clone(), row.node.clone());
    let key = key_below(row.key, link.link.as_str());
    if create(sheet, node, kind, Some(link)) {
        open(sheet, &row);
        sheet.go_and_name(key);
    }
}

/// Opens a row that is closed: what was put below it must be seen.
fn open(sheet: Sheet, row: &Row) {
    let is_closed = sheet.rows.with_untracked(|rows| {
        rows.iter().any(|now| now.key == row.key && now.is_parent && !now.is_open)
    });
    if is_closed {
        sheet.toggle(row.key);
    }
}

fn add_beside(sheet: Sheet) {
    let Some(row) = here(sheet) else { return };
    let Some(kind) = kind_of(sheet, &row.node) else { return };
    let node = fresh_node_id();
    let above = row.parent.and_then(|above| sheet.row_untracked(At { row: above, column: 0 }));
    let says = row.via.as_ref().and_then(|via| sheet.session.link(via));
    let says = says.map(|link| link.with_untracked(|link| link.kind));
    let tie = above.zip(says).map(|(above, says)| {
        let (from, to) = match says {
            LinkKind::DependsOn => (above.node.clone(), node.clone()),
            _ => (node.clone(), above.node.clone()),
        };
        (above.key, NewLink::between(says, from, to))
    });
    let key = match &tie {
        Some((above, link)) => key_below(*above, link.link.as_str()),
        None => Sheet::top_key(&node),
    };
    if create(sheet, node, kind, tie.map(|(_, link)| link)) {
        sheet.go_and_name(key);
    }
}

/// A refusal is shown by the session.
fn create(sheet: Sheet, node: NodeId, kind: NodeKind, link: Option<NewLink>) -> bool {
    // What is searched for wouldn't show it.
    sheet.sought.set(String::new());
    let command = Command::CreateNode { node, kind, title: String::new(), position: None, link };
    sheet.session.dispatch(command).is_ok()
}

fn unlink(sheet: Sheet) {
    let Some(link) = here(sheet).and_then(|row| row.via) else { return };
    give(
        sheet,
        Command::DeleteLinks { links: vec![link] },
        say(Key::OutlineSaidUnlinked).to_owned(),
    );
}

/// Draws a link from the node where one stands.
pub(super) fn link(sheet: Sheet, kind: LinkKind, to: NodeId) -> bool {
    let Some(row) = here(sheet) else { return false };
    let drawn = NewLink::between(kind, row.node, to);
    give(sheet, Command::LinkNodes(drawn), say(Key::OutlineSaidLinked).to_owned())
}

/// Deletes the nodes of what is chosen.
fn delete(sheet: Sheet) {
    let nodes = sheet.chosen();
    let said = say_count(Key::MapSaidDeleted, nodes.len());
    sheet.session.selection.set(causeway_canvas::Selection::default());
    if give(sheet, Command::DeleteNodes { nodes }, said) {
        sheet.go(sheet.head_at(), false);
    }
}

fn give(sheet: Sheet, command: Command, said: String) -> bool {
    let is_done = sheet.session.dispatch(command).is_ok();
    if is_done {
        sheet.say(said);
    }
    is_done
}

/// Empties the cells that are chosen; a title is a node, so in the first column alone the nodes are deleted.
pub(super) fn clear(sheet: Sheet) {
    let block = sheet.block_untracked();
    if !sheet.can_edit() {
        return;
    }
    if block.columns() == (0..=0) {
        delete(sheet);
        return;
    }
    let size = sheet.size();
    let empty = vec![vec![String::new()]];
    let outcome = paste(&empty, block, (size.rows, size.columns), |row, column, _| {
        let at = At { row, column };
        // What is empty, or can't be written, stays as it is.
        if sheet.text(at).is_empty() { Ok(None) } else { sheet.command(at, "") }
    });
    carry_out(sheet, outcome, Key::OutlineSaidCleared);
}

/// Pastes a spreadsheet's cells from where one stands.
pub(super) fn paste_text(sheet: Sheet, text: &str) {
    if !sheet.can_edit() {
        return;
    }
    let (block, size) = (sheet.block_untracked(), sheet.size());
    let cells = super::block::parse(text);
    let outcome = paste(&cells, block, (size.rows, size.columns), |row, column, text| {
        sheet.command(At { row, column }, text)
    });
    carry_out(sheet, outcome, Key::OutlineSaidPasted);
}

/// What is chosen, as a spreadsheet reads it.
pub(super) fn copied(sheet: Sheet) -> String {
    let block = sheet.block_untracked();
    let row = |row: usize| block.columns().map(|column| sheet.text(At { row, column })).collect();
    let cells = block.rows().map(row).collect();
    super::block::print(&cells)
}

/// One step for all cells; what was left is said, with the first reason.
fn carry_out(sheet: Sheet, outcome: Outcome, done: Key) {
    let Outcome { commands, left, fault } = outcome;
    let count = commands.len();
    if count > 0 && sheet.session.dispatch(Command::All(commands)).is_err() {
        return;
    }
    let mut said = say_count(done, count);
    if let Some(fault) = fault {
        let why = say(fault.said());
        said = format!("{said} {}", say_count_with(Key::OutlineSaidLeft, left, &[("why", why)]));
    }
    sheet.say(said);
}
