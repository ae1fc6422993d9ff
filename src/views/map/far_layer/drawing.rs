//! What is painted of each card and each link: gathered once for a map, then painted from wherever it is seen.

use std::collections::BTreeSet;
use std::sync::Arc;

use causeway_canvas::{MapPoint, MapRect, Route};
use causeway_insight::status::Status;
use causeway_model::{Link, LinkId, LinkKind, NodeId, NodeKind};
use leptos::prelude::*;

use super::inks::Ink;
use crate::state::signals::Traced;
use crate::ui::Mark;
use crate::views::map::Atlas;
use crate::views::map::spoken::{is_untested, strength_step};

/// How much is left of what isn't on the path that is looked at.
const ASIDE: f64 = 0.28;

/// Overlays are painted in so many steps.
const STEPS: f64 = 20.0;

/// How a card looks from afar: all that look alike are put down with one stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    /// Its silhouette.
    pub(super) kind: NodeKind,
    /// Its state, as `data-st` says it.
    pub(super) state: &'static str,
    /// What an overlay says: how full it is, in steps, or whose colour it has.
    pub(super) tint: Option<Body>,
    /// Whether a branch is folded under it.
    pub(super) is_folded: bool,
    /// Whether it is on the path.
    pub(super) is_traced: bool,
}

/// What an overlay makes of the body of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Body {
    /// Filled so far.
    Level(u8),
    /// A person's.
    Crew(u8),
}

/// A card.
pub(super) struct Drawn {
    pub(super) id: NodeId,
    pub(super) at: MapPoint,
    pub(super) look: Look,
    pub(super) alpha: f64,
}

/// How a link looks from afar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Thread {
    pub(super) ink: Ink,
    pub(super) width: f64,
    pub(super) dash: &'static [f64],
}

/// A link.
pub(super) struct Strand {
    pub(super) id: LinkId,
    pub(super) from: NodeId,
    pub(super) to: NodeId,
    pub(super) route: Arc<Route>,
    pub(super) bounds: MapRect,
    pub(super) thread: Thread,
    pub(super) alpha: f64,
    pub(super) is_traced: bool,
}

impl Drawn {
    /// The same elsewhere.
    pub(super) fn moved(&self, at: MapPoint) -> Self {
        Self { id: self.id.clone(), at, look: self.look, alpha: self.alpha }
    }
}

impl Strand {
    /// The same on another way.
    pub(super) fn along(&self, route: Arc<Route>) -> Self {
        let (id, from, to) = (self.id.clone(), self.from.clone(), self.to.clone());
        Self { id, from, to, bounds: route.bounds(), route, ..*self }
    }
}

/// All cards and links.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) cards: Vec<Drawn>,
    pub(super) strands: Vec<Strand>,
}

impl Drawing {
    /// What there is to paint of the map as it is now.
    pub(super) fn of(atlas: Atlas) -> Self {
        let session = atlas.session();
        let traced = session.traced.get_untracked();
        let cards = cards(atlas, traced.as_ref());
        let ids = atlas.shown_links().get_untracked();
        let strands = session.with_workspace(|workspace| {
            let strand = |id: &LinkId| strand(atlas, id, workspace.links.get(id)?, traced.as_ref());
            ids.iter().filter_map(strand).collect()
        });
        Self { cards, strands: strands.unwrap_or_default() }
    }
}

