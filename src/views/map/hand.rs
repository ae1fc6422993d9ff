//! What the machine of gestures asks for, done.

use causeway_canvas::gesture::{Gesture, Input, Outcome, PointerKind};
use causeway_canvas::{LinkRefusal, MapPoint, MapVector, Placed, Selection, Target, link_kind};
use causeway_document::{Command, NewLink, Point};
use causeway_model::{LinkKind, NodeId, NodeKind, Path};
use leptos::prelude::*;

use super::Atlas;
use super::map_menu::MapMenu;
use super::spoken::refusal;
use crate::actions::{Context, Way, relink};
use crate::i18n::say;
use crate::platform::frame::FrameGate;
use crate::platform::timer::{self, Timer};

/// The hand of this person on the map.
#[derive(Clone, Copy)]
pub struct Hand {
    atlas: Atlas,
    gesture: StoredValue<Gesture>,
    rest: StoredValue<Option<Timer>, LocalStorage>,
    /// Whether the finger that is down has asked for the menu by resting.
    has_rested: StoredValue<bool>,
    gate: StoredValue<FrameGate, LocalStorage>,
}

/// How long a finger rests before it asks for the menu, in milliseconds.
const REST_MS: u32 = 600;

impl Hand {
    /// A hand that does nothing yet.
    pub fn on(atlas: Atlas) -> Self {
        let gesture = StoredValue::new(Gesture::Idle);
        let (rest, has_rested) = (StoredValue::new_local(None), StoredValue::new(false));
        let gate = StoredValue::new_local(FrameGate::new());
        Self { atlas, gesture, rest, has_rested, gate }
    }

    /// Whether a gesture is under way.
    pub fn is_busy(self) -> bool {
        self.gesture.try_with_value(|gesture| !gesture.is_idle()) == Some(true)
    }

    /// Notes what the pointer is over while the map is painted: shapes on a canvas can't tell it themselves.
    pub fn hover(self, input: &Input) {
        let Input::Move { at, .. } = *input else { return };
        if let Some(gate) = self.gate.try_get_value() {
            gate.at_next_frame(move || {
                let is_painted = self.atlas.is_painted().try_get_untracked() == Some(true);
                let sees = is_painted && !self.is_busy();
                let over = sees.then(|| self.atlas.with_sight(|sight| sight.shape(at))).flatten();
                self.point_at(over.unwrap_or(Target::Ground));
            });
        }
    }

    /// The pointer is over this.
    pub fn point_at(self, over: Target) {
        let hovered = self.atlas.hovered();
        if hovered.try_with_untracked(|known| *known != over) == Some(true) {
            hovered.set(over);
        }
    }

    /// Takes what a pointer does.
    pub fn feel(self, input: &Input) {
        if let Input::Down { .. } = input {
            self.atlas.close_menu();
        }
        let Some(gesture) = self.gesture.try_get_value() else { return };
        let Some(step) = self.atlas.with_sight(|sight| gesture.step(input, sight)) else { return };
        self.gesture.set_value(step.gesture);
        self.await_rest(input);
        for outcome in step.outcomes {
            self.bring_about(outcome);
        }
    }

    /// A finger or a pen that stays where it went down asks for the menu, as the other button of a mouse does.
    fn await_rest(self, input: &Input) {
        if let Input::Down { kind: PointerKind::Touch | PointerKind::Pen, .. } = input {
            self.has_rested.set_value(false);
            let asks = move || {
                self.has_rested.try_set_value(true);
                self.feel(&Input::Rest);
            };
            self.rest.set_value(Some(timer::after(REST_MS, asks)));
        } else if self.gesture.with_value(|gesture| !matches!(gesture, Gesture::Pressing(_))) {
            self.rest.set_value(None);
        }
    }

    /// Whether the finger that is lifted now has asked for the menu: what browsers make of its touch,
    /// a press of the mouse on whatever lies there by now, would take the focus from the menu.
    pub fn lifts_from_rest(self) -> bool {
        self.has_rested.try_update_value(std::mem::take).unwrap_or_default()
    }

