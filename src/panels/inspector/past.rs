//! What became of a record: who wrote what, when, and a way back to what was there before.

mod gathered;
mod told;

use causeway_document::Edit;
use causeway_model::PersonId;
use leptos::prelude::*;

use crate::i18n::{Key, day, say, say_with, t};
use crate::panels::inspector::part::Part;
use crate::panels::inspector::spot::Spot;
use crate::panels::inspector::talk::name_of;
use crate::platform::clock;
use crate::state::session::Session;
use crate::ui::{Avatar, Glyph, Icon, may_edit};

use gathered::gathered;
use told::{label, restoring, shown};

/// How many edits are read from the document, and how many are shown before the rest is asked for.
const MOST: usize = 2_000;
const FIRST: usize = 12;

/// The edits of a record, the latest first.
#[component]
pub(super) fn Past(session: Session, spot: Spot) -> impl IntoView {
    let path = StoredValue::new(spot.path());
    view! {
        <Part title=Key::PartPast>
            <Edits session path/>
        </Part>
    }
}

#[component]
fn Edits(session: Session, path: StoredValue<causeway_model::Path>) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let edits = Memo::new(move |_| {
        session.judged().track();
        gathered(path.with_value(|path| session.edits(path, MOST)))
    });
    let seen = move || {
        let mut edits = edits.get();
        if !shows_all.get() {
            edits.truncate(FIRST);
        }
        edits
    };
    view! {
        <p class="empty" hidden=move || !edits.with(Vec::is_empty)>
            {t(Key::PastEmpty)}
        </p>
        <ol class="past" hidden=move || edits.with(Vec::is_empty)>
            <For
                each=seen
                key=|edit| format!("{edit:?}")
                children=move |edit| view! { <Row session path edit/> }
            />
        </ol>
        <Show when=move || !shows_all.get() && edits.with(|edits| edits.len() > FIRST)>
            <div>
                <button class="button" type="button" data-size="s" on:click=move |_| shows_all.set(true)>
                    {t(Key::PastAll)}
                </button>
            </div>
        </Show>
    }
}

/// One edit: who and when, what it was and what it became.
#[component]
fn Row(session: Session, path: StoredValue<causeway_model::Path>, edit: Edit) -> impl IntoView {
    let author = author(session, &edit.actor);
    let crew = {
        let author = author.clone();
        Signal::derive(move || Some(session.crew_of(author.as_ref()?.as_str())))
    };
    let name = Signal::derive(move || {
        author
            .as_ref()
            .map_or_else(|| say(Key::MapSomeone).to_owned(), |author| name_of(session, author))
    });
    let when = edit.at.map(clock::moment);
    let depth = path.with_value(|path| path.keys().len());
    let field = label(session, &edit.path.keys()[depth.min(edit.path.keys().len())..]);
    let values =
        [&edit.before, &edit.after].map(|value| shown(session, &edit.path, value.as_ref()));
    let [before, after] = values;
    let spoken = say_with(Key::PastRestoreSaid, &[("field", &field), ("value", &before)]);
    let command = restoring(session, &edit).filter(|_| may_edit());
    view! {
        <li>
            <p class="who">
                <Avatar name crew small=true named=true/>
                <b>{name}</b>
                <span class="quiet">
                    {when.map(|(on, time)| move || say_with(Key::MomentAt, &[("date", &day(on)), ("time", &time)]))}
                </span>
            </p>
            <p class="change">
                <span class="label">{field}</span>
                <del>{before}</del>
                <span aria-hidden="true">"\u{2192}"</span>
                <ins>{after}</ins>
            </p>
            {command
                .map(|command| {
                    view! {
                        <div class="row">
                            <button
                                class="button"
                                type="button"
                                data-rank="bare"
                                data-size="s"
                                aria-label=spoken
                                on:click=move |_| {
                                    let _ = session.dispatch(command.clone());
                                }
                            >
                                <Icon of=Glyph::Restore/>
                                {t(Key::PastRestore)}
                            </button>
                        </div>
                    }
                })}
        </li>
    }
}

/// Whose opening of the document it was.
fn author(session: Session, actor: &str) -> Option<PersonId> {
    session
        .with_workspace(|workspace| {
            let known = workspace.actors.iter().find(|(id, _)| id.as_str() == actor);
            known.and_then(|(_, known)| known.person.clone())
        })
        .flatten()
}
