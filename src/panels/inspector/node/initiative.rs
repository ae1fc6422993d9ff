//! A piece of work: what its owner reports, when it runs, what it costs, what it claims.

use causeway_model::tombstone::undeleted;
use causeway_model::{Contested, Initiative as Work, Node, NodeId, NodeKind, ReportedStatus};
use leptos::prelude::*;
use serde_json::json;

use crate::i18n::{Key, say, title_or_nameless};
use crate::panels::inspector::cells::{
    DateCell, NumberCell, SegmentCell, TextCell, WordCell, field, node_choices,
};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::node::milestones::Milestones;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::rows::{Rows, TakeAway};
use crate::panels::inspector::words::Word;
use crate::platform::clock;
use crate::ui::{Choice, ChoiceField};

fn work(node: &Node) -> Option<&Work> {
    node.initiative.as_ref()
}

/// Everything that makes a node a piece of work.
#[component]
pub(super) fn Initiative(subject: Subject) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject.clone();
    let spot = spot.at("initiative");
    let status = field(node, |n| work(n)?.status);
    let currency =
        Signal::derive(move || session.settings().with(|settings| settings.currency().to_string()));
    let sum = Signal::derive(move || {
        say(status.get().unwrap_or(ReportedStatus::OnTrack).label()).to_owned()
    });
    let effort = field(node, |n| match work(n).and_then(|work| work.effort) {
        Some(effort) => Contested::One(effort),
        None => Contested::Absent,
    });
    let consequence = field(node, |n| work(n).map(|w| w.consequence.clone()).unwrap_or_default());
    view! {
        <Part title=Key::PartInitiative sum>
            <WordCell
                label=Key::InitiativeStatus
                spot=spot.at("status")
                word=status
                none=Key::InitiativeStatusDefault
            />
            <div class="pair">
                <DateCell
                    label=Key::InitiativeStart
                    spot=spot.at("start")
                    day=field(node, |n| work(n)?.start)
                />
                <DateCell
                    label=Key::InitiativeEnd
                    spot=spot.at("end")
                    day=field(node, |n| work(n)?.end)
                />
            </div>
            <div class="pair">
                <NumberCell
                    label=Key::InitiativeBudget
                    spot=spot.at("budget")
                    number=field(node, |n| work(n)?.budget)
                    unit=currency
                />
                <NumberCell
                    label=Key::InitiativeSpent
                    spot=spot.at("spent")
                    number=field(node, |n| work(n)?.spent)
                    unit=currency
                />
            </div>
            <SegmentCell label=Key::InitiativeEffort spot=spot.at("effort") word=effort default=None/>
            <TextCell
                label=Key::InitiativeConsequence
                spot=spot.at("consequence")
                text=consequence
                ask=Key::InitiativeConsequenceAsk
            />
        </Part>
        <Milestones subject=subject.clone()/>
        <Claims subject/>
    }
}

/// What it reports as achieved so far, kpi by kpi.
#[component]
fn Claims(subject: Subject) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject.clone();
    let here = spot.at("initiative/claims");
    let claimed = Memo::new(move |_| {
        node.with(|node| {
            let claims = work(node).map(|work| &work.claims);
            let standing = claims.into_iter().flat_map(|claims| undeleted(claims, clock::today()));
            standing.map(|(kpi, _)| kpi.to_string()).collect::<Vec<_>>()
        })
    });
    let kpis = node_choices(session, |_, node| node.kind == NodeKind::Kpi);
    let others = Signal::derive(move || {
        let mut others: Vec<Choice> = kpis.get();
        claimed.with(|claimed| others.retain(|kpi| !claimed.contains(&kpi.value)));
        others
    });
    let add = Callback::new(move |kpi: String| {
        if !kpi.is_empty() {
            here.key(kpi).put(Some(json!({ "on": clock::today().to_string() })));
        }
    });
    let row = Callback::new(move |id: String| {
        view! { <ClaimRow subject=subject.clone() id/> }.into_any()
    });
    view! {
        <Part title=Key::PartClaims>
            <Rows ids=claimed row empty=Key::ClaimsEmpty/>
            <ChoiceField
                label=Key::ClaimAdd
                value=Signal::derive(String::new)
                choices=others
                none=Key::ClaimAddAsk
                commit=add
            />
        </Part>
    }
}

/// One claim.
#[component]
fn ClaimRow(subject: Subject, id: String) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject;
    let here = spot.at("initiative/claims").key(id.clone());
    let kpi = NodeId::new(&id).ok().and_then(|id| session.node(&id));
    let title = {
        let (kpi, id) = (kpi.clone(), id.clone());
        move || kpi.as_ref().map_or_else(|| id.clone(), |kpi| title_or_nameless(&kpi.get().title))
    };
    let unit = Signal::derive(move || {
        let unit = kpi.as_ref().and_then(|kpi| kpi.get().metric.as_ref()?.unit.clone());
        unit.unwrap_or_default()
    });
    let claim = field(node, move |node| {
        work(node).and_then(|work| work.claims.get(id.as_str()).cloned()).unwrap_or_default()
    });
    let (amount, on) = (here.at("amount"), here.at("on"));
    let take = Callback::new(move |()| here.delete());
    view! {
        <li>
            <div class="stack">
                <b>{title}</b>
                <div class="pair">
                    <NumberCell
                        label=Key::ClaimAmount
                        spot=amount
                        number=Signal::derive(move || claim.with(|claim| claim.amount))
                        unit
                    />
                    <DateCell
                        label=Key::ClaimOn
                        spot=on
                        day=Signal::derive(move || claim.with(|claim| claim.on))
                    />
                </div>
            </div>
            <TakeAway label=Key::ClaimRemove take/>
        </li>
    }
}
