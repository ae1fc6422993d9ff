//! Catches a result that nobody knows how to move: it has a number and a target, and no cause.
//!
//! Speaks for a kpi with a metric and no formula, whose lever is `outcome` or which serves an
//! objective, without anything upstream.

use causeway_model::{metric::Lever, node::NodeKind};

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "no-drivers",
    group: Group::Finish,
    question: Question::Driving,
    failure: Failure::Causality,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "Nothing on the map drives {subject}", pt: "Nada no mapa move {subject}" },
    next: Said {
        en: "ask what would have to happen first for it to move, and link it",
        pt: "pergunte o que precisa acontecer antes para ele mudar e ligue-o",
    },
    find,
};

const NONE: Said = Said {
    en: "It is a result, and no link leads to it.",
    pt: "É um resultado, e nenhuma ligação leva a ele.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for kpi in facts.of_kind(NodeKind::Kpi) {
        let Some(measure) = facts.measure(kpi).filter(|measure| measure.formula.is_none()) else {
            continue;
        };
        let is_result = measure.metric.lever == Some(Lever::Outcome) || facts.is_serving(kpi);
        if is_result && facts.graph().inward(kpi).is_empty() {
            drafts.push(Draft::on(kpi, Severity::Medium).why(&NONE));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_an_outcome_or_key_result_without_causes() {
        assert_eq!(found("no-drivers", "kpi k lever=outcome"), ["k medium"]);
        assert_eq!(found("no-drivers", "objective o\n kpi k obs=1\n k serves o"), ["k medium"]);
    }

    #[test]
    fn is_silent_with_a_cause_or_a_formula() {
        assert_eq!(found("no-drivers", "kpi k lever=outcome\n driver d\n d causes k"), [""; 0]);
        assert_eq!(found("no-drivers", "kpi k lever=outcome formula=d\n driver d obs=1"), [""; 0]);
    }

    #[test]
    fn a_process_kpi_that_serves_nothing_needs_none() {
        assert_eq!(found("no-drivers", "kpi k lever=process"), [""; 0]);
        assert_eq!(found("no-drivers", "objective o\n kpi k\n k serves o"), [""; 0]);
    }
}
