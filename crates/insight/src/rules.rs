//! The rules, registered once: code, group, question, failure and severities, for the engine, the
//! catalogue and the documentation alike.
//!
//! One file is one rule: what in the way strategies fail it catches, when it speaks, its words in
//! every language, and its tests.

pub(crate) mod breaches;

#[cfg(test)]
mod tests;

pub(crate) mod action_overdue;
pub(crate) mod bad_formula;
pub(crate) mod bad_part;
pub(crate) mod bad_threshold;
pub(crate) mod benchmark_mask;
pub(crate) mod breach;
pub(crate) mod breach_persists;
pub(crate) mod budget_off_strategy;
pub(crate) mod captain_not_closest;
pub(crate) mod comfort_target;
pub(crate) mod conflict;
pub(crate) mod conflicting_priorities;
pub(crate) mod consequence_due;
pub(crate) mod contract_changed;
pub(crate) mod contradicted_hypothesis;
pub(crate) mod cycle;
pub(crate) mod dangling_link;
pub(crate) mod decision_pending;
pub(crate) mod decision_to_revisit;
pub(crate) mod deteriorating;
pub(crate) mod duplicate_link;
pub(crate) mod early_warning;
pub(crate) mod everything_is_a_priority;
pub(crate) mod feedback_loop;
pub(crate) mod green_dashboard_paradox;
pub(crate) mod handoff_unagreed;
pub(crate) mod lagging_only;
pub(crate) mod late_adjustment;
pub(crate) mod late_detection;
pub(crate) mod leakage;
pub(crate) mod metric_pollution;
pub(crate) mod narrative_over_milestones;
pub(crate) mod no_consequence;
pub(crate) mod no_contract;
pub(crate) mod no_drivers;
pub(crate) mod no_owner;
pub(crate) mod orphan_initiative;
pub(crate) mod over_capacity;
pub(crate) mod overloaded_bottleneck;
pub(crate) mod owner_overload;
pub(crate) mod owner_without_levers;
pub(crate) mod review_overdue;
pub(crate) mod risk_materialising;
pub(crate) mod shared_bottleneck;
pub(crate) mod stale_data;
pub(crate) mod two_owners;
pub(crate) mod unassessed_driver;
pub(crate) mod unfunded_gap;
pub(crate) mod unmeasured;
pub(crate) mod unreconciled_claims;
pub(crate) mod unserved_objective;
pub(crate) mod untested_hypothesis;
pub(crate) mod unwatched_risk;
pub(crate) mod vanity_metric;
pub(crate) mod weak_link;

use causeway_model::maturity::Dimension;

use crate::{
    draft::{Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    status::Status,
    words::{Said, Word},
};

/// Every rule, in the order of the specification.
pub static RULES: &[&Rule] = &[
    &early_warning::RULE,
    &green_dashboard_paradox::RULE,
    &contradicted_hypothesis::RULE,
    &untested_hypothesis::RULE,
    &no_drivers::RULE,
    &lagging_only::RULE,
    &unmeasured::RULE,
    &conflicting_priorities::RULE,
    &overloaded_bottleneck::RULE,
    &over_capacity::RULE,
    &unreconciled_claims::RULE,
    &shared_bottleneck::RULE,
    &feedback_loop::RULE,
    &no_owner::RULE,
    &two_owners::RULE,
    &owner_without_levers::RULE,
    &captain_not_closest::RULE,
    &no_contract::RULE,
    &contract_changed::RULE,
    &owner_overload::RULE,
    &handoff_unagreed::RULE,
    &everything_is_a_priority::RULE,
    &metric_pollution::RULE,
    &vanity_metric::RULE,
    &orphan_initiative::RULE,
    &unserved_objective::RULE,
    &unfunded_gap::RULE,
    &budget_off_strategy::RULE,
    &no_consequence::RULE,
    &comfort_target::RULE,
    &breach::RULE,
    &action_overdue::RULE,
    &breach_persists::RULE,
    &late_adjustment::RULE,
    &late_detection::RULE,
    &deteriorating::RULE,
    &stale_data::RULE,
    &narrative_over_milestones::RULE,
    &consequence_due::RULE,
    &review_overdue::RULE,
    &decision_to_revisit::RULE,
    &decision_pending::RULE,
    &benchmark_mask::RULE,
    &weak_link::RULE,
    &unassessed_driver::RULE,
    &leakage::RULE,
    &unwatched_risk::RULE,
    &risk_materialising::RULE,
    &dangling_link::RULE,
    &duplicate_link::RULE,
    &cycle::RULE,
    &bad_formula::RULE,
    &bad_part::RULE,
    &bad_threshold::RULE,
    &conflict::RULE,
];

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name in the JSON form.
    pub code: &'static str,
    /// Whether it warns or asks to finish something.
    pub group: Group,
    /// Which question it answers.
    pub question: Question,
    /// Which structural failure it belongs to.
    pub failure: Failure,
    /// The severities it can have, the worst first.
    pub severities: &'static [Severity],
    /// Whether it reads actions and decisions itself, so that they don't make it answered (✱).
    pub reads_answers: bool,
    /// Whether people can accept it for a time.
    pub can_be_accepted: bool,
    /// What is the matter.
    pub title: Said,
    /// What to do next, as an order to one person.
    pub next: Said,
    /// Finds it.
    pub(crate) find: for<'w> fn(&Evidence<'_, 'w>, &mut Drafts<'w>),
}

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// Nodes by their |influence| on a target, most first, then by id.
pub(crate) fn by_influence(facts: &Facts<'_>, target: usize, mut places: Vec<usize>) -> Vec<usize> {
    let size = |place: usize| facts.influence(place, target).abs();
    places.sort_by(|left, right| size(*right).total_cmp(&size(*left)).then(left.cmp(right)));
    places
}

/// The levels of a driver, as far as they were assessed by now: dimension, level, target.
pub(crate) fn levels(facts: &Facts<'_>, driver: usize) -> Vec<(Dimension, u8, Option<u8>)> {
    let Some(maturity) = facts.node(driver).maturity.as_ref() else { return Vec::new() };
    let assessed = |dimension: &Dimension| {
        let assessment = maturity.of(*dimension)?;
        let is_read = assessment.assessed.is_none_or(|day| day <= facts.as_of());
        let level = assessment.level.filter(|_| is_read)?;
        Some((*dimension, level.get(), assessment.target.map(causeway_model::Level::get)))
    };
    Dimension::ALL.iter().filter_map(assessed).collect()
}

/// The lowest level of a driver, if it is at most 2.
pub(crate) fn low_level(facts: &Facts<'_>, driver: usize) -> Option<(Dimension, u8, Option<u8>)> {
    levels(facts, driver)
        .into_iter()
        .filter(|(_, level, _)| *level <= 2)
        .min_by_key(|(_, level, _)| *level)
}

/// A status as it reads in a sentence.
pub(crate) fn status_word(status: Status) -> Word {
    Word::Term(status.said())
}

/// A dimension of maturity as it reads in a sentence.
pub(crate) fn dimension_word(dimension: Dimension) -> Word {
    Word::Term(match dimension {
        Dimension::Strategy => Said { en: "Strategy", pt: "Estratégia" },
        Dimension::Process => Said { en: "Process", pt: "Processo" },
        Dimension::Technology => Said { en: "Technology", pt: "Tecnologia" },
        Dimension::People => Said { en: "People", pt: "Pessoas" },
    })
}
