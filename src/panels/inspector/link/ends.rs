//! What a link says and where it begins and ends, where it may be another.

use std::collections::BTreeSet;

use causeway_document::Command;
use causeway_model::{Json, LinkId, LinkKind, NodeId, NodeKind};
use leptos::prelude::*;

use crate::i18n::Key;
use crate::panels::inspector::cells::{field, node_choices};
use crate::panels::inspector::link::Subject;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::words::Word as _;
use crate::state::session::Session;
use crate::ui::{Choice, ChoiceField};

/// Its type and its two ends. Only what the model allows is offered: the rest would be refused.
#[component]
pub(super) fn EndsPart(subject: Subject, id: LinkId) -> impl IntoView {
    let Subject { session, spot, link } = subject;
    let kind = field(link, |link| link.kind);
    let ends = field(link, |link| (link.from.clone(), link.to.clone()));
    let kinds = {
        let id = id.clone();
        Signal::derive(move || {
            let (from, to) = ends.get();
            let fits = |kind: &&LinkKind| {
                **kind == link.with(|link| link.kind) || can_join(session, &id, **kind, &from, &to)
            };
            let kinds = LinkKind::ALL.iter().filter(fits);
            kinds.map(|kind| Choice::word(kind.word(), kind.label())).collect::<Vec<_>>()
        })
    };
    let others = move |id: LinkId, is_from: bool| {
        node_choices(session, move |node, _| {
            let (from, to) = ends.get();
            let now = if is_from { &from } else { &to };
            let (from, to) = if is_from { (node, &to) } else { (&from, node) };
            node == now || can_join(session, &id, kind.get(), from, to)
        })
    };
    let put = move |key: &'static str| {
        let spot = spot.at(key);
        Callback::new(move |chosen: String| {
            let set = Command::SetField { path: spot.path(), value: Json::String(chosen) };
            // A refusal is shown by the session.
            let _ = session.dispatch(set);
        })
    };
    let (starts, leads) = (others(id.clone(), true), others(id, false));
    let [set_kind, set_from, set_to] = ["type", "from", "to"].map(put);
    view! {
        <Part title=Key::PartEnds>
            <ChoiceField
                label=Key::TieKind
                value=Signal::derive(move || kind.get().word().to_owned())
                choices=kinds
                commit=set_kind
                is_required=true
            />
            <ChoiceField
                label=Key::LinkFrom
                value=Signal::derive(move || ends.get().0.to_string())
                choices=starts
                commit=set_from
                is_required=true
            />
            <ChoiceField
                label=Key::LinkTo
                value=Signal::derive(move || ends.get().1.to_string())
                choices=leads
                commit=set_to
                is_required=true
            />
        </Part>
    }
}

/// Whether a link of a kind may lead from one node to another, beside those that are drawn.
fn can_join(session: Session, own: &LinkId, kind: LinkKind, from: &NodeId, to: &NodeId) -> bool {
    let kind_of = |id: &NodeId| session.node(id).map(|node| node.with(|node| node.kind));
    let fits = |ends: (NodeKind, NodeKind)| kind.joins(ends.0, ends.1);
    let is_second = || {
        session.links_of(from).iter().filter(|id| *id != own).any(|id| {
            session.link(id).is_some_and(|link| {
                link.with(|link| link.kind == kind && link.from == *from && link.to == *to)
            })
        })
    };
    from != to
        && kind_of(from).zip(kind_of(to)).is_some_and(fits)
        && !is_second()
        && (kind != LinkKind::Serves || !serves(session, own, to, from))
}

/// Whether a node serves another, directly or through objectives.
fn serves(session: Session, but: &LinkId, from: &NodeId, to: &NodeId) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
    while let Some(node) = open.pop() {
        if node == *to {
            return true;
        }
        if seen.insert(node.clone()) {
            let links = session.links_of(&node).into_iter().filter(|id| id != but);
            open.extend(links.filter_map(|id| {
                let link = session.link(&id)?;
                link.with(|link| {
                    (link.kind == LinkKind::Serves && link.from == node).then(|| link.to.clone())
                })
            }));
        }
    }
    false
}
