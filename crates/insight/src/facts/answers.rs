//! What people did about it: actions and decisions.

use std::collections::BTreeSet;

use causeway_model::{
    ActionId, Date, DecisionId, PersonId, action::Action, contract::Contract, decision::Decision,
    tombstone::undeleted,
};

use crate::{calendar::hours_after, facts::Facts, measure::Run};

/// What people did about it, found once.
#[derive(Debug)]
pub(super) struct Answers<'w> {
    /// The actions that calculations read, each with the place of its node; by place, then by id.
    actions: Vec<(usize, &'w ActionId, &'w Action)>,
    /// The decisions that a made one replaces.
    superseded: BTreeSet<&'w DecisionId>,
    /// The decisions in force, each as often as it names a node that is there; by place, then by id.
    in_force: Vec<(usize, &'w DecisionId)>,
}

impl<'w> Answers<'w> {
    fn of(facts: &Facts<'w>) -> Self {
        let place = |id: &str| facts.present().place(id);
        let on_a_node = |(id, action): (&'w ActionId, &'w Action)| {
            Some((place(action.node.as_ref()?.as_str())?, id, action))
        };
        let mut actions: Vec<_> = facts.actions().filter_map(on_a_node).collect();
        actions.sort_by_key(|(place, ..)| *place);
        let replaced = facts.made().filter_map(|(id, decision)| {
            decision.supersedes.as_ref().filter(|superseded| *superseded != id)
        });
        let superseded: BTreeSet<_> = replaced.collect();
        let is_in_force = |(id, decision): &(&'w DecisionId, &'w Decision)| {
            let revisit = decision.revisit.as_ref().and_then(|revisit| revisit.on);
            revisit.is_none_or(|day| facts.as_of() < day) && !superseded.contains(*id)
        };
        let named = facts.made().filter(is_in_force).flat_map(|(id, decision)| {
            decision.nodes.iter().filter_map(move |node| Some((place(node.as_str())?, id)))
        });
        let mut in_force: Vec<_> = named.collect();
        in_force.sort_by_key(|(place, _)| *place);
        Self { actions, superseded, in_force }
    }
}

/// Of a list in the order of places the piece that is about one of them.
fn about<T>(list: &[T], place: usize, place_of: impl Fn(&T) -> usize) -> &[T] {
    let begin = list.partition_point(|one| place_of(one) < place);
    let rest = &list[begin..];
    &rest[..rest.partition_point(|one| place_of(one) == place)]
}

/// A metric in act.
#[derive(Debug)]
pub struct Breach<'w> {
    /// The node's place.
    pub place: usize,
    /// When it began, and was noticed.
    pub run: Run,
    /// The last day on which a plan is in time.
    pub due: Option<Date>,
    /// The complete, undropped actions opened since.
    pub answers: Vec<&'w Action>,
}

impl<'w> Facts<'w> {
    /// Every kpi and driver that is in act, in the order of ids.
    pub fn breaches(&self) -> &[Breach<'w>] {
        self.breaches.get_or_init(|| {
            let breach = |place| {
                let run = self.measure(place)?.breach()?;
                let (due, answers) = (self.due(place, run), self.answers_to(place, run.from));
                Some(Breach { place, run, due, answers })
            };
            self.places().filter_map(breach).collect()
        })
    }

    fn answers(&self) -> &Answers<'w> {
        self.answers.get_or_init(|| Answers::of(self))
    }

    /// The actions that calculations read: opened by now.
    pub fn actions(&self) -> impl Iterator<Item = (&'w ActionId, &'w Action)> + '_ {
        undeleted(&self.workspace.actions, self.as_of())
            .filter(|(_, action)| action.opened.is_some_and(|day| day <= self.as_of()))
    }

    /// The actions on a node, in the order of their ids.
    pub fn actions_on(
        &self,
        place: usize,
    ) -> impl Iterator<Item = (&'w ActionId, &'w Action)> + '_ {
        let actions = about(&self.answers().actions, place, |(place, ..)| *place);
        actions.iter().map(|(_, id, action)| (*id, *action))
    }

    /// The complete, undropped actions on a node that were opened on or after a day.
    pub fn answers_to(&self, place: usize, breach: Date) -> Vec<&'w Action> {
        let is_dropped = |action: &Action| {
            action
                .dropped
                .as_ref()
                .is_some_and(|dropped| dropped.on.is_none_or(|day| day <= self.as_of()))
        };
        let actions = self.actions_on(place).map(|(_, action)| action);
        actions
            .filter(|action| action.is_complete() && !is_dropped(action))
            .filter(|action| action.opened.is_some_and(|opened| opened >= breach))
            .collect()
    }

    /// All decisions that were not deleted.
    pub fn decisions(&self) -> impl Iterator<Item = (&'w DecisionId, &'w Decision)> + '_ {
        undeleted(&self.workspace.decisions, self.as_of())
    }

    /// The decisions made by now.
    pub fn made(&self) -> impl Iterator<Item = (&'w DecisionId, &'w Decision)> + '_ {
        self.decisions().filter(|(_, decision)| decision.is_made(self.as_of()))
    }

    /// Whether a made decision replaces this one.
    pub fn is_superseded(&self, id: &DecisionId) -> bool {
        self.answers().superseded.contains(id)
    }

    /// The decisions in force that name the node at a place, in the order of their ids: made, not
    /// superseded, and not yet to be revisited.
    pub fn decisions_on(&self, place: usize) -> impl Iterator<Item = &'w DecisionId> + '_ {
        about(&self.answers().in_force, place, |(place, _)| *place).iter().map(|(_, id)| *id)
    }

    /// Whether a decision in force names the node at a place.
    pub fn is_decided(&self, place: usize) -> bool {
        self.decisions_on(place).next().is_some()
    }

    /// Within how many hours a breach of the node at a place must be answered.
    pub fn respond_hours(&self, place: usize) -> u32 {
        let agreed = self.contract(place).and_then(|contract| contract.respond_hours);
        agreed.unwrap_or_else(|| self.workspace.limits().action_hours())
    }

    /// The contract of the kpi or driver at a place.
    pub fn contract(&self, place: usize) -> Option<&'w Contract> {
        self.node(place).agreed()
    }

    /// The last day on which a breach is answered in time.
    pub fn due(&self, place: usize, breach: Run) -> Option<Date> {
        hours_after(breach.noticed, self.respond_hours(place))
    }

    /// The last person whose escalation step has come for a breach.
    pub fn escalated_to(&self, place: usize, breach: Run) -> Option<&'w PersonId> {
        let has_come =
            |hours: u32| hours_after(breach.noticed, hours).is_some_and(|day| day <= self.as_of());
        let steps = self.contract(place)?.steps(self.as_of());
        let come = steps.iter().filter(|(_, step)| has_come(step.after_hours.unwrap_or(0)));
        come.filter_map(|(_, step)| step.to.as_ref()).next_back()
    }
}
