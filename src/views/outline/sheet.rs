//! The state of the outline: its rows, where one stands in it, and what is being typed.

mod typing;

use std::collections::BTreeSet;
use std::sync::Arc;

use causeway_canvas::{ScreenPoint, Selection};
use causeway_document::Command;
use causeway_insight::status::NodeStatus;
use causeway_model::{Link, Node, NodeId};
use leptos::prelude::*;

use super::columns::{Column, Fault, Known, Subject};
use super::grid::{At, Block, Size};
use super::order::{self, Sorting};
use super::tree::{Forest, Row, RowKey, Tie, View, key_at_top};
use crate::platform::clock;
use crate::state::session::Session;

pub(super) use self::typing::Typing;

/// Where one stands: the row by its key, which stays the same while rows come and go around it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stand {
    pub(super) key: RowKey,
    /// Where the row was when it was last there.
    pub(super) row: usize,
    pub(super) column: usize,
}

/// Where a menu was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum AskedAt {
    /// By a key, where one stands.
    Cell,
    /// By the pointer, there in the window.
    Pointer(ScreenPoint),
}

/// The outline's state.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) session: Session,
    pub(super) rows: Memo<Arc<Vec<Row>>>,
    pub(super) head: RwSignal<Stand>,
    /// The other corner of what is chosen; none for a single cell.
    pub(super) anchor: RwSignal<Option<Stand>>,
    pub(super) typing: RwSignal<Option<Typing>>,
    pub(super) sorting: RwSignal<Option<Sorting>>,
    pub(super) sought: RwSignal<String>,
    pub(super) is_flat: RwSignal<bool>,
    pub(super) toggled: RwSignal<BTreeSet<RowKey>>,
    pub(super) said: RwSignal<String>,
    pub(super) asks_link: RwSignal<bool>,
    /// Where the open menu was asked for.
    pub(super) menu: RwSignal<Option<AskedAt>>,
    /// How many rows are seen at once.
    pub(super) page: RwSignal<usize>,
    /// Rises whenever the cell where one stands must take the focus.
    pub(super) calls: RwSignal<u64>,
    pub(super) answered: StoredValue<u64>,
}

impl Sheet {
    /// The outline of a workspace; its signals belong to the current owner.
    pub(super) fn of(session: Session) -> Self {
        let sorting = RwSignal::new(None);
        let sought = RwSignal::new(String::new());
        let is_flat = RwSignal::new(false);
        let toggled = RwSignal::new(BTreeSet::new());
        let rows = Memo::new(move |_| {
            session.comings().track();
            session.judged().track();
            let rows =
                rows_of(session, sorting.get(), &sought.get(), is_flat.get(), &toggled.get());
            Arc::new(rows)
        });
        let sheet = Self {
            session,
            rows,
            head: RwSignal::default(),
            anchor: RwSignal::new(None),
            typing: RwSignal::new(None),
            sorting,
            sought,
            is_flat,
            toggled,
            said: RwSignal::default(),
            asks_link: RwSignal::new(false),
            menu: RwSignal::new(None),
            page: RwSignal::new(10),
            calls: RwSignal::new(0),
            answered: StoredValue::new(0),
        };
        sheet.follow_selection();
        sheet.keep_typing();
        sheet
    }

    /// What is selected elsewhere, such as by the address, is where one stands.
    fn follow_selection(self) {
        Effect::new(move |_| {
            let Some(node) = self.session.selection.with(|chosen| chosen.only_node().cloned())
            else {
                return;
            };
            let found = self.rows.with(|rows| rows.iter().position(|row| row.node == node));
            let is_there = self.row_untracked(self.head_at()).is_some_and(|row| row.node == node);
            if let Some(row) = found.filter(|_| !is_there) {
                let column = self.head.with_untracked(|head| head.column);
                self.anchor.set(None);
                self.head.set(self.stand(At { row, column }));
            }
        });
    }

