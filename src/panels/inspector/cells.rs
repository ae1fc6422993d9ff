//! Cells: fields that read a record's signal and write one place of the document.

use std::sync::Arc;

use causeway_model::order::Arrange as _;
use causeway_model::{Contested, Date, FunctionId, Json, NodeId, PersonId, Text};
use leptos::context::Provider;
use leptos::prelude::*;

use crate::i18n::{Key, format_number, language, say, title_or_nameless};
use crate::panels::inspector::spot::{Spot, number_json};
use crate::panels::inspector::words::{Word, choices};
use crate::state::session::Session;
use crate::ui::{
    Choice, ChoiceField, Conflict, DateField, LineField, NumberField, NumberRule, SegmentField,
    TextField,
};

/// A record's signal.
pub(crate) type Record<T> = Signal<Arc<T>>;

/// Reads one field of a record's signal.
pub(crate) fn field<R, T>(
    record: Record<R>,
    read: impl Fn(&R) -> T + Send + Sync + 'static,
) -> Signal<T>
where
    R: Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    Signal::derive(move || record.with(|record| read(record)))
}

/// Free text; while two texts are in conflict, the choice between them.
#[component]
pub(super) fn TextCell(
    label: Key,
    spot: Spot,
    text: Signal<Text>,
    #[prop(optional)] one_line: bool,
    #[prop(optional)] voice: bool,
    #[prop(optional)] bare: bool,
    #[prop(default = None, into)] ask: Option<Key>,
) -> impl IntoView {
    let echoed = spot.echoed();
    let settled = Memo::new(move |_| text.with(|text| text.one().unwrap_or_default().to_owned()));
    let values = Signal::derive(move || text.with(|text| text.values().to_vec()));
    let is_conflict = Memo::new(move |_| values.with(|values| values.len() > 1));
    let typed = spot.clone();
    let strike = Callback::new(move |stroke| typed.strike(stroke));
    let settle = Callback::new(move |at: usize| {
        if let Some(choice) = values.with_untracked(|values| values.get(at).cloned()) {
            spot.settle(Json::String(choice));
        }
    });
    view! {
        <Conflict label values settle/>
        <Show when=move || !is_conflict.get()>
            <Provider value=echoed><TextField label text=settled strike one_line voice bare ask/></Provider>
        </Show>
    }
}

/// A line that is written whole.
#[component]
pub(super) fn LineCell(
    label: Key,
    spot: Spot,
    line: Signal<Option<String>>,
    #[prop(default = None, into)] ask: Option<Key>,
    #[prop(optional, into)] fault: Signal<Option<String>>,
) -> impl IntoView {
    let echoed = spot.echoed();
    let text = Signal::derive(move || line.get().unwrap_or_default());
    let commit = Callback::new(move |line| spot.type_line(line));
    view! { <Provider value=echoed><LineField label text commit ask fault/></Provider> }
}

/// A number.
#[component]
pub(crate) fn NumberCell(
    label: Key,
    spot: Spot,
    number: Signal<Option<f64>>,
    #[prop(optional)] rule: NumberRule,
    #[prop(optional, into)] unit: Signal<String>,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let echoed = spot.echoed();
    let commit = Callback::new(move |number| spot.type_number(number));
    view! { <Provider value=echoed><NumberField label value=number commit rule unit bare/></Provider> }
}

/// A number whose concurrent values are shown until someone settles them.
#[component]
pub(super) fn ContestedNumberCell(
    label: Key,
    spot: Spot,
    number: Signal<Contested<f64>>,
    #[prop(optional, into)] unit: Signal<String>,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let one = Signal::derive(move || number.with(|number| number.one().copied()));
    let values = Signal::derive(move || {
        let shown = |value: &f64| format_number(*value, language());
        number.with(|number| number.values().iter().map(shown).collect::<Vec<_>>())
    });
    let settled = spot.clone();
    let settle = Callback::new(move |at: usize| {
        if let Some(choice) = number.with_untracked(|number| number.values().get(at).copied()) {
            settled.settle(number_json(choice));
        }
    });
    view! {
        <Conflict label values settle/>
        <NumberCell label spot number=one unit bare/>
    }
}

/// A day.
#[component]
pub(super) fn DateCell(label: Key, spot: Spot, day: Signal<Option<Date>>) -> impl IntoView {
    let echoed = spot.echoed();
    let commit = Callback::new(move |day: Option<Date>| {
        spot.type_value(day.map(|day| Json::String(day.to_string())));
    });
    view! { <Provider value=echoed><DateField label value=day commit/></Provider> }
}

