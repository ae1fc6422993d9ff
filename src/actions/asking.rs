//! What asks over the whole screen: what to find or to do, and which keys there are.

use leptos::prelude::*;

use super::{Action, Shortcut};
use crate::i18n::Key;
use crate::state::lens::Asking;
use crate::ui::Glyph;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "palette",
        label: Key::ActionPalette,
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
        id: "keys",
        label: Key::ActionKeys,
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
