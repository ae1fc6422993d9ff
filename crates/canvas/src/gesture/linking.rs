//! A link is being drawn from the rim of a card.

use causeway_model::NodeId;

use super::input::Input;
use super::outcome::{LinkEnd, Outcome, Preview};
use super::{Gesture, Hold, Sight, Step};
use crate::Target;

/// The link in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Linking {
    pub(super) hold: Hold,
    pub(super) from: NodeId,
}

impl Linking {
    pub(super) fn step(self, input: &Input, sight: &Sight<'_>) -> Step {
        let Some((hold, _, is_released)) = self.hold.followed(input) else {
            return Step::on(Gesture::Linking(self), Vec::new());
        };
        if sight.scene.card(&self.from).is_none() {
            return Step::done(vec![Outcome::Show(Preview::None)]);
        }
        let state = Self { hold, ..self };
        let to = state.end(sight);
        if !is_released {
            let preview = Preview::Linking { from: state.from.clone(), to };
            return Step::on(Gesture::Linking(state), vec![Outcome::Show(preview)]);
        }
        let mut outcomes = vec![Outcome::Show(Preview::None)];
        outcomes.extend(state.released(to));
        Step::done(outcomes)
    }

    /// Where the link leads: a card attracts it over its whole face and its rim.
    fn end(&self, sight: &Sight<'_>) -> LinkEnd {
        let (Target::Card(to) | Target::Rim(to)) = sight.target(self.hold.at, self.hold.kind)
        else {
            return LinkEnd::Loose(sight.map(self.hold.at));
        };
        match sight.scene.drawable(&self.from, &to) {
            Ok(kind) => LinkEnd::Card(to, kind),
            Err(refusal) => LinkEnd::Refused(to, refusal),
        }
    }

    fn released(self, to: LinkEnd) -> Option<Outcome> {
        match to {
            LinkEnd::Card(to, kind) => Some(Outcome::Link { from: self.from, to, kind }),
            LinkEnd::Loose(at) => Some(Outcome::LinkToNew { from: self.from, at }),
            // Back where it came from, the hand has changed its mind.
            LinkEnd::Refused(to, _) if to == self.from => None,
            LinkEnd::Refused(_, refusal) => Some(Outcome::Refuse(refusal)),
        }
    }
}
