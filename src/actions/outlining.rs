//! What is done in the outline, where one stands.

use leptos::prelude::Callable as _;

use super::{Action, Context, Shortcut};
use crate::i18n::Key;
use crate::state::rows::RowAct;
use crate::ui::Glyph;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "row-below",
        label: Key::ActionAddUpstream,
        within: None,
        keywords: Key::ActionAddUpstreamWords,
        glyph: Some(Glyph::Plus),
        shortcuts: &[Shortcut::control_shift("Enter")],
        is_offered: |context| can_write(context, RowAct::AddBelow),
        perform: |context| act(context, RowAct::AddBelow),
    },
    Action {
        id: "row-beside",
        label: Key::ActionAddSibling,
        within: None,
        keywords: Key::ActionAddSiblingWords,
        glyph: Some(Glyph::Plus),
        shortcuts: &[Shortcut::control("Enter")],
        is_offered: |context| can_write(context, RowAct::AddBeside),
        perform: |context| act(context, RowAct::AddBeside),
    },
    Action {
        id: "row-type",
        label: Key::ActionRowType,
        within: None,
        keywords: Key::ActionRenameWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("F2"), Shortcut::plain("Enter")],
        is_offered: |context| can_write(context, RowAct::Type),
        perform: |context| act(context, RowAct::Type),
    },
    Action {
        id: "row-link",
        label: Key::OutlineLink,
        within: None,
        keywords: Key::ActionRowLinkWords,
        glyph: Some(Glyph::Link),
        shortcuts: &[Shortcut::alt("l")],
        is_offered: |context| can_write(context, RowAct::Link),
        perform: |context| act(context, RowAct::Link),
    },
    Action {
        id: "row-unlink",
        label: Key::OutlineUnlink,
        within: None,
        keywords: Key::ActionRowUnlinkWords,
        glyph: Some(Glyph::Minus),
        shortcuts: &[Shortcut::alt("Backspace")],
        is_offered: |context| can_write(context, RowAct::Unlink),
        perform: |context| act(context, RowAct::Unlink),
    },
    Action {
        id: "row-delete",
        label: Key::OutlineDelete,
        within: None,
        keywords: Key::ActionDeleteWords,
        glyph: Some(Glyph::Delete),
        shortcuts: &[Shortcut::control("Delete")],
        is_offered: |context| can_write(context, RowAct::Delete),
        perform: |context| act(context, RowAct::Delete),
    },
    Action {
        id: "row-details",
        label: Key::OutlineDetails,
        within: None,
        keywords: Key::ActionRowDetailsWords,
        glyph: Some(Glyph::Focus),
        shortcuts: &[Shortcut::plain(" ")],
        is_offered: |context| can(context, RowAct::Details),
        perform: |context| act(context, RowAct::Details),
    },
];

pub(super) fn can(context: &Context, act: RowAct) -> bool {
    context.rows.and_then(|rows| rows.can.try_run(act)) == Some(true)
}

fn can_write(context: &Context, act: RowAct) -> bool {
    context.can_edit() && can(context, act)
}

/// The outline gives its commands itself, and says what came of them.
pub(super) fn act(context: &Context, act: RowAct) -> Option<causeway_document::Command> {
    // Nothing is left to do where the outline has gone meanwhile.
    context.rows?.perform.try_run(act);
    None
}
