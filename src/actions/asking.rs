//! What asks over the whole screen: what to find or to do, and which keys there are; and the menu of what is chosen.

use leptos::prelude::*;

use super::outlining::{act, can};
use super::{Action, Shortcut};
use crate::i18n::Key;
use crate::state::lens::Asking;
use crate::state::rows::RowAct;
use crate::state::tour;
use crate::ui::Glyph;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "palette",
        label: Key::ActionPalette,
        within: None,
        keywords: Key::ActionPaletteWords,
        glyph: Some(Glyph::Find),
        shortcuts: &[Shortcut::control("k")],
        is_offered: |_| true,
        perform: |context| {
            context.session.lens.asking.set(Some(Asking::Palette));
            None
        },
    },
    Action {
        id: "menu",
        label: Key::MapMenu,
        within: None,
        keywords: Key::ActionMenuWords,
        glyph: Some(Glyph::More),
        shortcuts: &[Shortcut::plain("ContextMenu"), Shortcut::shift("F10")],
        is_offered: |context| context.atlas.is_some() || can(context, RowAct::Menu),
        perform: |context| match context.atlas {
            Some(atlas) => {
                atlas.open_menu_of_chosen();
                None
            }
            None => act(context, RowAct::Menu),
        },
    },
    Action {
        id: "tour",
        label: Key::ActionTour,
        within: None,
        keywords: Key::ActionTourWords,
        glyph: Some(Glyph::Help),
        shortcuts: &[Shortcut::plain("t")],
        is_offered: |context| context.can_edit() && context.atlas.is_some(),
        perform: |context| {
            tour::call(context.session);
            None
        },
    },
    Action {
        id: "keys",
        label: Key::ActionKeys,
        within: None,
        keywords: Key::ActionKeysWords,
        glyph: Some(Glyph::Keys),
        shortcuts: &[Shortcut::plain("?")],
        is_offered: |_| true,
        perform: |context| {
            context.session.lens.asking.set(Some(Asking::Keys));
            None
        },
    },
];
