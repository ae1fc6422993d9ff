//! Why a step was not taken, as a sentence with a way out.

use causeway_document::{ReadOnly, Refusal};
use causeway_model::{LinkId, LinkKind, NodeId, Path};
use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, title_or_nameless};
use crate::state::session::Session;

/// The sentence, with the name of what it is about.
pub(super) fn refusal_said(session: Session, refusal: &Refusal) -> String {
    let about = |key: Key, path: &Path| say_with(key, &[("what", &name_of(session, path))]);
    match refusal {
        Refusal::ReadOnly(ReadOnly::Viewing) => say(Key::ReadOnlyViewing).to_owned(),
        Refusal::ReadOnly(ReadOnly::Empty) => say(Key::ReadOnlyEmpty).to_owned(),
        Refusal::ReadOnly(ReadOnly::Foreign) => say(Key::ReadOnlyForeign).to_owned(),
        Refusal::ReadOnly(ReadOnly::Newer { format }) => {
            say_with(Key::ReadOnlyNewer, &[("format", format)])
        }
        Refusal::Absent { path } => about(Key::RefusalAbsent, path),
        Refusal::Deleted { path } => about(Key::RefusalDeleted, path),
        Refusal::Taken { path } => about(Key::RefusalTaken, path),
        Refusal::Required { path } => about(Key::RefusalRequired, path),
        Refusal::Fixed { path } => about(Key::RefusalFixed, path),
        Refusal::InConflict { path } => about(Key::RefusalInConflict, path),
        Refusal::NotInConflict { path } => about(Key::RefusalNotInConflict, path),
        Refusal::NotRanked { path } => about(Key::RefusalNotRanked, path),
        Refusal::Unknown { path } | Refusal::NotText { path } | Refusal::Misplaced { path } => {
            about(Key::RefusalFailed, path)
        }
        Refusal::Invalid { path, found, .. } => {
            let what = name_of(session, path);
            say_with(Key::RefusalInvalid, &[("what", &what), ("found", found)])
        }
        Refusal::SecondLink { .. } => say(Key::RefusalSecondLink).to_owned(),
        Refusal::WrongEnds { kind: LinkKind::Causes } => say(Key::RefusalEndsCauses).to_owned(),
        Refusal::WrongEnds { kind: LinkKind::Serves } => say(Key::RefusalEndsServes).to_owned(),
        Refusal::SelfLink | Refusal::WrongEnds { kind: LinkKind::DependsOn } => {
            say(Key::RefusalSelfLink).to_owned()
        }
        Refusal::ServesCircle => say(Key::RefusalServesCircle).to_owned(),
        Refusal::Failed(why) => say_with(Key::RefusalFailed, &[("what", why)]),
    }
}

/// A node by its title, a link by those of its ends; anything else by its path.
pub(super) fn name_of(session: Session, path: &Path) -> String {
    let title = match path.keys() {
        [map, id, ..] if map == "nodes" => {
            NodeId::new(id).ok().and_then(|id| match session.node(&id) {
                Some(node) => Some(node.with_untracked(|node| node.title.shown().into_owned())),
                None => session.deleted_node(&id).map(|node| node.title.shown().into_owned()),
            })
        }
        [map, id, ..] if map == "links" => LinkId::new(id).ok().and_then(|id| {
            let link = session.link(&id)?.get_untracked();
            let title = |end: &NodeId| {
                session
                    .node(end)
                    .map(|node| node.with_untracked(|node| title_or_nameless(&node.title)))
            };
            Some(format!("{} → {}", title(&link.from)?, title(&link.to)?))
        }),
        _ => None,
    };
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| path.to_string())
}
