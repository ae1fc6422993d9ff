//! What can be done in the outline: its buttons, its keys, its menu and the palette read the one registry.

use causeway_canvas::link_kind;
use causeway_document::{Command, NewLink};
use causeway_model::{LinkKind, NodeId, NodeKind, read};
use leptos::prelude::*;

use super::block::{Outcome, is_no_table, paste};
use super::columns::{Column, Fault, kind_called};
use super::grid::At;
use super::sheet::{AskedAt, Sheet};
use super::tree::{Row, key_below};
use crate::actions::{self, Action, Context, Held, fresh_node_id};
use crate::i18n::{Key, say, say_count, say_count_with};
use crate::parts;
use crate::platform::task;
use crate::state::notice::Notice;
use crate::state::rows::{RowAct, RowHands};

/// What the buttons do, in their order. Whoever only reads is shown the last few, which change nothing.
pub(super) const BUTTONS: [&str; 8] = [
    "row-below",
    "row-beside",
    "row-link",
    "row-unlink",
    "row-delete",
    "undo",
    "redo",
    "row-details",
];

/// Those that change nothing.
pub(super) const READING: [&str; 1] = ["row-details"];

/// What keys do in the grid, besides walking and typing.
const KEYS: [&str; 10] = [
    "row-below",
    "row-beside",
    "row-type",
    "row-link",
    "row-unlink",
    "row-delete",
    "row-details",
    "undo",
    "redo",
    "menu",
];

/// The outline's rows, for the registry of actions.
pub(super) fn hands(sheet: Sheet) -> RowHands {
    RowHands {
        can: Callback::new(move |act| can(sheet, act)),
        perform: Callback::new(move |act| perform(sheet, act)),
    }
}

fn can(sheet: Sheet, act: RowAct) -> bool {
    match act {
        RowAct::AddAtTop(_) => true,
        RowAct::AddBelow => below(sheet).is_some(),
        RowAct::Unlink => here(sheet).is_some_and(|row| row.via.is_some()),
        RowAct::Type => sheet.can_type(),
        RowAct::AddBeside | RowAct::Link | RowAct::Delete | RowAct::Details | RowAct::Menu => {
            here(sheet).is_some()
        }
    }
}

pub(super) fn perform(sheet: Sheet, act: RowAct) {
    match act {
        RowAct::AddAtTop(kind) => add_at_top(sheet, kind),
        RowAct::AddBelow => add_below(sheet),
        RowAct::AddBeside => add_beside(sheet),
        RowAct::Type => sheet.type_in(None),
        RowAct::Link => sheet.asks_link.set(true),
        RowAct::Unlink => unlink(sheet),
        RowAct::Delete => delete(sheet),
        RowAct::Details => sheet.choose(),
        RowAct::Menu => sheet.menu.set(Some(AskedAt::Cell)),
    }
}

/// What the registry's actions are about here.
pub(super) fn context(sheet: Sheet) -> Context {
    Context::over(sheet.session, None)
}

/// Does an action of the registry, and says what nothing else says.
pub(super) fn act(sheet: Sheet, action: &Action) {
    if actions::run(action, &context(sheet)) {
        match action.id {
            "undo" => sheet.say(say(Key::MapSaidUndone).to_owned()),
            "redo" => sheet.say(say(Key::MapSaidRedone).to_owned()),
            _ => {}
        }
    }
}

/// Does what a key is for, if it can be done now; says whether the key is for anything.
pub(super) fn strike(sheet: Sheet, key: &str, held: Held) -> bool {
    let all = KEYS.iter().filter_map(|id| actions::by_id(id));
    let mut meant = all.filter(|action| action.shortcuts.iter().any(|it| it.is(key, held)));
    let Some(action) = meant.next() else { return false };
    if action.id == "row-type" && !sheet.can_type() {
        sheet.type_in(None);
    }
    act(sheet, action);
    true
}

/// Adds a node of a kind at the top, and has its title typed.
fn add_at_top(sheet: Sheet, kind: NodeKind) {
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
    carry_out(sheet, outcome, Key::OutlineSaidCleared, 0);
}

