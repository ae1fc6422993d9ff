//! What was measured, day by day.

use causeway_document::Command;
use causeway_model::time::parse_date;
use causeway_model::tombstone::undeleted;
use causeway_model::{Date, Observation};
use leptos::prelude::*;

use crate::i18n::{Key, day, say_count, t};
use crate::panels::inspector::cells::{ContestedNumberCell, TextCell, field};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::rows::TakeAway;
use crate::platform::clock;

/// How many days are shown before the rest is asked for.
const FIRST: usize = 12;

/// A table of days, the latest first; values and notes are edited where they stand.
#[component]
pub(super) fn Observations(subject: Subject) -> impl IntoView {
    let node = subject.node;
    let days = Memo::new(move |_| {
        let today = clock::today();
        node.with(|node| {
            let observations = node.metric.as_ref().map(|metric| &metric.observations);
            let standing = observations.into_iter().flat_map(|all| undeleted(all, today));
            let mut days: Vec<String> = standing.map(|(on, _)| on.to_string()).collect();
            days.reverse();
            days
        })
    });
    let shows_all = RwSignal::new(false);
    let shown = move || {
        let mut days = days.get();
        if !shows_all.get() {
            days.truncate(FIRST);
        }
        days
    };
    let sum = Signal::derive(move || match days.with(Vec::len) {
        0 => String::new(),
        count => say_count(Key::ObservationsSum, count),
    });
    let subject = StoredValue::new(subject);
    view! {
        <Part title=Key::PartObservations sum>
            <p class="empty" hidden=move || !days.with(Vec::is_empty)>
                {t(Key::ObservationsEmpty)}
            </p>
            <table class="observations" hidden=move || days.with(Vec::is_empty)>
                <colgroup>
                    <col/>
                    <col/>
                    <col/>
                    <col/>
                </colgroup>
                <thead>
                    <tr>
                        <th scope="col">{t(Key::ReadingDay)}</th>
                        <th scope="col">{t(Key::ReadingValue)}</th>
                        <th scope="col">{t(Key::ObservationNote)}</th>
                        <th scope="col">
                            <span class="vh">{t(Key::ObservationRemove)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <For each=shown key=String::clone children=move |on| {
                        parse_date(&on)
                            .map(|on| {
                                let subject = subject.get_value();
                                view! { <Row subject on/> }
                            })
                    }/>
                </tbody>
            </table>
            <Show when=move || !shows_all.get() && days.with(|days| days.len() > FIRST)>
                <div>
                    <button
                        class="button"
                        type="button"
                        data-size="s"
                        on:click=move |_| shows_all.set(true)
                    >
                        {move || say_count(Key::ObservationsAll, days.with(Vec::len))}
                    </button>
                </div>
            </Show>
        </Part>
    }
}

/// One day.
#[component]
fn Row(subject: Subject, on: Date) -> impl IntoView {
    let Subject { id, node, spot, .. } = subject;
    let here = spot.at("metric/observations").key(on.to_string());
    let observation = field(node, move |node| {
        let found = node.metric.as_ref().and_then(|metric| metric.observations.get(&on));
        found.cloned().unwrap_or_else(Observation::default)
    });
    let value = Signal::derive(move || observation.with(|found| found.value.clone()));
    let note = Signal::derive(move || observation.with(|found| found.note.clone()));
    let (value_place, note_place) = (here.at("value"), here.at("note"));
    let take = Callback::new(move |()| {
        here.give(Command::RemoveObservation { node: id.clone(), on });
    });
    view! {
        <tr>
            <th scope="row">{move || day(on)}</th>
            <td>
                <ContestedNumberCell
                    label=Key::ReadingValue
                    spot=value_place
                    number=value
                    bare=true
                />
            </td>
            <td>
                <TextCell
                    label=Key::ObservationNote
                    spot=note_place
                    text=note
                    one_line=true
                    bare=true
                />
            </td>
            <td>
                <TakeAway label=Key::ObservationRemove take/>
            </td>
        </tr>
    }
}
