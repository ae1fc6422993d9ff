//! An end of a link is being drawn elsewhere.

use causeway_model::{LinkId, NodeId};

use super::input::Input;
use super::outcome::{LinkEnd, Outcome, Preview};
use super::{Gesture, Hold, Sight, Step};
use crate::{End, Selection, Target, Tie};

/// The end in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Relinking {
    pub(super) hold: Hold,
    pub(super) link: LinkId,
    pub(super) end: End,
}

impl Relinking {
    pub(super) fn step(self, input: &Input, sight: &Sight<'_>) -> Step {
        let Some((hold, _, is_released)) = self.hold.followed(input) else {
            return Step::on(Gesture::Relinking(self), Vec::new());
        };
        let Some(tie) = sight.scene.link(&self.link).cloned() else {
            // A colleague deleted it meanwhile.
            return Step::done(vec![Outcome::Show(Preview::None)]);
        };
        let state = Self { hold, ..self };
        let to = state.found(&tie, sight);
        if !is_released {
            let (link, end) = (state.link.clone(), state.end);
            let preview = Preview::Relinking { link, end, fixed: state.fixed(&tie), to };
            return Step::on(Gesture::Relinking(state), vec![Outcome::Show(preview)]);
        }
        let mut outcomes = vec![Outcome::Show(Preview::None)];
        outcomes.extend(state.released(tie, to));
        Step::done(outcomes)
    }

    /// The card at the end that stays.
    fn fixed(&self, tie: &Tie) -> NodeId {
        match self.end {
            End::From => tie.to.clone(),
            End::To => tie.from.clone(),
        }
    }

    /// What the end is over.
    fn found(&self, tie: &Tie, sight: &Sight<'_>) -> LinkEnd {
        // The end that is chosen isn't in its own way.
        let plain = Selection::default();
        let sight = Sight { selection: &plain, ..*sight };
        let (Target::Card(card) | Target::Rim(card)) = sight.target(self.hold.at, self.hold.kind)
        else {
            return LinkEnd::Loose(sight.map(self.hold.at));
        };
        let (from, to) = match self.end {
            End::From => (&card, &tie.to),
            End::To => (&tie.from, &card),
        };
        match sight.scene.drawable_without(Some(&self.link), from, to) {
            Ok(kind) => LinkEnd::Card(card, kind),
            Err(refusal) => LinkEnd::Refused(card, refusal),
        }
    }

    /// Dropped on the water it stays where it was.
    fn released(self, tie: Tie, to: LinkEnd) -> Option<Outcome> {
        let (card, kind) = match to {
            LinkEnd::Card(card, kind) => (card, kind),
            LinkEnd::Refused(_, refusal) => return Some(Outcome::Refuse(refusal)),
            LinkEnd::Loose(_) => return None,
        };
        let before = (tie.from.clone(), tie.to.clone());
        let (from, to) = match self.end {
            End::From => (card, tie.to),
            End::To => (tie.from, card),
        };
        let is_news = (&from, &to) != (&before.0, &before.1) || kind != tie.kind;
        is_news.then_some(Outcome::Relink { link: self.link, from, to, kind })
    }
}
