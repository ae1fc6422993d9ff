//! The rules, registered once: code, group, question, failure and severities, for the engine, the
//! catalogue and the documentation alike.
//!
//! One file is one rule: what in the way strategies fail it catches, when it speaks, its words in
//! every language, and its tests.

macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        $(pub(crate) mod $module;)+

        /// Every rule, in the order of the specification.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),+];
    };
}

pub(crate) mod breaches;

#[cfg(test)]
mod tests;

rules! {
    early_warning,
    green_dashboard_paradox,
    contradicted_hypothesis,
    untested_hypothesis,
    no_drivers,
    lagging_only,
    unmeasured,
    conflicting_priorities,
    overloaded_bottleneck,
    over_capacity,
    unreconciled_claims,
    shared_bottleneck,
    feedback_loop,
    no_owner,
    two_owners,
    owner_without_levers,
    captain_not_closest,
    no_contract,
    contract_changed,
    owner_overload,
    handoff_unagreed,
    everything_is_a_priority,
    metric_pollution,
    vanity_metric,
    orphan_initiative,
    unserved_objective,
    unfunded_gap,
    budget_off_strategy,
    no_consequence,
    comfort_target,
    breach,
    action_overdue,
    breach_persists,
    late_adjustment,
    late_detection,
    deteriorating,
    stale_data,
    narrative_over_milestones,
    consequence_due,
    review_overdue,
    decision_to_revisit,
    decision_pending,
    benchmark_mask,
    weak_link,
    unassessed_driver,
    leakage,
    unwatched_risk,
    risk_materialising,
    dangling_link,
    duplicate_link,
    cycle,
    bad_formula,
    bad_part,
    bad_threshold,
    conflict,
}

use causeway_model::maturity::Dimension;

use crate::{
    draft::{Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    status::Status,
    words::{Said, Word},
};

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
    Word::Term(match status {
        Status::NoData => Said { en: "without data", pt: "sem dados" },
        Status::Unknown => Said { en: "of unknown status", pt: "com status desconhecido" },
        Status::Ok => Said { en: "ok", pt: "ok" },
        Status::Watch => Said { en: "in watch", pt: "em atenção" },
        Status::Act => Said { en: "in act", pt: "em ação" },
    })
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