    pub(super) fn can_edit(self) -> bool {
        self.session.read_only().with_untracked(Option::is_none)
    }

    /// Where one stands, as the rows are now.
    pub(super) fn at(self, stand: Stand) -> At {
        self.rows.with(|rows| located(rows, stand))
    }

    /// The same for where one stands now, without following it.
    pub(super) fn head_at(self) -> At {
        let stand = self.head.get_untracked();
        self.rows.with_untracked(|rows| located(rows, stand))
    }

    /// A cell by its row's key.
    pub(super) fn stand(self, at: At) -> Stand {
        let key = self.rows.with_untracked(|rows| rows.get(at.row).map_or(0, |row| row.key));
        Stand { key, row: at.row, column: at.column }
    }

    pub(super) fn row_untracked(self, at: At) -> Option<Row> {
        self.rows.with_untracked(|rows| rows.get(at.row).cloned())
    }

    /// What is chosen; it follows.
    pub(super) fn block(self) -> Block {
        let head = self.at(self.head.get());
        let anchor = self.anchor.get().map_or(head, |anchor| self.at(anchor));
        Block { anchor, head }
    }

    pub(super) fn block_untracked(self) -> Block {
        let head = self.head_at();
        let anchor = self.anchor.get_untracked();
        let anchor = anchor.map(|anchor| self.rows.with_untracked(|rows| located(rows, anchor)));
        Block { anchor: anchor.unwrap_or(head), head }
    }

    pub(super) fn size(self) -> Size {
        let rows = self.rows.with_untracked(|rows| rows.len());
        Size { rows, columns: Column::ALL.len(), page: self.page.get_untracked() }
    }

    /// Goes to a cell; with `extends`, what lies between is chosen as well.
    pub(super) fn go(self, to: At, extends: bool) {
        let from = self.stand(self.head_at());
        if extends {
            self.anchor.update(|anchor| _ = anchor.get_or_insert(from));
        } else {
            self.anchor.set(None);
        }
        self.head.set(self.stand(to));
        self.call();
        if !self.session.selection.with_untracked(Selection::is_empty) {
            self.choose();
        }
    }

    /// Has the cell where one stands take the focus.
    pub(super) fn call(self) {
        self.calls.update(|calls| *calls += 1);
    }

    /// Selects the nodes of what is chosen: the inspector shows them.
    pub(super) fn choose(self) {
        self.session.selection.set(Selection::nodes(self.chosen()));
    }

    /// The nodes of what is chosen, each once.
    pub(super) fn chosen(self) -> Vec<NodeId> {
        let rows = self.block_untracked().rows();
        let nodes: BTreeSet<NodeId> = self.rows.with_untracked(|all| {
            all.get(rows).unwrap_or_default().iter().map(|row| row.node.clone()).collect()
        });
        nodes.into_iter().collect()
    }

    /// Opens a row that is closed, or closes it.
    pub(super) fn toggle(self, key: RowKey) {
        self.toggled.update(|toggled| {
            if !toggled.remove(&key) {
                toggled.insert(key);
            }
        });
    }

    /// The command that writes a text into a cell.
    pub(super) fn command(self, at: At, text: &str) -> Result<Option<Command>, Fault> {
        let row = self.row_untracked(at).ok_or(Fault::Fixed)?;
        let column = *Column::ALL.get(at.column).ok_or(Fault::Fixed)?;
        self.row_command(&row, column, text)
    }

    fn row_command(self, row: &Row, column: Column, text: &str) -> Result<Option<Command>, Fault> {
        self.with_subject(row, |subject, status, known| {
            column.command(text, subject, status, known)
        })
        .unwrap_or(Err(Fault::Fixed))
    }

    /// The command that writes a text into a cell of a node that is about to be added, and links to nothing.
    pub(super) fn new_row_command(
        self,
        id: &NodeId,
        node: &Node,
        column: Column,
        text: &str,
    ) -> Result<Option<Command>, Fault> {
        let subject = Subject { id, node, link: None };
        let known = |known: Known<'_>| column.command(text, subject, &NodeStatus::NOTHING, known);
        self.with_known(known)
    }