    fn bring_about(self, outcome: Outcome) {
        let (atlas, session) = (self.atlas, self.atlas.session());
        match outcome {
            Outcome::Show(preview) => atlas.show_preview(preview),
            Outcome::Look(camera) => atlas.look(camera),
            Outcome::Choose(chosen) => session.selection.set(chosen),
            Outcome::Move { nodes, by } if atlas.lanes().with_untracked(Vec::is_empty) => {
                self.dispatch(self.moved(nodes, by));
            }
            Outcome::Move { nodes, by } => self.change_lane(&nodes, by),
            Outcome::Link { from, to, kind } => {
                let link = NewLink::between(kind, from, to);
                session.selection.set(Selection::link(link.link.clone()));
                self.dispatch(Command::LinkNodes(link));
            }
            Outcome::Relink { link, from, to, kind } => {
                self.dispatch(relink(session, &link, from, to, kind));
            }
            Outcome::Menu { at, on } => atlas.open_menu(MapMenu { at, on }),
            Outcome::LinkToNew { from, at } => self.add(at, Some(from)),
            Outcome::Add { at } => self.add(at, None),
            Outcome::Refuse(why) => atlas.say(say(refusal(why)).to_owned()),
            Outcome::Rename(node) => Context::on(atlas).rename(node),
        }
    }

    /// Where the cards are to lie: from where they are drawn without the hand.
    fn moved(self, nodes: Vec<NodeId>, by: MapVector) -> Command {
        let place = |id: NodeId| {
            let at = self.atlas.home(&id)? + by;
            Some((id, Some(Point { x: at.x, y: at.y })))
        };
        Command::MoveNodes { places: nodes.into_iter().filter_map(place).collect() }
    }

    /// In lanes a card lies where its function says: dropped in another lane, it belongs to that one.
    fn change_lane(self, nodes: &[NodeId], by: MapVector) {
        let lanes = self.atlas.lanes().get_untracked();
        let lane_at = |at: MapPoint| {
            lanes.iter().find(|lane| (lane.band.top..lane.band.bottom()).contains(&at.y))
        };
        let change = |id: &NodeId| {
            let home = self.atlas.home(id)?;
            let (from, to) = (lane_at(home)?, lane_at(home + by)?);
            let path = Path::of(["nodes", id.as_str(), "function"]);
            (from != to).then(|| match &to.function {
                Some(function) => Command::SetField { path, value: function.as_str().into() },
                None => Command::ClearField { path },
            })
        };
        let changes: Vec<Command> = nodes.iter().filter_map(change).collect();
        if !changes.is_empty() {
            self.dispatch(Command::All(changes));
        }
    }

    /// A node where the hand is: the first one of a map is what it is all about, others are drivers.
    fn add(self, at: MapPoint, from: Option<NodeId>) {
        let context = Context::on(self.atlas);
        let source = from.and_then(|from| {
            let Placed { kind, .. } = context.card(&from)?;
            Some((from, kind))
        });
        let Some((from, source)) = source else {
            let is_first = self.atlas.with_scene(|scene| scene.cards().next().is_none());
            let kind = if is_first == Some(true) { NodeKind::Objective } else { NodeKind::Driver };
            return self.dispatch(context.new_node(kind, at, None));
        };
        match leads_to(source) {
            Ok((kind, says)) => {
                let tie = Some((says, from, Way::Downstream));
                self.dispatch(context.new_node(kind, at, tie));
            }
            Err(why) => self.atlas.say(say(refusal(why)).to_owned()),
        }
    }

    fn dispatch(self, command: Command) {
        let session = self.atlas.session();
        if session.dispatch(command).is_err() {
            // The session has said why.
            session.editing.set(None);
        }
    }
}

/// What a link from a node of this kind is drawn to when there is nothing yet.
fn leads_to(kind: NodeKind) -> Result<(NodeKind, LinkKind), LinkRefusal> {
    let next = match kind {
        NodeKind::Driver => NodeKind::Kpi,
        NodeKind::Initiative | NodeKind::Risk => NodeKind::Driver,
        NodeKind::Kpi | NodeKind::Objective => NodeKind::Objective,
    };
    Ok((next, link_kind(kind, next)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_leads_to_something() {
        for &kind in NodeKind::ALL {
            assert!(leads_to(kind).is_ok());
        }
    }
}
