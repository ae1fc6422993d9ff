//! What was agreed to happen when a measure moves.

use causeway_model::{Contract as Agreed, Text};
use leptos::prelude::*;

use crate::i18n::{Key, say, say_count};
use crate::panels::inspector::cells::{ContestedPersonCell, NumberCell, TextCell, field};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::node::agreements::Agreements;
use crate::panels::inspector::node::escalation::Escalation;
use crate::panels::inspector::part::Part;
use crate::ui::NumberRule;

/// The conversation, the decision, the hours, who is told, who may stop it, and who agreed.
#[component]
pub(super) fn Contract(subject: Subject) -> impl IntoView {
    let Subject { node, spot, .. } = subject.clone();
    let spot = spot.at("contract");
    let text = move |read: fn(&Agreed) -> &Text| {
        field(node, move |node| node.contract.as_ref().map(|c| read(c).clone()).unwrap_or_default())
    };
    let hours = field(node, |node| node.contract.as_ref()?.respond_hours.map(f64::from));
    let stop = field(node, |node| {
        node.contract.as_ref().map(|contract| contract.stop_authority.clone()).unwrap_or_default()
    });
    let sum = Signal::derive(move || {
        node.with(|node| match &node.contract {
            None => say(Key::ContractNone).to_owned(),
            Some(contract) => match contract.agreements.len() {
                0 => String::new(),
                count => say_count(Key::ContractSum, count),
            },
        })
    });
    view! {
        <Part title=Key::PartContract sum>
            <TextCell
                label=Key::ContractConversation
                spot=spot.at("conversation")
                text=text(|contract| &contract.conversation)
                voice=true
                ask=Key::ContractConversationAsk
            />
            <TextCell
                label=Key::ContractDecision
                spot=spot.at("decision")
                text=text(|contract| &contract.decision)
                ask=Key::ContractDecisionAsk
            />
            <NumberCell
                label=Key::ContractRespond
                spot=spot.at("respond_hours")
                number=hours
                rule=NumberRule::Count
                unit=Signal::derive(|| say(Key::UnitHours).to_owned())
            />
            <Escalation subject=subject.clone()/>
            <ContestedPersonCell
                label=Key::ContractStop
                spot=spot.at("stop_authority")
                person=stop
            />
            <TextCell
                label=Key::ContractConsequence
                spot=spot.at("consequence")
                text=text(|contract| &contract.consequence)
                ask=Key::ContractConsequenceAsk
            />
            <Agreements subject=subject.clone()/>
        </Part>
    }
}
