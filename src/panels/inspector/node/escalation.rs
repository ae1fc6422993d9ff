//! Who is told about a breach that goes on, after how many hours.

use causeway_model::{EscalationStep, PersonId};
use leptos::prelude::*;
use serde_json::json;

use crate::i18n::{Key, say, t};
use crate::panels::inspector::cells::{IdCell, NumberCell, field, people_choices};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::rows::{AddRow, Rows, TakeAway};
use crate::platform::clock;
use crate::ui::NumberRule;

/// Hours between two steps, as a new one suggests them.
const STEP_HOURS: u32 = 48;

/// The steps in the order in which they come.
#[component]
pub(super) fn Escalation(subject: Subject) -> impl IntoView {
    let Subject { node, spot, .. } = subject.clone();
    let here = spot.at("contract/escalation");
    let steps = Memo::new(move |_| {
        let steps = |node: &causeway_model::Node| {
            let contract = node.contract.as_ref()?;
            let steps = contract.steps(clock::today()).into_iter();
            Some(steps.map(|(id, _)| id.to_string()).collect::<Vec<_>>())
        };
        node.with(|node| steps(node).unwrap_or_default())
    });
    let add = Callback::new(move |()| {
        let last = node.with_untracked(|node| {
            let contract = node.contract.as_ref()?;
            contract.steps(clock::today()).last().and_then(|(_, step)| step.after_hours)
        });
        here.add(json!({ "after_hours": last.unwrap_or(STEP_HOURS) + STEP_HOURS }));
    });
    let row =
        Callback::new(move |id: String| view! { <Step subject=subject.clone() id/> }.into_any());
    view! {
        <div class="field">
            <span class="label">{t(Key::ContractEscalation)}</span>
            <Rows ids=steps row empty=Key::EscalationEmpty/>
            <AddRow label=Key::EscalationAdd add/>
        </div>
    }
}

/// One step.
#[component]
fn Step(subject: Subject, id: String) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject;
    let here = spot.at("contract/escalation").key(id.clone());
    let step = field(node, move |node| {
        let steps = node.contract.as_ref().map(|contract| &contract.escalation);
        steps
            .and_then(|steps| steps.get(id.as_str()).cloned())
            .unwrap_or_else(EscalationStep::default)
    });
    let (to, after) = (here.at("to"), here.at("after_hours"));
    let take = Callback::new(move |()| here.delete());
    view! {
        <li>
            <div class="pair">
                <NumberCell
                    label=Key::EscalationAfter
                    spot=after
                    number=Signal::derive(move || step.with(|s| s.after_hours.map(f64::from)))
                    rule=NumberRule::Count
                    unit=Signal::derive(|| say(Key::UnitHours).to_owned())
                />
                <IdCell
                    label=Key::EscalationTo
                    spot=to
                    id=Signal::derive(move || step.with(|s| s.to.as_ref().map(PersonId::to_string)))
                    choices=people_choices(session)
                    none=Key::FieldNobody
                />
            </div>
            <TakeAway label=Key::EscalationRemove take/>
        </li>
    }
}