/// Pastes a spreadsheet's cells from where one stands; rows that lie below the last one are added. A tree of titles or
/// values by day, and whatever comes where there is no row yet, become what they become on the map.
pub(super) fn paste_text(sheet: Sheet, text: &str) {
    if !sheet.can_edit() {
        return;
    }
    let (block, size) = (sheet.block_untracked(), sheet.size());
    let cells = super::block::parse(text);
    let is_at_titles = *block.columns().start() == 0;
    if size.rows == 0 || is_at_titles && is_no_table(&cells) {
        // What is searched for wouldn't show what comes.
        sheet.sought.set(String::new());
        task::spawn(parts::paste_text(context(sheet), text.to_owned()));
        return;
    }
    let mut outcome = paste(&cells, block, (size.rows, size.columns), |row, column, text| {
        sheet.command(At { row, column }, text)
    });
    let mut added = 0;
    for texts in std::mem::take(&mut outcome.below) {
        if is_at_titles && add_row(sheet, &texts, &mut outcome) {
            added += 1;
        } else {
            for _ in texts {
                outcome.take(Err(Fault::Beyond));
            }
        }
    }
    if added > 0 {
        sheet.sought.set(String::new());
    }
    carry_out(sheet, outcome, Key::OutlineSaidPasted, added);
}

/// Adds a node with what a row says from its title on: of the kind that it says, or else that of the last row. Says
/// whether it could: without a title there is no node.
fn add_row(sheet: Sheet, texts: &[String], outcome: &mut Outcome) -> bool {
    let title = texts.first().map(|title| title.trim()).unwrap_or_default().to_owned();
    if title.is_empty() {
        return false;
    }
    let said = texts.get(1).map(|kind| kind.trim()).filter(|kind| !kind.is_empty());
    let last = At { row: sheet.size().rows.saturating_sub(1), column: 0 };
    let like = sheet.row_untracked(last).and_then(|row| kind_of(sheet, &row.node));
    let kind = match said.map(kind_called) {
        Some(Some(kind)) => kind,
        no_kind => {
            if no_kind.is_some() {
                outcome.take(Err(Fault::Word));
            }
            like.unwrap_or(NodeKind::Driver)
        }
    };
    let node = fresh_node_id();
    let json = serde_json::json!({ "kind": kind.as_str(), "title": title });
    let Some(new) = read::node(&node, &json).value else { return false };
    let create =
        Command::CreateNode { node: node.clone(), kind, title, position: None, link: None };
    outcome.take(Ok(Some(create)));
    let filled = |(_, text): &(Column, &String)| !text.trim().is_empty();
    for (column, text) in Column::ALL.into_iter().zip(texts).skip(2).filter(filled) {
        outcome.take(sheet.new_row_command(&node, &new, column, text));
    }
    for _ in Column::ALL.len()..texts.len() {
        outcome.take(Err(Fault::Beyond));
    }
    true
}

/// What is chosen, as a spreadsheet reads it.
pub(super) fn copied(sheet: Sheet) -> String {
    let block = sheet.block_untracked();
    let row = |row: usize| block.columns().map(|column| sheet.text(At { row, column })).collect();
    let cells = block.rows().map(row).collect();
    super::block::print(&cells)
}

/// One step for all cells; what was left is said, with the first reason.
fn carry_out(sheet: Sheet, outcome: Outcome, done: Key, added: usize) {
    let Outcome { commands, left, fault, .. } = outcome;
    let count = commands.len();
    if count > 0 && sheet.session.dispatch(Command::All(commands)).is_err() {
        return;
    }
    let mut said = say_count(done, count);
    if added > 0 {
        said = format!("{said} {}", say_count(Key::OutlineSaidAdded, added));
    }
    let Some(fault) = fault else { return sheet.say(said) };
    let why = say(fault.said());
    let left = say_count_with(Key::OutlineSaidLeft, left, &[("why", why)]);
    sheet.session.notices.say(Notice::CellsLeft(format!("{said} {left}")));
}
