//! What lies under the pointer.

use causeway_model::{LinkId, NodeId};

use super::Scene;
use crate::{MapPoint, MapRect, Placed};

/// What a pointer points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    Ground,
    /// The inside of a card.
    Card(NodeId),
    /// The rim of a card, from where links are drawn.
    Rim(NodeId),
    /// A link.
    Link(LinkId),
    /// An end of the one link that is chosen, by which it is drawn elsewhere.
    End(LinkId, End),
}

/// An end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where it begins.
    From,
    /// Where it leads.
    To,
}

/// How exactly a pointer points, in map units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// How far outside of a card its rim can still be grasped.
    pub outside: f64,
    /// How far inside of a card its rim can be grasped. Where this is 0, cards have no rim.
    pub inside: f64,
    /// How far from its line a link can be grasped.
    pub link: f64,
}

pub(super) fn target(scene: &Scene, point: MapPoint, reach: Reach) -> Target {
    card_at(scene, point, reach)
        .unwrap_or_else(|| link_at(scene, point, reach.link).map_or(Target::Ground, Target::Link))
}

/// The card on top: among those that are met squarely, else among those whose rim is near.
fn card_at(scene: &Scene, point: MapPoint, reach: Reach) -> Option<Target> {
    let has_rim = reach.inside > 0.0;
    let outside = if has_rim { reach.outside } else { 0.0 };
    let near = MapRect::between(point, point).grown(outside);
    let met = scene.cards_in(near);
    let rect = |id: &NodeId| scene.card(id).map(Placed::rect);
    let squarely = met.iter().rfind(|id| rect(id).is_some_and(|rect| rect.contains(point)));
    let id = squarely.or(met.last())?.clone();
    let is_inside = !has_rim || rect(&id)?.grown(-reach.inside).contains(point);
    Some(if is_inside { Target::Card(id) } else { Target::Rim(id) })
}

fn link_at(scene: &Scene, point: MapPoint, reach: f64) -> Option<LinkId> {
    let near = |from: MapPoint, to: MapPoint| {
        // Links that lead back swing out beyond their cards.
        MapRect::between(from, to).grown(240.0).contains(point)
    };
    scene
        .links()
        .filter(|(_, tie)| {
            let ends = scene.card(&tie.from).zip(scene.card(&tie.to));
            ends.is_some_and(|(from, to)| near(from.centre, to.centre))
        })
        .filter_map(|(id, _)| Some((scene.route(id)?.distance(point), id)))
        .filter(|(distance, _)| *distance <= reach)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id)| id.clone())
}
