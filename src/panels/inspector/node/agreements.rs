//! Who agreed to a contract, and whether it still says what they agreed to.

use causeway_document::Command;
use causeway_model::tombstone::undeleted;
use causeway_model::{AgreedTarget, Agreement, Bound, Json, Node, PersonId, Terms};
use leptos::prelude::*;
use serde_json::{Map, json};

use crate::i18n::{Key, day, say_with, t};
use crate::panels::inspector::cells::{field, people_choices};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::rows::TakeAway;
use crate::panels::inspector::spot::number_json;
use crate::platform::clock;
use crate::ui::{Avatar, Glyph, Icon, may_edit};

/// Those who agreed, and a button for the person to agree to the contract as it stands.
#[component]
pub(super) fn Agreements(subject: Subject) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject;
    let here = spot.at("contract/agreements");
    let agreed = field(node, |node| {
        let agreements = node.contract.as_ref().map(|contract| &contract.agreements);
        let standing = agreements.into_iter().flat_map(|all| undeleted(all, clock::today()));
        standing.map(|(person, agreement)| (person.clone(), agreement.clone())).collect::<Vec<_>>()
    });
    let terms = Memo::new(move |_| node.with(|node| terms_of(node)));
    let people = people_choices(session);
    let place = here.clone();
    let row = move |(person, agreement): (PersonId, Agreement)| {
        let known = people.with(|all| {
            all.iter()
                .find(|choice| choice.value == person.as_str())
                .map(|choice| choice.label.clone())
        });
        let name = known.unwrap_or_else(|| person.to_string());
        let crew = {
            let person = person.clone();
            Signal::derive(move || Some(session.crew_of(person.as_str())))
        };
        let is_current = agreement.terms.as_ref() == Some(&terms.get());
        let on = agreement.on.map(|on| say_with(Key::AgreementOn, &[("date", &day(on))]));
        let mine = place.key(person.to_string());
        let take = Callback::new(move |()| mine.delete());
        view! {
            <li>
                <div class="row">
                    <Avatar name=name.clone() crew small=true named=true/>
                    <span>{name}</span>
                    <span class="quiet small">{on}</span>
                    {(!is_current)
                        .then(|| view! { <span class="chip">{t(Key::AgreementStale)}</span> })}
                </div>
                <TakeAway label=Key::AgreementRemove take/>
            </li>
        }
    };
    let me = session.person();
    let may_edit = may_edit();
    let can_agree = move || {
        let me = me.get().filter(|_| may_edit)?;
        let is_done = agreed.with(|agreed| {
            agreed.iter().any(|(person, agreement)| {
                *person == me && agreement.terms.as_ref() == Some(&terms.get())
            })
        });
        (!is_done).then_some(me)
    };
    let agree = move |person: PersonId| {
        let before = node.with_untracked(|node| {
            node.contract.as_ref().and_then(|contract| contract.agreements.get(&person).cloned())
        });
        let mine = here.key(person.to_string());
        let mut steps = Vec::new();
        if before.as_ref().is_some_and(|before| before.deleted.is_some()) {
            steps.push(Command::RestoreRecord { path: mine.path() });
        }
        // What was agreed before and is no longer in the contract must not stay among the terms.
        if before.is_some_and(|before| before.terms.is_some()) {
            steps.push(Command::ClearField { path: mine.at("terms").path() });
        }
        let terms = node.with_untracked(|node| terms_json(&terms_of(node)));
        let value = json!({ "on": clock::today().to_string(), "terms": terms });
        steps.push(Command::SetField { path: mine.path(), value });
        mine.give(Command::All(steps));
    };
    view! {
        <div class="field">
            <span class="label">{t(Key::ContractAgreements)}</span>
            <ul class="rows">{move || agreed.get().into_iter().map(&row).collect_view()}</ul>
            {move || {
                let agree = agree.clone();
                can_agree()
                    .map(|person| {
                        view! {
                            <div>
                                <button
                                    class="button"
                                    type="button"
                                    data-size="s"
                                    on:click=move |_| agree(person.clone())
                                >
                                    <Icon of=Glyph::Check/>
                                    {t(Key::AgreementAgree)}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// The contract and its thresholds as they stand; what is in conflict is not agreed.
fn terms_of(node: &Node) -> Terms {
    let mut terms = Terms::default();
    if let Some(metric) = &node.metric {
        terms.direction = metric.direction.one().copied();
        terms.watch = metric.watch.one().copied();
        terms.act = metric.act.one().copied();
        terms.target = metric.target.as_ref().and_then(|target| {
            let agreed = AgreedTarget { value: target.value.one().copied(), by: target.by };
            (agreed != AgreedTarget::default()).then_some(agreed)
        });
    }
    if let Some(contract) = &node.contract {
        terms.conversation = contract.conversation.one().map(str::to_owned);
        terms.decision = contract.decision.one().map(str::to_owned);
        terms.respond_hours = contract.respond_hours;
        terms.stop_authority = contract.stop_authority.one().cloned();
        terms.consequence = contract.consequence.one().map(str::to_owned);
        let steps = contract.steps(clock::today()).into_iter();
        terms.escalation = steps.map(|(id, step)| (id.clone(), step.clone())).collect();
    }
    terms
}

fn terms_json(terms: &Terms) -> Json {
    let bound = |bound: Bound| match bound {
        Bound::At(value) => number_json(value),
        Bound::Range { low, high } => {
            object([("low", low.map(number_json)), ("high", high.map(number_json))])
        }
    };
    let text = |text: &Option<String>| text.clone().map(Json::String);
    let target = terms.target.as_ref().map(|target| {
        let by = target.by.map(|by| Json::String(by.to_string()));
        object([("value", target.value.map(number_json)), ("by", by)])
    });
    let steps: Map<_, _> = terms
        .escalation
        .iter()
        .map(|(id, step)| {
            let to = step.to.as_ref().map(|to| Json::String(to.to_string()));
            (
                id.to_string(),
                object([("to", to), ("after_hours", step.after_hours.map(Json::from))]),
            )
        })
        .collect();
    object([
        ("direction", terms.direction.map(|direction| direction.as_str().into())),
        ("watch", terms.watch.map(bound)),
        ("act", terms.act.map(bound)),
        ("target", target),
        ("conversation", text(&terms.conversation)),
        ("decision", text(&terms.decision)),
        ("respond_hours", terms.respond_hours.map(Json::from)),
        ("escalation", (!steps.is_empty()).then_some(Json::Object(steps))),
        ("stop_authority", terms.stop_authority.as_ref().map(|id| Json::String(id.to_string()))),
        ("consequence", text(&terms.consequence)),
    ])
}

/// An object of what is there.
fn object<const N: usize>(fields: [(&str, Option<Json>); N]) -> Json {
    let set = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Json::Object(set.collect())
}
