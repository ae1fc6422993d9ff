//! What a node is about, and who answers for it.

use causeway_document::Command;
use causeway_model::order::Arrange as _;
use causeway_model::{FunctionId, NodeId, NodeKind, Rank};
use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, title_or_nameless};
use crate::panels::inspector::cells::{
    ContestedPersonCell, IdCell, TextCell, field, function_choices,
};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::node::people::Contributors;
use crate::panels::inspector::node::tags::Tags;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::words::Word as _;
use crate::state::session::Session;
use crate::ui::{Choice, ChoiceField};

/// Description, owner, function, contributors, place in the order, tags.
#[component]
pub(super) fn About(subject: Subject, kind: NodeKind) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject.clone();
    let owner = field(node, |node| node.owner.clone());
    let description = field(node, |node| node.description.clone());
    let function = field(node, |node| node.function.as_ref().map(FunctionId::to_string));
    let sum = Signal::derive(move || {
        let owner = owner.with(|owner| owner.one().cloned());
        owner.and_then(|owner| session.person_name(&owner)).unwrap_or_default()
    });
    let is_ranked = matches!(kind, NodeKind::Objective | NodeKind::Initiative);
    view! {
        <Part title=Key::PartAbout sum>
            <KindField subject=subject.clone()/>
            <ContestedPersonCell label=Key::NodeOwner spot=spot.at("owner") person=owner/>
            <TextCell
                label=Key::NodeDescription
                spot=spot.at("description")
                text=description
                ask=Key::NodeDescriptionAsk
            />
            <IdCell
                label=Key::NodeFunction
                spot=spot.at("function")
                id=function
                choices=function_choices(session)
                none=Key::NodeFunctionOfOwner
            />
            {is_ranked.then(|| view! { <Importance subject=subject.clone() kind/> })}
            <Contributors subject=subject.clone()/>
            <Tags subject=subject.clone()/>
        </Part>
    }
}

/// What it is. Only what its links allow is offered.
#[component]
fn KindField(subject: Subject) -> impl IntoView {
    let Subject { session, id, node, spot, .. } = subject;
    let kind = field(node, |node| node.kind);
    let choices = Signal::derive(move || {
        session.link_ids().track();
        let now = kind.get();
        let fits = |kind: &&NodeKind| **kind == now || fits_links(session, &id, **kind);
        let kinds = NodeKind::ALL.iter().filter(fits);
        kinds.map(|kind| Choice::word(kind.word(), kind.label())).collect::<Vec<_>>()
    });
    let commit = Callback::new(move |chosen: String| spot.at("kind").put_line(chosen));
    let value = Signal::derive(move || kind.get().word().to_owned());
    view! { <ChoiceField label=Key::OutlineKind value choices commit is_required=true/> }
}

/// Whether a node's links would still join what they may if it were of another kind.
fn fits_links(session: Session, id: &NodeId, kind: NodeKind) -> bool {
    let kind_of = |other: &NodeId| session.node(other).map(|node| node.with(|node| node.kind));
    session.links_of(id).iter().filter_map(|link| session.link(link)).all(|link| {
        link.with(|link| {
            let (from, to) = (link.from == *id, link.to == *id);
            let from = if from { Some(kind) } else { kind_of(&link.from) };
            let to = if to { Some(kind) } else { kind_of(&link.to) };
            from.zip(to).is_none_or(|(from, to)| link.kind.joins(from, to))
        })
    })
}

/// Its place among its kind: people see positions, the document holds a number between two others.
#[component]
fn Importance(subject: Subject, kind: NodeKind) -> impl IntoView {
    let Subject { session, id, node, spot, .. } = subject;
    let others = {
        let id = id.clone();
        Memo::new(move |_| ranked(session, kind, &id))
    };
    let rank = field(node, |node| node.rank.map(Rank::get));
    let value = Signal::derive(move || {
        let Some(rank) = rank.get() else { return String::new() };
        let before =
            others.with(|others| others.iter().filter(|(other, ..)| *other < rank).count());
        before.to_string()
    });
    let choices = Signal::derive(move || {
        let place = |at: usize, after: Option<&str>| {
            let number = (at + 1).to_string();
            let label = match after {
                None => say(Key::RankFirst).to_owned(),
                Some(title) => say_with(Key::RankAfter, &[("n", &number), ("title", title)]),
            };
            Choice { value: at.to_string(), label }
        };
        others.with(|others| {
            let after =
                others.iter().enumerate().map(|(at, (.., title))| place(at + 1, Some(title)));
            std::iter::once(place(0, None)).chain(after).collect::<Vec<_>>()
        })
    });
    let commit = Callback::new(move |chosen: String| {
        let Ok(at) = chosen.parse::<usize>() else {
            return spot.give(Command::UnrankNode { node: id.clone() });
        };
        let after = at.checked_sub(1).and_then(|at| {
            others.with_untracked(|others| others.get(at).map(|(_, after, _)| after.clone()))
        });
        spot.give(Command::RankNode { node: id.clone(), after });
    });
    view! { <ChoiceField label=Key::NodeRank value choices none=Key::RankNone commit/> }
}

/// The ranked nodes of a kind but one, first to last, with their titles.
fn ranked(session: Session, kind: NodeKind, but: &NodeId) -> Vec<(f64, NodeId, String)> {
    let ids = session.node_ids().get();
    let others = ids.into_iter().filter(|id| id != but).filter_map(|id| {
        let node = session.node(&id)?.get();
        let rank = node.rank.filter(|_| node.kind == kind)?;
        Some((rank.get(), id, title_or_nameless(&node.title)))
    });
    let mut others: Vec<_> = others.collect();
    others.arrange_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    others
}
