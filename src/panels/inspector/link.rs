//! A link's fields, part by part.

mod ends;
mod evidence;
mod handoff;
pub(super) mod strength;

use std::sync::Arc;

use causeway_canvas::Selection;
use causeway_document::Command;
use causeway_model::{Contested, Link, LinkId, LinkKind, NodeId, Polarity};
use leptos::prelude::*;

use crate::i18n::{Key, say, t, title_or_nameless};
use crate::panels::inspector::cells::{NumberCell, Record, SegmentCell, TextCell, field};
use crate::panels::inspector::close::{Beside, CloseButton, leave};
use crate::panels::inspector::gone::{Gone, Lost};
use crate::panels::inspector::link::ends::EndsPart;
use crate::panels::inspector::link::evidence::EvidencePart;
use crate::panels::inspector::link::handoff::HandoffPart;
use crate::panels::inspector::link::strength::StrengthCell;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::past::Past;
use crate::panels::inspector::spot::Spot;
use crate::panels::inspector::talk::Talk;
use crate::panels::inspector::words::Word;
use crate::state::published::leaves_out_past;
use crate::state::session::Session;
use crate::ui::field::fresh_id;
use crate::ui::{Fault, Glyph, Icon, NumberRule, may_edit};

/// The link that the parts are about.
#[derive(Clone)]
pub(super) struct Subject {
    pub(super) session: Session,
    pub(super) spot: Spot,
    pub(super) link: Record<Link>,
}

/// Everything about one link; while it is deleted, how to get it back.
#[component]
pub(super) fn LinkInspector(session: Session, id: LinkId) -> impl IntoView {
    let sought = id.clone();
    let found = Memo::new(move |_| {
        session.comings().track();
        session.link(&sought)
    });
    move || match found.get() {
        Some(link) => view! { <Fields session id=id.clone() link/> }.into_any(),
        None => view! { <Gone session lost=Lost::Link(id.clone())/> }.into_any(),
    }
}

/// The fields of a link that is there.
#[component]
fn Fields(session: Session, id: LinkId, link: ArcReadSignal<Arc<Link>>) -> impl IntoView {
    let link: Record<Link> = link.into();
    let subject = Subject { session, spot: Spot::link(session, &id), link };
    let kind = Memo::new(move |_| link.with(|link| link.kind));
    let parts = {
        let subject = subject.clone();
        move || match kind.get() {
            LinkKind::Causes => view! {
                <Effect subject=subject.clone()/>
                <EvidencePart subject=subject.clone()/>
            }
            .into_any(),
            LinkKind::Serves => {
                view! { <p class="pane quiet small">{t(Key::LinkServesHint)}</p> }.into_any()
            }
            LinkKind::DependsOn => view! { <HandoffPart subject=subject.clone()/> }.into_any(),
        }
    };
    let beside = use_context::<Beside>();
    let deleted = id.clone();
    let delete = move |_| {
        let command = Command::DeleteLinks { links: vec![deleted.clone()] };
        if session.dispatch(command).is_ok() {
            leave(session, beside);
        }
    };
    let (talked, past) = (id.to_string(), subject.spot.clone());
    view! {
        <Header subject=subject.clone() kind/>
        {parts}
        {may_edit().then(|| view! { <EndsPart subject id=id.clone()/> })}
        {(!leaves_out_past())
            .then(|| {
                view! {
                    <Talk session on=talked/>
                    <Past session spot=past/>
                }
            })}
        {may_edit().then(|| view! {
            <footer>
                <button class="button" type="button" data-size="s" data-tone="act" on:click=delete>
                    <Icon of=Glyph::Delete/>
                    {t(Key::LinkDelete)}
                </button>
            </footer>
        })}
    }
}

/// What the link says, between which two nodes.
#[component]
fn Header(subject: Subject, kind: Memo<LinkKind>) -> impl IntoView {
    let Subject { session, link, .. } = subject;
    let ends = Memo::new(move |_| link.with(|link| (link.from.clone(), link.to.clone())));
    view! {
        <header>
            <div class="kind">
                <Icon of=Glyph::Link/>
                <span>{t(Key::LinkTitle)}</span>
                <CloseButton session/>
            </div>
            <h2 class="ends">
                {move || view! { <End session id=ends.get().0/> }}
                <span class="lead">{move || say(kind.get().label()).to_lowercase()}</span>
                {move || view! { <End session id=ends.get().1/> }}
            </h2>
        </header>
    }
}

/// One end, as a way to it.
#[component]
fn End(session: Session, id: NodeId) -> impl IntoView {
    let node = session.node(&id);
    let glyph = {
        let node = node.clone();
        Signal::derive(move || {
            node.as_ref().map_or(Glyph::Link, |node| Glyph::from(node.get().kind))
        })
    };
    let title = move || match &node {
        Some(node) => title_or_nameless(&node.get().title),
        None => say(Key::LinkEndGone).to_owned(),
    };
    view! {
        <span class="end">
            <Icon of=glyph/>
            <button
                type="button"
                on:click=move |_| session.selection.set(Selection::node(id.clone()))
            >
                {title}
            </button>
        </span>
    }
}

/// How `from` moves `to`: sign, strength, effect, lag, and how sure people are.
#[component]
fn Effect(subject: Subject) -> impl IntoView {
    let Subject { spot, link, .. } = subject.clone();
    let polarity = field(link, |link| link.polarity.clone());
    let effect = field(link, |link| link.effect);
    let fault = Signal::derive(move || {
        let effect = effect.get()?;
        let is_against = match polarity.get().or(Polarity::Plus)? {
            Polarity::Plus => effect < 0.0,
            Polarity::Minus => effect > 0.0,
        };
        is_against.then(|| say(Key::FaultEffect).to_owned())
    });
    let confidence = field(link, |link| match link.confidence {
        Some(confidence) => Contested::One(confidence),
        None => Contested::Absent,
    });
    let unit = effect_unit(&subject);
    view! {
        <Part title=Key::PartLink>
            <TextCell
                label=Key::LinkHypothesis
                spot=spot.at("hypothesis")
                text=field(link, |link| link.hypothesis.clone())
                voice=true
                ask=Key::LinkHypothesisAsk
            />
            <SegmentCell
                label=Key::LinkPolarity
                spot=spot.at("polarity")
                word=polarity
                default=Some(Polarity::Plus)
            />
            <StrengthCell spot=spot.at("strength") strength=field(link, |link| link.strength)/>
            <NumberCell
                label=Key::LinkLag
                spot=spot.at("lag_days")
                number=field(link, |link| link.lag_days.map(f64::from))
                rule=NumberRule::Count
                unit=Signal::derive(|| say(Key::UnitDays).to_owned())
            />
            <div class="stack">
                <NumberCell label=Key::LinkEffect spot=spot.at("effect") number=effect unit/>
                <Fault id=fresh_id() text=fault/>
            </div>
            <SegmentCell
                label=Key::LinkConfidence
                spot=spot.at("confidence")
                word=confidence
                default=None
            />
        </Part>
    }
}

/// Units of `to` for one unit of `from`.
fn effect_unit(subject: &Subject) -> Signal<String> {
    let (session, link) = (subject.session, subject.link);
    Signal::derive(move || {
        let unit = |id: &NodeId| session.node(id)?.get().metric.as_ref()?.unit.clone();
        let ends = link.with(|link| unit(&link.to).zip(unit(&link.from)));
        ends.map_or_else(String::new, |(to, from)| format!("{to} / {from}"))
    })
}
