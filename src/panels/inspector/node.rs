//! A node's fields, part by part.

mod about;
mod agreements;
mod aims;
mod bound;
mod contract;
mod escalation;
mod footer;
mod initiative;
mod maturity;
mod measure;
mod milestones;
mod observations;
mod people;
mod reading;
mod risk;
mod tags;
mod ties;

use std::sync::Arc;

use causeway_model::{Node, NodeId, NodeKind};
use leptos::prelude::*;

use crate::i18n::{Key, say};
use crate::panels::inspector::cells::{Record, TextCell, field};
use crate::panels::inspector::close::CloseButton;
use crate::panels::inspector::gone::{Gone, Lost};
use crate::panels::inspector::past::Past;
use crate::panels::inspector::spot::Spot;
use crate::panels::inspector::talk::Talk;
use crate::panels::inspector::words::Word;
use crate::panels::inspector::xray::XrayPart;
use crate::state::published::leaves_out_past;
use crate::state::session::Session;
use crate::ui::{Glyph, Icon, Mark, StatusMark};

/// The node that the parts are about.
#[derive(Clone)]
pub(super) struct Subject {
    pub(super) session: Session,
    pub(super) id: NodeId,
    pub(super) spot: Spot,
    pub(super) node: Record<Node>,
    /// The unit of its metric.
    pub(super) unit: Signal<String>,
}

/// Everything about one node; while it is deleted, how to get it back.
#[component]
pub(super) fn NodeInspector(session: Session, id: NodeId) -> impl IntoView {
    let sought = id.clone();
    let found = Memo::new(move |_| {
        session.comings().track();
        session.node(&sought)
    });
    move || match found.get() {
        Some(node) => view! { <Fields session id=id.clone() node/> }.into_any(),
        None => view! { <Gone session lost=Lost::Node(id.clone())/> }.into_any(),
    }
}

/// The fields of a node that is there.
#[component]
fn Fields(session: Session, id: NodeId, node: ArcReadSignal<Arc<Node>>) -> impl IntoView {
    let node: Record<Node> = node.into();
    let spot = Spot::node(session, &id);
    let unit = field(node, |node| {
        node.metric.as_ref().and_then(|metric| metric.unit.clone()).unwrap_or_default()
    });
    let subject = Subject { session, id, spot, node, unit };
    let kind = Memo::new(move |_| node.with(|node| node.kind));
    let parts = {
        let subject = subject.clone();
        move || parts(&subject, kind.get())
    };
    let (talked, past) = (subject.id.to_string(), subject.spot.clone());
    view! {
        <Header subject=subject.clone() kind/>
        {parts}
        {(!leaves_out_past())
            .then(|| {
                view! {
                    <Talk session on=talked/>
                    <Past session spot=past/>
                }
            })}
        <footer::Footer subject/>
    }
}

/// What it is, how to leave it, and its title, which is edited where it is read.
#[component]
fn Header(subject: Subject, kind: Memo<NodeKind>) -> impl IntoView {
    let Subject { session, id, spot, node, .. } = subject;
    let status = session.status_of(&id);
    let mark = Signal::derive(move || Mark::from(status.get().status));
    let lever = field(node, |node| node.measured().and_then(|metric| metric.lever));
    let said = move || {
        let kind = say(kind.get().label());
        match lever.get() {
            Some(lever) => format!("{kind} · {}", say(lever.label()).to_lowercase()),
            None => kind.to_owned(),
        }
    };
    let title = field(node, |node| node.title.clone());
    view! {
        <header>
            <div class="kind">
                <Icon of=Signal::derive(move || Glyph::from(kind.get()))/>
                <span>{said}</span>
                <CloseButton session/>
            </div>
            <h2 class="title">
                <TextCell
                    label=Key::NodeTitle
                    spot=spot.at("title")
                    text=title
                    one_line=true
                    bare=true
                    ask=Key::NodeTitleAsk
                />
            </h2>
            <Show when=move || !kind.get().is_measured()>
                <p class="now">
                    <span class="is" data-st=move || mark.get().state()>
                        <StatusMark of=mark/>
                        {move || say(mark.get().word())}
                    </span>
                </p>
            </Show>
        </header>
    }
}

fn parts(subject: &Subject, kind: NodeKind) -> impl IntoView + use<> {
    let subject = || subject.clone();
    let measured = kind.is_measured().then(|| {
        view! {
            <reading::Reading subject=subject()/>
        }
    });
    let agreed = kind.is_measured().then(|| {
        view! {
            <aims::Aims subject=subject()/>
            <observations::Observations subject=subject()/>
            <measure::Measure subject=subject()/>
            <contract::Contract subject=subject()/>
        }
    });
    view! {
        {measured}
        <about::About subject=subject() kind/>
        {(kind == NodeKind::Initiative).then(|| view! { <initiative::Initiative subject=subject()/> })}
        {(kind == NodeKind::Risk).then(|| view! { <risk::Risk subject=subject()/> })}
        <ties::Ties subject=subject()/>
        {agreed}
        {kind.is_measured().then(|| view! { <XrayPart subject=subject()/> })}
        {(kind == NodeKind::Driver).then(|| view! { <maturity::Maturity subject=subject()/> })}
    }
}
