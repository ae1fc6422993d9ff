//! What people say about a node or a link, whom they mention, and what is settled.

mod composer;
mod mentions;

use causeway_model::order::Arrange as _;
use causeway_model::time::print_instant;
use causeway_model::tombstone::undeleted;
use causeway_model::{Comment, Json, Path, PersonId};
use leptos::prelude::*;
use serde_json::json;

use crate::i18n::{Key, say, say_count, say_with, t};
use crate::panels::inspector::part::Part;
use crate::panels::inspector::rows::TakeAway;
use crate::panels::inspector::spot::Spot;
use crate::platform::{clock, random};
use crate::state::session::Session;
use crate::ui::{Avatar, Glyph, Icon, may_edit};

use composer::Composer;
use mentions::pieces;

/// A comment with its id.
type Said = (String, Comment);

/// The comments on a record, the open ones first, and a field for the next.
#[component]
pub(super) fn Talk(session: Session, on: String) -> impl IntoView {
    let subject = StoredValue::new(on);
    let said = Memo::new(move |_| {
        session.records().track();
        session
            .with_workspace(|workspace| {
                let here = |comment: &Comment| {
                    subject.with_value(|subject| {
                        comment.on.as_ref().is_some_and(|on| on.as_str() == subject)
                    })
                };
                let all = undeleted(&workspace.comments, clock::today());
                let mut said: Vec<Said> = all
                    .filter(|(_, comment)| here(comment))
                    .map(|(id, comment)| (id.to_string(), comment.clone()))
                    .collect();
                said.arrange_by_key(|(_, comment)| (comment.is_resolved(), comment.at));
                said
            })
            .unwrap_or_default()
    });
    let sum = Signal::derive(move || {
        let open =
            said.with(|said| said.iter().filter(|(_, comment)| !comment.is_resolved()).count());
        if open == 0 { String::new() } else { say_count(Key::TalkSum, open) }
    });
    let send = Callback::new(move |text: String| {
        let mut comment = json!({
            "on": subject.get_value(),
            "at": print_instant(clock::now()),
            "text": text,
        });
        if let Some(me) = session.person().get_untracked() {
            comment["by"] = Json::String(me.to_string());
        }
        let path = Path::of(["comments".to_owned(), random::id()]);
        session.dispatch(causeway_document::Command::SetField { path, value: comment }).is_ok()
    });
    view! {
        <Part title=Key::PartTalk sum>
            <p class="empty" hidden=move || !said.with(Vec::is_empty)>
                {t(Key::TalkEmpty)}
            </p>
            <ol class="talk" hidden=move || said.with(Vec::is_empty)>
                <For
                    each=move || said.get()
                    key=|(id, comment)| format!("{id} {comment:?}")
                    children=move |(id, comment)| view! { <Remark session id comment/> }
                />
            </ol>
            {move || {
                let on = subject.get_value();
                may_edit().then(|| view! { <Composer session place=format!("{on}/comment") send/> })
            }}
        </Part>
    }
}

/// One comment.
#[component]
fn Remark(session: Session, id: String, comment: Comment) -> impl IntoView {
    let spot = Spot::record(session, "comments", &id);
    let name = {
        let by = comment.by.clone();
        Signal::derive(move || {
            by.as_ref().map_or_else(|| say(Key::MapSomeone).to_owned(), |by| name_of(session, by))
        })
    };
    let crew = {
        let by = comment.by.clone();
        Signal::derive(move || Some(session.crew_of(by.as_ref()?.as_str())))
    };
    let when = comment.at.map(clock::moment);
    let is_resolved = comment.is_resolved();
    let settle = {
        let spot = spot.at("resolved");
        move |_| spot.put((!is_resolved).then_some(Json::Bool(true)))
    };
    let take = {
        let spot = spot.clone();
        Callback::new(move |()| spot.delete())
    };
    let text = comment.text.shown().into_owned();
    let words = move || {
        let names = names(session);
        let piece = |(is_mention, piece): (bool, &str)| {
            let piece = piece.to_owned();
            if is_mention {
                view! { <mark class="mention">{piece}</mark> }.into_any()
            } else {
                piece.into_any()
            }
        };
        pieces(&text, &names).into_iter().map(piece).collect_view()
    };
    view! {
        <li data-state=is_resolved.then_some("resolved")>
            <p class="who">
                <Avatar name crew small=true named=true/>
                <b>{name}</b>
                <span class="quiet">
                    {when.map(|(day, time)| move || say_with(Key::MomentAt, &[("date", &crate::i18n::day(day)), ("time", &time)]))}
                </span>
            </p>
            <p class="words">{words}</p>
            {may_edit().then(|| view! {
                <div class="row">
                    <button
                        class="button"
                        type="button"
                        data-rank="bare"
                        data-size="s"
                        on:click=settle
                    >
                        <Icon of=if is_resolved { Glyph::Restore } else { Glyph::Check }/>
                        {t(if is_resolved { Key::TalkReopen } else { Key::TalkResolve })}
                    </button>
                    <TakeAway label=Key::TalkDelete take/>
                </div>
            })}
        </li>
    }
}

/// Everybody's names.
fn names(session: Session) -> Vec<String> {
    session
        .people()
        .with(|people| people.values().filter_map(|person| person.name.clone()).collect())
}

/// What someone is called.
pub(super) fn name_of(session: Session, id: &PersonId) -> String {
    session.person_name(id).unwrap_or_else(|| id.to_string())
}