/// A word of the model, from a list.
#[component]
pub(super) fn WordCell<W: Word + Send + Sync>(
    label: Key,
    spot: Spot,
    word: Signal<Option<W>>,
    #[prop(default = Key::FieldNone)] none: Key,
) -> impl IntoView {
    let echoed = spot.echoed();
    let value = Signal::derive(move || word.get().map_or("", Word::word).to_owned());
    let commit = Callback::new(move |word| spot.put_line(word));
    view! { <Provider value=echoed><ChoiceField label value choices=Signal::derive(choices::<W>) none commit/></Provider> }
}

/// One of a few words of the model, all in sight; where nobody has chosen, `default` stands, and
/// without one it may be emptied again.
#[component]
pub(crate) fn SegmentCell<W: Word + Send + Sync>(
    label: Key,
    spot: Spot,
    word: Signal<Contested<W>>,
    #[prop(optional_no_strip)] default: Option<W>,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let value = Signal::derive(move || {
        let chosen = word.with(|word| if word.is_absent() { default } else { word.one().copied() });
        chosen.map_or("", Word::word).to_owned()
    });
    let values = Signal::derive(move || {
        word.with(|word| word.values().iter().map(|word| say(word.label()).to_owned()).collect())
    });
    let settled = spot.clone();
    let settle = Callback::new(move |at: usize| {
        if let Some(choice) = word.with_untracked(|word| word.values().get(at).copied()) {
            settled.settle(Json::String(choice.word().to_owned()));
        }
    });
    let commit = Callback::new(move |word| spot.put_line(word));
    view! {
        <Conflict label values settle/>
        <SegmentField
            label
            value
            choices=Signal::derive(choices::<W>)
            commit
            is_optional=default.is_none()
            bare
        />
    }
}

/// Everybody, as choices.
pub(super) fn people_choices(session: Session) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        session.people().with(|people| {
            let name = |id: &PersonId| {
                people
                    .get(id)
                    .and_then(|person| person.name.clone())
                    .unwrap_or_else(|| id.to_string())
            };
            let mut choices: Vec<Choice> =
                people.keys().map(|id| Choice { value: id.to_string(), label: name(id) }).collect();
            choices.arrange_by(|a, b| a.label.cmp(&b.label));
            choices
        })
    })
}

/// Every function, as choices.
pub(super) fn function_choices(session: Session) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        session.functions().with(|functions| {
            let name = |id: &FunctionId| {
                let function = functions.get(id).and_then(|function| function.name.clone());
                function.unwrap_or_else(|| id.to_string())
            };
            functions.keys().map(|id| Choice { value: id.to_string(), label: name(id) }).collect()
        })
    })
}

/// Nodes as choices, by title.
pub(super) fn node_choices(
    session: Session,
    is_offered: impl Fn(&NodeId, &causeway_model::Node) -> bool + Send + Sync + 'static,
) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        let ids = session.node_ids().get();
        let node = |id: &NodeId| session.node(id).map(|node| node.get());
        let offered = ids.iter().filter_map(|id| {
            let node = node(id).filter(|node| is_offered(id, node))?;
            Some(Choice { value: id.to_string(), label: title_or_nameless(&node.title) })
        });
        let mut choices: Vec<Choice> = offered.collect();
        choices.arrange_by(|a, b| a.label.cmp(&b.label));
        choices
    })
}

/// An id chosen from a list.
#[component]
pub(super) fn IdCell(
    label: Key,
    spot: Spot,
    id: Signal<Option<String>>,
    choices: Signal<Vec<Choice>>,
    #[prop(default = Key::FieldNone)] none: Key,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let echoed = spot.echoed();
    let value = Signal::derive(move || id.get().unwrap_or_default());
    let commit = Callback::new(move |id| spot.put_line(id));
    view! { <Provider value=echoed><ChoiceField label value choices none commit bare/></Provider> }
}

/// A person of whom there should be one: while several are in conflict, the choice between them.
#[component]
pub(super) fn ContestedPersonCell(
    label: Key,
    spot: Spot,
    person: Signal<Contested<PersonId>>,
    #[prop(default = Key::FieldNobody)] none: Key,
) -> impl IntoView {
    let choices = people_choices(spot.session);
    let id = Signal::derive(move || person.with(|person| person.one().map(PersonId::to_string)));
    let values = Signal::derive(move || {
        let choices = choices.get();
        let name = |id: &PersonId| {
            let known = choices.iter().find(|choice| choice.value == id.as_str());
            known.map_or_else(|| id.to_string(), |known| known.label.clone())
        };
        person.with(|person| person.values().iter().map(name).collect::<Vec<_>>())
    });
    let settled = spot.clone();
    let settle = Callback::new(move |at: usize| {
        if let Some(choice) = person.with_untracked(|person| person.values().get(at).cloned()) {
            settled.settle(Json::String(choice.to_string()));
        }
    });
    view! {
        <Conflict label values settle/>
        <IdCell label spot id choices none/>
    }
}
