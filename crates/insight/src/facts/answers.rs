//! What people did about it: actions and decisions.

use causeway_model::{
    ActionId, Date, DecisionId, PersonId, action::Action, contract::Contract, decision::Decision,
    tombstone::undeleted,
};

use crate::{calendar::hours_after, facts::Facts, measure::Run};

impl<'w> Facts<'w> {
    /// The actions that calculations read: opened by now.
    pub fn actions(&self) -> impl Iterator<Item = (&'w ActionId, &'w Action)> + '_ {
        undeleted(&self.workspace.actions, self.as_of())
            .filter(|(_, action)| action.opened.is_some_and(|day| day <= self.as_of()))
    }

    /// The actions on a node.
    pub fn actions_on(
        &self,
        place: usize,
    ) -> impl Iterator<Item = (&'w ActionId, &'w Action)> + '_ {
        self.actions().filter(move |(_, action)| {
            action.node.as_ref().is_some_and(|node| node.as_str() == self.id(place))
        })
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
        self.made().any(|(other, decision)| decision.supersedes.as_ref() == Some(id) && other != id)
    }

    /// The decisions in force: made, not superseded, and not yet to be revisited.
    pub fn in_force(&self) -> impl Iterator<Item = (&'w DecisionId, &'w Decision)> + '_ {
        self.made().filter(|(id, decision)| {
            let revisit = decision.revisit.as_ref().and_then(|revisit| revisit.on);
            revisit.is_none_or(|day| self.as_of() < day) && !self.is_superseded(id)
        })
    }

    /// Whether a decision in force names the node at a place.
    pub fn is_decided(&self, place: usize) -> bool {
        self.in_force().any(|(_, decision)| decision.nodes.contains(self.id(place)))
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
