//! What the person must be told once, over the foot of the screen.

use causeway_document::Skipped;
use causeway_interchange::clip::Fault;
use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, say_count_with, say_with, t};
use crate::state::notice::{Notice, Shown};
use crate::state::session::Session;
use crate::ui::{CrossButton, Mark, StatusMark};
use crate::views::workspace::refusal::{name_of, refusal_said};

/// The notices that are still shown, oldest first; each stays until it is dismissed.
#[component]
pub(super) fn Messages(session: Session) -> impl IntoView {
    let notices = session.notices;
    view! {
        <div class="messages" role="log" aria-label=t(Key::MessagesLabel) aria-live="polite">
            <For
                each=move || notices.shown().get()
                key=|shown| shown.number
                children=move |Shown { number, notice }| {
                    let (tone, mark) = look(&notice);
                    view! {
                        <div class="message" data-tone=tone>
                            <StatusMark of=mark/>
                            <p>{move || said(session, &notice)}</p>
                            <CrossButton
                                label=t(Key::MessageDismiss)
                                press=move |()| notices.dismiss(number)
                            />
                        </div>
                    }
                }
            />
        </div>
    }
}

/// Its tone and its shape: grave is what may have been lost.
fn look(notice: &Notice) -> (&'static str, Mark) {
    match notice {
        Notice::Refused(_)
        | Notice::Skipped(_)
        | Notice::TitleGone(_)
        | Notice::CellGone(_)
        | Notice::CellsLeft(_)
        | Notice::PasteByKey
        | Notice::NoLoops
        | Notice::NoPath(..)
        | Notice::LeaderUnseen(_)
        | Notice::NotPasted(_) => ("watch", Mark::Watch),
        Notice::Recorded { .. } | Notice::LeaderGone(_) => ("ok", Mark::Ok),
        Notice::Damaged(_) => ("act", Mark::Act),
    }
}

fn said(session: Session, notice: &Notice) -> String {
    match notice {
        Notice::Refused(refusal) => refusal_said(session, refusal),
        Notice::Skipped(parts) => skipped_said(session, parts),
        Notice::LeaderGone(name) => say_with(Key::NoticeLeaderGone, &[("name", name)]),
        Notice::LeaderUnseen(name) => say_with(Key::NoticeLeaderUnseen, &[("name", name)]),
        Notice::TitleGone(title) => say_with(Key::NoticeTitleGone, &[("title", title)]),
        Notice::CellGone(title) => say_with(Key::NoticeCellGone, &[("title", title)]),
        Notice::CellsLeft(said) => said.clone(),
        Notice::PasteByKey => say(Key::NoticePasteByKey).to_owned(),
        Notice::NoLoops => say(Key::NoticeNoLoops).to_owned(),
        Notice::NoPath(one, other) => {
            say_with(Key::NoticeNoPath, &[("one", one), ("other", other)])
        }
        Notice::NotPasted(fault) => say(fault_said(*fault)).to_owned(),
        Notice::Recorded { values, nodes } => {
            let nodes = say_count(Key::SeveralNodes, *nodes);
            say_count_with(Key::NoticeRecorded, *values, &[("nodes", &nodes)])
        }
        Notice::Damaged(pieces) => say_count(Key::NoticeDamaged, *pieces),
    }
}

/// What undo or redo left alone: by name where it is one node or link.
fn skipped_said(session: Session, parts: &[Skipped]) -> String {
    let record = |part: &Skipped| part.path.keys().get(..2).map(<[String]>::to_vec);
    match parts {
        [first, rest @ ..] if rest.iter().all(|part| record(part) == record(first)) => {
            say_with(Key::NoticeSkippedOne, &[("what", &name_of(session, &first.path))])
        }
        _ => say_count(Key::NoticeSkipped, parts.len()),
    }
}

/// Why nothing was pasted, and what to do.
fn fault_said(fault: Fault) -> Key {
    match fault {
        Fault::Empty => Key::PasteEmpty,
        Fault::TooLong => Key::PasteTooLong,
        Fault::NoDates => Key::PasteNoDates,
        Fault::NoTitles => Key::PasteNoTitles,
        Fault::NoValues => Key::PasteNoValues,
    }
}
