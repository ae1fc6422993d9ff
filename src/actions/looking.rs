//! What changes only what is seen or selected.

use causeway_canvas::Selection;
use leptos::prelude::*;

use super::{Action, Context, Shortcut};
use crate::i18n::Key;
use crate::ui::Glyph;

/// How much one step enlarges.
const ZOOM_STEP: f64 = 1.25;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "select-all",
        label: Key::ActionSelectAll,
        keywords: Key::ActionSelectAllWords,
        glyph: None,
        shortcuts: &[Shortcut::control("a")],
        is_offered: |context| !context.follow(context.session.node_ids()).is_empty(),
        perform: |context| {
            let all = context.session.node_ids().get_untracked();
            context.session.selection.set(Selection::nodes(all));
            None
        },
    },
    Action {
        id: "fit",
        label: Key::ActionFit,
        keywords: Key::ActionFitWords,
        glyph: Some(Glyph::Fit),
        shortcuts: &[Shortcut::plain("1")],
        is_offered: has_map,
        perform: |context| {
            context.atlas?.fit();
            None
        },
    },
    Action {
        id: "zoom-in",
        label: Key::ActionZoomIn,
        keywords: Key::ActionZoomInWords,
        glyph: Some(Glyph::Plus),
        shortcuts: &[Shortcut::plain("+"), Shortcut::plain("=")],
        is_offered: has_map,
        perform: |context| {
            context.atlas?.zoom_by(ZOOM_STEP);
            None
        },
    },
    Action {
        id: "zoom-out",
        label: Key::ActionZoomOut,
        keywords: Key::ActionZoomOutWords,
        glyph: Some(Glyph::Minus),
        shortcuts: &[Shortcut::plain("-")],
        is_offered: has_map,
        perform: |context| {
            context.atlas?.zoom_by(1.0 / ZOOM_STEP);
            None
        },
    },
    Action {
        id: "zoom-full",
        label: Key::ActionZoomFull,
        keywords: Key::ActionZoomFullWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("0")],
        is_offered: has_map,
        perform: |context| {
            let atlas = context.atlas?;
            atlas.zoom_by(1.0 / context.session.camera.get_untracked().zoom());
            None
        },
    },
];

fn has_map(context: &Context) -> bool {
    context.atlas.is_some()
}
