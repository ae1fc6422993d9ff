//! What could go wrong, and which measure would show it first.

use causeway_model::{Contested, Degree, NodeId, Risk as Danger};
use leptos::prelude::*;

use crate::i18n::Key;
use crate::panels::inspector::cells::{IdCell, SegmentCell, TextCell, field, node_choices};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::part::Part;

/// Likelihood, impact, mitigation and the sign.
#[component]
pub(super) fn Risk(subject: Subject) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject;
    let spot = spot.at("risk");
    let degree = move |read: fn(&Danger) -> Option<Degree>| {
        field(node, move |node| match node.risk.as_ref().and_then(read) {
            Some(degree) => Contested::One(degree),
            None => Contested::Absent,
        })
    };
    let mitigation = field(node, |node| {
        node.risk.as_ref().map(|risk| risk.mitigation.clone()).unwrap_or_default()
    });
    let sign = field(node, |node| node.risk.as_ref()?.sign.as_ref().map(NodeId::to_string));
    view! {
        <Part title=Key::PartRisk>
            <SegmentCell
                label=Key::RiskLikelihood
                spot=spot.at("likelihood")
                word=degree(|risk| risk.likelihood)
                default=None
            />
            <SegmentCell
                label=Key::RiskImpact
                spot=spot.at("impact")
                word=degree(|risk| risk.impact)
                default=None
            />
            <TextCell
                label=Key::RiskMitigation
                spot=spot.at("mitigation")
                text=mitigation
                ask=Key::RiskMitigationAsk
            />
            <IdCell
                label=Key::RiskSign
                spot=spot.at("sign")
                id=sign
                choices=node_choices(session, |_, node| node.kind.is_measured())
            />
        </Part>
    }
}
