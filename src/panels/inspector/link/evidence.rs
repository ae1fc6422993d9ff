//! What speaks for and against a link's hypothesis.

use causeway_model::order::Arrange as _;
use causeway_model::tombstone::undeleted;
use causeway_model::{Contested, Evidence, Json, PersonId};
use leptos::prelude::*;
use serde_json::Map;

use crate::i18n::{Key, say, say_count};
use crate::panels::inspector::cells::{
    DateCell, IdCell, SegmentCell, TextCell, field, people_choices,
};
use crate::panels::inspector::link::Subject;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::rows::{AddRow, Rows, TakeAway};
use crate::platform::clock;

/// The pieces of evidence, the latest first.
#[component]
pub(super) fn EvidencePart(subject: Subject) -> impl IntoView {
    let Subject { session, spot, link } = subject.clone();
    let here = spot.at("evidence");
    let ids = Memo::new(move |_| {
        link.with(|link| {
            let mut pieces: Vec<_> = undeleted(&link.evidence, clock::today()).collect();
            pieces.arrange_by_key(|(_, piece)| std::cmp::Reverse(piece.on));
            pieces.into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
        })
    });
    let sum = Signal::derive(move || match ids.with(Vec::len) {
        0 => say(Key::EvidenceUntested).to_owned(),
        count => say_count(Key::EvidenceSum, count),
    });
    let add = Callback::new(move |()| {
        let mut piece = Map::new();
        piece.insert("on".to_owned(), Json::String(clock::today().to_string()));
        if let Some(me) = session.person().get_untracked() {
            piece.insert("by".to_owned(), Json::String(me.to_string()));
        }
        here.add(Json::Object(piece));
    });
    let row =
        Callback::new(move |id: String| view! { <Row subject=subject.clone() id/> }.into_any());
    view! {
        <Part title=Key::PartEvidence sum>
            <Rows ids row empty=Key::EvidenceEmpty/>
            <AddRow label=Key::EvidenceAdd add/>
        </Part>
    }
}

/// One piece.
#[component]
fn Row(subject: Subject, id: String) -> impl IntoView {
    let Subject { session, spot, link } = subject;
    let here = spot.at("evidence").key(id.clone());
    let piece = field(link, move |link| {
        link.evidence.get(id.as_str()).cloned().unwrap_or_else(Evidence::default)
    });
    let verdict = Signal::derive(move || match piece.with(|piece| piece.verdict) {
        Some(verdict) => Contested::One(verdict),
        None => Contested::Absent,
    });
    let (text, verdict_at) = (here.at("text"), here.at("verdict"));
    let (on, by) = (here.at("on"), here.at("by"));
    let take = Callback::new(move |()| here.delete());
    view! {
        <li>
            <div class="stack">
                <TextCell
                    label=Key::EvidenceText
                    spot=text
                    text=Signal::derive(move || piece.with(|piece| piece.text.clone()))
                    ask=Key::EvidenceTextAsk
                />
                <SegmentCell
                    label=Key::EvidenceVerdict
                    spot=verdict_at
                    word=verdict
                    default=None
                />
                <div class="pair">
                    <DateCell
                        label=Key::EvidenceOn
                        spot=on
                        day=Signal::derive(move || piece.with(|piece| piece.on))
                    />
                    <IdCell
                        label=Key::EvidenceBy
                        spot=by
                        id=Signal::derive(move || {
                            piece.with(|piece| piece.by.as_ref().map(PersonId::to_string))
                        })
                        choices=people_choices(session)
                        none=Key::FieldNobody
                    />
                </div>
            </div>
            <TakeAway label=Key::EvidenceRemove take/>
        </li>
    }
}
