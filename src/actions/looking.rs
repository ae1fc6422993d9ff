//! What changes only what is seen or selected.

use causeway_canvas::Selection;
use leptos::prelude::*;

use super::{Action, Context, Shortcut};
use crate::i18n::Key;
use crate::state::company;
use crate::state::peers::PresentPeer;
use crate::ui::Glyph;

/// How much one step enlarges.
const ZOOM_STEP: f64 = 1.25;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        id: "select-all",
        label: Key::ActionSelectAll,
        within: None,
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
        within: None,
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
        within: None,
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
        within: None,
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
        within: None,
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
    Action {
        id: "follow",
        label: Key::ActionFollow,
        within: None,
        keywords: Key::ActionFollowWords,
        glyph: Some(Glyph::Person),
        shortcuts: &[Shortcut::plain("g")],
        is_offered: |context| next_leader(context).is_some(),
        perform: |context| {
            context.session.company.follow(&next_leader(context)?);
            None
        },
    },
    Action {
        id: "stop-following",
        label: Key::ActionStopFollowing,
        within: None,
        keywords: Key::ActionStopFollowingWords,
        glyph: None,
        shortcuts: &[Shortcut::plain("Escape")],
        is_offered: |context| context.follow(context.session.company.followed()).is_some(),
        perform: |context| {
            context.session.company.stop();
            None
        },
    },
];

/// The colleague after the one who is followed, of those who can be: who follows this person can't.
fn next_leader(context: &Context) -> Option<String> {
    let session = context.session;
    let followed = context.follow(session.company.followed());
    let peers = context.follow(session.peers());
    let mine = untrack(|| session.own_words());
    let can_lead = |word: &&str| !company::leads_back(&peers, word, &mine);
    let mut words: Vec<&str> = peers.iter().map(PresentPeer::word).filter(can_lead).collect();
    words.sort_unstable();
    let after = words.iter().find(|word| followed.as_deref().is_some_and(|led| **word > led));
    let next = after.or(words.first())?;
    (followed.as_deref() != Some(*next)).then(|| (*next).to_owned())
}

fn has_map(context: &Context) -> bool {
    context.atlas.is_some()
}