fn cards(atlas: Atlas, traced: Option<&Traced>) -> Vec<Drawn> {
    let session = atlas.session();
    let tints = atlas.tints().get_untracked();
    let folded = session.lens.folded.get_untracked();
    let placed: Vec<_> = atlas
        .with_scene(|scene| scene.cards().map(|(id, card)| (id.clone(), card)).collect())
        .unwrap_or_default();
    let drawn = |(id, card): (NodeId, causeway_canvas::Placed)| {
        let tint = tints.get(&id).and_then(|tint| match (tint.crew, tint.share) {
            (Some(crew), _) => Some(Body::Crew(crew)),
            (None, Some(share)) => Some(Body::Level(step(share))),
            (None, None) => None,
        });
        let is_traced = traced.is_some_and(|traced| traced.nodes.contains(&id));
        let look = Look {
            kind: card.kind,
            state: state(session.status_now(&id).status),
            tint,
            is_folded: folded.contains(&id),
            is_traced,
        };
        let alpha = if traced.is_some() && !is_traced { ASIDE } else { 1.0 };
        Drawn { id, at: card.centre, look, alpha }
    };
    placed.into_iter().map(drawn).collect()
}

fn strand(atlas: Atlas, id: &LinkId, link: &Link, traced: Option<&Traced>) -> Option<Strand> {
    let route = atlas.way(id)?;
    let is_on =
        |traced: &Traced| traced.nodes.contains(&link.from) && traced.nodes.contains(&link.to);
    Some(Strand {
        id: id.clone(),
        from: link.from.clone(),
        to: link.to.clone(),
        bounds: route.bounds(),
        route,
        thread: Thread::of(link),
        alpha: if traced.is_some_and(|traced| !is_on(traced)) { ASIDE } else { 1.0 },
        is_traced: traced.is_some_and(|traced| traced.leads_along(&link.from, &link.to)),
    })
}

impl Thread {
    /// The same as the links of `style/canvas.css`.
    pub(super) fn of(link: &Link) -> Self {
        match link.kind {
            LinkKind::Serves => Self { ink: Ink::Land, width: 2.5, dash: &[] },
            LinkKind::DependsOn => Self { ink: Ink::Link, width: 2.0, dash: &[1.5, 5.0] },
            LinkKind::Causes => {
                let width = match strength_step(link.strength()) {
                    "weak" => 1.5,
                    "strong" => 5.5,
                    _ => 3.0,
                };
                let dash: &[f64] = if is_untested(link) { &[9.0, 7.0] } else { &[] };
                Self { ink: Ink::Link, width, dash }
            }
        }
    }
}

fn state(status: Status) -> &'static str {
    Mark::from(status).state()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share is clamped to a few steps"
)]
fn step(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * STEPS).round() as u8
}

impl Body {
    /// How far below the upper edge of a card of this height the level stands, from its middle.
    pub(super) fn height(step: u8, card: f64) -> f64 {
        card / 2.0 - card * f64::from(step) / STEPS
    }
}

/// The cards that colleagues hold, each with the colour of the first who does.
pub(super) fn holds(atlas: Atlas) -> Vec<(NodeId, u8)> {
    let session = atlas.session();
    session.peers().with_untracked(|peers| {
        let mut seen = BTreeSet::new();
        let mut holds = Vec::new();
        for peer in peers {
            let shows = &peer.shows;
            let dragged = shows.dragging.iter().map(|(node, _)| node);
            let crew = untrack(|| session.crew_of(peer.word()));
            for id in shows.nodes.iter().chain(shows.editing.iter()).chain(dragged) {
                if seen.insert(id.clone()) {
                    holds.push((id.clone(), crew));
                }
            }
        }
        holds
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_as_wide_as_it_is_strong_and_dashed_until_it_is_tested() {
        let (from, to) = ("a".parse().unwrap(), "b".parse().unwrap());
        let link = Link::new(LinkKind::Causes, from, to);
        assert_eq!(Thread::of(&link), Thread { ink: Ink::Link, width: 3.0, dash: &[9.0, 7.0] });
    }

    #[test]
    fn a_level_rises_from_the_lower_edge() {
        assert!((Body::height(step(0.0), 100.0) - 50.0).abs() < 1e-9);
        assert!((Body::height(step(1.0), 100.0) + 50.0).abs() < 1e-9);
        assert!((Body::height(step(7.0), 100.0) + 50.0).abs() < 1e-9);
    }
}