    fn with_known<T>(self, read: impl FnOnce(Known<'_>) -> T) -> T {
        let (people, functions) = (self.session.people().get(), self.session.functions().get());
        read(Known { people: &people, functions: &functions, today: clock::today() })
    }

    /// What a cell shows now.
    pub(super) fn text(self, at: At) -> String {
        let (Some(row), Some(column)) = (self.row_untracked(at), Column::ALL.get(at.column)) else {
            return String::new();
        };
        self.with_subject(&row, |subject, status, known| column.text(subject, status, known))
            .unwrap_or_default()
    }

    /// Reads a row's node and link; what asks from within a view follows them.
    pub(super) fn with_subject<T>(
        self,
        row: &Row,
        read: impl FnOnce(Subject<'_>, &NodeStatus, Known<'_>) -> T,
    ) -> Option<T> {
        let node: Arc<Node> = self.session.node(&row.node)?.get();
        let link: Option<Arc<Link>> =
            row.via.as_ref().and_then(|id| self.session.link(id)).map(|link| link.get());
        let status = self.session.status_of(&row.node).get();
        let link = row.via.as_ref().zip(link.as_deref());
        let subject = Subject { id: &row.node, node: &node, link };
        Some(self.with_known(|known| read(subject, &status, known)))
    }

    pub(super) fn say(self, said: String) {
        self.said.set(said);
    }

    /// Goes to the row of a node under another, once it is there; then its title is typed.
    pub(super) fn go_and_name(self, key: RowKey) {
        let row = self.rows.with_untracked(|rows| rows.iter().position(|row| row.key == key));
        if let Some(row) = row {
            self.go(At { row, column: 0 }, false);
            self.type_in(None);
        }
    }

    /// The key of a node that stands at the top.
    pub(super) fn top_key(node: &NodeId) -> RowKey {
        key_at_top(node)
    }
}

fn located(rows: &[Row], stand: Stand) -> At {
    let is_it = |row: &&Row| row.key == stand.key;
    let row = match rows.get(stand.row).filter(is_it) {
        Some(_) => Some(stand.row),
        None => rows.iter().position(|row| row.key == stand.key),
    };
    let row = row.unwrap_or_else(|| stand.row.min(rows.len().saturating_sub(1)));
    At { row, column: stand.column }
}

fn rows_of(
    session: Session,
    sorting: Option<Sorting>,
    sought: &str,
    is_flat: bool,
    toggled: &BTreeSet<RowKey>,
) -> Vec<Row> {
    let (nodes, links) = (session.node_ids().get(), session.link_ids().get());
    let (people, functions) = (session.people().get(), session.functions().get());
    let known = Known { people: &people, functions: &functions, today: clock::today() };
    let rows = session.with_workspace(|workspace| {
        let ties: Vec<Tie> = links
            .iter()
            .filter_map(|id| {
                let link = workspace.links.get(id)?;
                let (from, to) = (link.from.clone(), link.to.clone());
                Some(Tie { link: id.clone(), kind: link.kind, from, to })
            })
            .collect();
        let keys = order::keys(session, workspace, &nodes, known, sorting);
        let found =
            (!sought.trim().is_empty()).then(|| order::sought(workspace, &nodes, known, sought));
        let is_descending = sorting.is_some_and(|sorting| sorting.is_descending);
        let forest =
            Forest::of(nodes.clone(), &ties, |a, b| order::compare(&keys, is_descending, a, b));
        let is_sought = |node: &NodeId| found.as_ref().is_some_and(|found| found.contains(node));
        let sought = found.is_some().then_some(&is_sought as &dyn Fn(&NodeId) -> bool);
        forest.rows(&View { toggled, sought, is_flat })
    });
    rows.unwrap_or_default()
}
