//! Typing into a cell: what is typed stays with its row, wherever colleagues put that, and with the device until it is
//! written.

use causeway_document::Command;
use leptos::prelude::*;

use super::{Sheet, Stand};
use crate::i18n::say;
use crate::state::notice::Notice;
use crate::views::outline::columns::{Column, Fault};
use crate::views::outline::editor::Drafted;
use crate::views::outline::grid::At;
use crate::views::outline::tree::Row;

/// The cell that is being typed into, and what it began with.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::views::outline) struct Typing {
    pub(in crate::views::outline) stand: Stand,
    /// The row as it was then: a colleague's link puts its node elsewhere in the tree.
    pub(in crate::views::outline) row: Row,
    pub(in crate::views::outline) begun: Option<String>,
    /// What stood there then: whatever comes in beside it meanwhile is a colleague's, and stays.
    pub(in crate::views::outline) seen: String,
}

impl Sheet {
    /// What is typed goes along with its node, wherever colleagues put that in the tree.
    pub(super) fn keep_typing(self) {
        Effect::new(move |_| {
            let Some(typing) = self.typing.get() else { return };
            let column = Column::ALL.get(typing.stand.column).copied();
            let goes_along = |row: &Row| {
                let is_same_link =
                    row.via == typing.row.via || column.is_some_and(|it| !it.is_of_link());
                row.node == typing.row.node && is_same_link
            };
            let found = self.rows.with(|rows| {
                let is_there = rows.iter().any(|row| row.key == typing.stand.key);
                if is_there { Ok(()) } else { Err(rows.iter().position(goes_along)) }
            });
            match found {
                Ok(()) => {}
                Err(Some(row)) => {
                    let stand = self.stand(At { row, column: typing.stand.column });
                    self.head.set(stand);
                    self.typing.set(Some(Typing { stand, ..typing }));
                }
                Err(None) => self.end_typing(&typing),
            }
        });
    }

    /// The cell went away while it was typed in: what was typed is written where it still can be, and kept where not.
    fn end_typing(self, typing: &Typing) {
        self.typing.set(None);
        self.call();
        self.write_kept(typing);
    }

    /// Writes what was typed so far, as when another screen is opened by the browser's way back.
    pub(in crate::views::outline) fn write_typed(self) {
        if let Some(typing) = self.typing.try_get_untracked().flatten() {
            self.write_kept(&typing);
        }
    }

    fn write_kept(self, typing: &Typing) {
        let session = self.session;
        let Some(column) = Column::ALL.get(typing.stand.column) else { return };
        if session.node(&typing.row.node).is_none() {
            if let Some(node) = session.deleted_node(&typing.row.node) {
                session.notices.say(Notice::CellGone(node.title.shown().into_owned()));
            }
            return;
        }
        let draft = Drafted::at(
            session.document(),
            &column.place(&typing.row),
            String::new(),
            typing.seen.clone(),
        );
        if !draft.typed.is_kept() {
            return;
        }
        let (text, seen) = (draft.typed.get_untracked(), draft.seen.get_untracked());
        let written = untrack(|| self.command_since(&typing.row, *column, &seen, &text));
        // A refusal is shown by the session.
        let is_written = match written {
            Ok(Some(command)) => session.dispatch(command).is_ok(),
            Ok(None) => true,
            Err(why) => {
                self.say(say(why.said()).to_owned());
                false
            }
        };
        if is_written {
            draft.clear();
        }
    }

    /// Whether the cell where one stands can be typed into.
    pub(in crate::views::outline) fn can_type(self) -> bool {
        self.row_to_type_in(self.head_at()).is_some()
    }

    fn row_to_type_in(self, at: At) -> Option<Row> {
        untrack(|| self.row_untracked(at).filter(|row| self.can_write(row, at.column)))
    }

    /// Begins to type into the cell where one stands; `begun` takes the place of what is there.
    pub(in crate::views::outline) fn type_in(self, begun: Option<String>) {
        let at = self.head_at();
        let Some(row) = self.row_to_type_in(at) else {
            return self.say(say(Fault::Fixed.said()).to_owned());
        };
        self.anchor.set(None);
        let seen = self.draft(at);
        self.typing.set(Some(Typing { stand: self.stand(at), row, begun, seen }));
    }

    fn can_write(self, row: &Row, column: usize) -> bool {
        let Some(column) = Column::ALL.get(column) else { return false };
        self.can_edit()
            && self.with_subject(row, |subject, _, _| column.can_edit(subject)).unwrap_or_default()
    }

    /// The command that writes a text into the cell of a row that showed `seen` when it began to be typed in: a title is
    /// what two people may type in at once.
    pub(in crate::views::outline) fn command_since(
        self,
        row: &Row,
        column: Column,
        seen: &str,
        text: &str,
    ) -> Result<Option<Command>, Fault> {
        if column == Column::Title && text.trim() == seen.trim() {
            return Ok(None);
        }
        Ok(self.row_command(row, column, text)?.map(|command| match command {
            Command::RenameNode { node, title, .. } => {
                Command::RenameNode { node, base: seen.to_owned(), title }
            }
            other => other,
        }))
    }

    /// What a cell begins to be typed in with.
    fn draft(self, at: At) -> String {
        let (Some(row), Some(column)) = (self.row_untracked(at), Column::ALL.get(at.column)) else {
            return String::new();
        };
        let draft =
            || self.with_subject(&row, |node, status, known| column.draft(node, status, known));
        untrack(draft).unwrap_or_default()
    }
}
