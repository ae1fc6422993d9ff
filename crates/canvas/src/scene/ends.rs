//! Which link joins which kinds of nodes, and why one can't be drawn.

use std::collections::BTreeSet;

use causeway_model::{LinkId, LinkKind, NodeId, NodeKind};

use super::Scene;

/// Why a link can't be drawn between two cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRefusal {
    /// Both ends are one card.
    SameCard,
    /// There is one of this kind between the two already.
    AlreadyLinked,
    /// Objectives would serve each other in a circle.
    WouldCircle,
    /// Only kpis and objectives serve an objective.
    OnlyResultsServe,
    /// An objective is moved by what serves it, and moves nothing itself.
    ObjectivesMoveNothing,
    /// A risk is a cause: nothing moves it, and nothing needs it.
    RisksAreCauses,
    /// One of the two cards is gone.
    Gone,
}

/// The kind of link that people mean when they draw one between cards of these kinds.
///
/// # Errors
/// Why no kind of link joins the two.
pub fn link_kind(from: NodeKind, to: NodeKind) -> Result<LinkKind, LinkRefusal> {
    match (from, to) {
        (NodeKind::Kpi | NodeKind::Objective, NodeKind::Objective) => Ok(LinkKind::Serves),
        (_, NodeKind::Objective) => Err(LinkRefusal::OnlyResultsServe),
        (NodeKind::Objective, _) => Err(LinkRefusal::ObjectivesMoveNothing),
        (_, NodeKind::Kpi | NodeKind::Driver) => Ok(LinkKind::Causes),
        (_, NodeKind::Initiative) => Ok(LinkKind::DependsOn),
        (_, NodeKind::Risk) => Err(LinkRefusal::RisksAreCauses),
    }
}

impl Scene {
    /// The kind of the link that would be drawn from one card to the other.
    ///
    /// # Errors
    /// Why it can't be drawn.
    pub fn drawable(&self, from: &NodeId, to: &NodeId) -> Result<LinkKind, LinkRefusal> {
        self.drawable_without(None, from, to)
    }

    /// The same as if a link weren't there: the one that is to be drawn elsewhere.
    ///
    /// # Errors
    /// Why it can't be drawn.
    pub fn drawable_without(
        &self,
        without: Option<&LinkId>,
        from: &NodeId,
        to: &NodeId,
    ) -> Result<LinkKind, LinkRefusal> {
        let (Some(source), Some(target)) = (self.card(from), self.card(to)) else {
            return Err(LinkRefusal::Gone);
        };
        if from == to {
            return Err(LinkRefusal::SameCard);
        }
        let kind = link_kind(source.kind, target.kind)?;
        let is_twin = self.links_at(from).any(|(id, tie)| {
            Some(id) != without && tie.from == *from && tie.to == *to && tie.kind == kind
        });
        if is_twin {
            Err(LinkRefusal::AlreadyLinked)
        } else if kind == LinkKind::Serves && self.serves(without, to, from) {
            Err(LinkRefusal::WouldCircle)
        } else {
            Ok(kind)
        }
    }

    /// Whether a chain of `serves` links leads from one node to the other.
    fn serves(&self, without: Option<&LinkId>, from: &NodeId, to: &NodeId) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut waiting = vec![from];
        while let Some(node) = waiting.pop() {
            for (id, tie) in self.links_at(node) {
                if Some(id) == without || tie.from != *node || tie.kind != LinkKind::Serves {
                    continue;
                }
                if tie.to == *to {
                    return true;
                }
                if seen.insert(&tie.to) {
                    waiting.push(&tie.to);
                }
            }
        }
        false
    }
}
