//! What a piece of work must show on the way.

use causeway_model::order::Arrange as _;
use causeway_model::tombstone::undeleted;
use causeway_model::{Milestone, Node};
use leptos::prelude::*;
use serde_json::json;

use crate::i18n::{Key, say, say_count_with};
use crate::panels::inspector::cells::{DateCell, LineCell, TextCell, field};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::rows::{AddRow, Rows, TakeAway};
use crate::platform::clock;

/// The milestones that are there, with their ids.
fn standing(node: &Node) -> Vec<(String, Milestone)> {
    let milestones = node.initiative.as_ref().map(|work| &work.milestones);
    let standing = milestones.into_iter().flat_map(|all| undeleted(all, clock::today()));
    standing.map(|(id, milestone)| (id.to_string(), milestone.clone())).collect()
}

/// The milestones in the order in which they are due.
#[component]
pub(super) fn Milestones(subject: Subject) -> impl IntoView {
    let Subject { node, spot, .. } = subject.clone();
    let here = spot.at("initiative/milestones");
    let ids = Memo::new(move |_| {
        let mut milestones = node.with(|node| standing(node));
        milestones.arrange_by_key(|(_, milestone)| (milestone.due.is_none(), milestone.due));
        milestones.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    });
    let sum = Signal::derive(move || {
        let milestones = node.with(|node| standing(node));
        let today = clock::today();
        let met = milestones.iter().filter(|(_, milestone)| milestone.is_met(today)).count();
        match milestones.len() {
            0 => String::new(),
            all => say_count_with(Key::MilestonesSum, all, &[("met", &met.to_string())]),
        }
    });
    let add = Callback::new(move |()| here.add(json!({ "title": say(Key::MilestoneNew) })));
    let row =
        Callback::new(move |id: String| view! { <Row subject=subject.clone() id/> }.into_any());
    view! {
        <Part title=Key::PartMilestones sum>
            <Rows ids row empty=Key::MilestonesEmpty/>
            <AddRow label=Key::MilestoneAdd add/>
        </Part>
    }
}

/// One milestone.
#[component]
fn Row(subject: Subject, id: String) -> impl IntoView {
    let Subject { node, spot, .. } = subject;
    let here = spot.at("initiative/milestones").key(id.clone());
    let milestone = field(node, move |node| {
        let milestones = node.initiative.as_ref().map(|work| &work.milestones);
        milestones.and_then(|all| all.get(id.as_str()).cloned()).unwrap_or_else(Milestone::default)
    });
    let read = move |read: fn(&Milestone) -> Option<causeway_model::Date>| {
        Signal::derive(move || milestone.with(read))
    };
    let (due, done) = (read(|milestone| milestone.due), read(|milestone| milestone.done_on));
    let spot = |key: &str| here.at(key);
    let (title, due_at, criterion) = (spot("title"), spot("due"), spot("criterion"));
    let (done_on, evidence) = (spot("done_on"), spot("evidence"));
    let take = Callback::new(move |()| here.delete());
    view! {
        <li>
            <div class="stack">
                <LineCell
                    label=Key::MilestoneTitle
                    spot=title
                    line=Signal::derive(move || milestone.with(|m| m.title.clone()))
                />
                <TextCell
                    label=Key::MilestoneCriterion
                    spot=criterion
                    text=Signal::derive(move || milestone.with(|m| m.criterion.clone()))
                    ask=Key::MilestoneCriterionAsk
                />
                <div class="pair">
                    <DateCell label=Key::MilestoneDue spot=due_at day=due/>
                    <DateCell label=Key::MilestoneDone spot=done_on day=done/>
                </div>
                <TextCell
                    label=Key::MilestoneEvidence
                    spot=evidence
                    text=Signal::derive(move || milestone.with(|m| m.evidence.clone()))
                    ask=Key::MilestoneEvidenceAsk
                />
            </div>
            <TakeAway label=Key::MilestoneRemove take/>
        </li>
    }
}
