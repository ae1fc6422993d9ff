//! Catches a result that is steered by looking back: everything known about its causes is as late as
//! the result itself.
//!
//! Speaks for a kpi whose lever is `outcome`, with upstream nodes, none of which carries a leading
//! metric (input or process) with data.

use causeway_model::{metric::Lever, node::NodeKind};

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "lagging-only",
    group: Group::Signal,
    question: Question::Driving,
    failure: Failure::Causality,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "Nothing that drives {subject} is measured ahead of it",
        pt: "Nada do que move {subject} é medido antes dele",
    },
    next: Said {
        en: "choose one cause of {subject} and measure it",
        pt: "escolha uma causa de {subject} e meça-a",
    },
    find,
};

const NONE: Said = Said {
    en: "Of {count} {count?node:nodes} upstream, none has an input or process metric with a value.",
    pt: "De {count} {count?nó:nós} a montante, nenhum tem métrica de insumo ou de processo com valor.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for kpi in facts.of_kind(NodeKind::Kpi) {
        let is_outcome =
            facts.measure(kpi).is_some_and(|measure| measure.metric.lever == Some(Lever::Outcome));
        if is_outcome && !facts.upstream(kpi).is_empty() && !has_leading(facts, kpi) {
            let count = i64::try_from(facts.upstream(kpi).len()).unwrap_or(i64::MAX);
            drafts.push(
                Draft::on(kpi, Severity::Medium).why(&NONE).word("count", Word::Count(count)),
            );
        }
    }
}

/// Whether a node upstream carries a leading metric with data.
pub(crate) fn has_leading(facts: &Facts<'_>, kpi: usize) -> bool {
    facts.upstream(kpi).iter().filter_map(|place| facts.measure(*place)).any(|measure| {
        measure.metric.lever.is_some_and(Lever::is_leading) && measure.latest().is_some()
    })
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const OUTCOME: &str = "kpi k lever=outcome\n driver d causality\n";

    fn with(driver: &str) -> Vec<String> {
        found(
            "lagging-only",
            &OUTCOME.replace("driver d causality", &format!("driver d {driver}\n d causes k")),
        )
    }

    #[test]
    fn speaks_when_no_cause_is_measured_ahead() {
        assert_eq!(with("obs=1"), ["k medium"]);
        assert_eq!(with("lever=outcome obs=1"), ["k medium"]);
    }

    #[test]
    fn is_silent_with_a_leading_metric_or_without_causes() {
        assert_eq!(with("lever=process obs=1"), [""; 0]);
        assert_eq!(found("lagging-only", "kpi k lever=outcome"), [""; 0]);
    }

    #[test]
    fn a_leading_metric_without_data_does_not_count() {
        assert_eq!(with("lever=input"), ["k medium"]);
    }
}
