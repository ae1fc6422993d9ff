//! Catches a target that is sure to be met: far below what the organisation itself could reach.
//!
//! Speaks for a kpi with baseline, target and potential whose target goes less than half of the way
//! from baseline to potential.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{finite, round9},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "comfort-target",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Focus,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The target of {subject} is comfortable",
        pt: "A meta de {subject} é confortável",
    },
    next: Said {
        en: "set a target that goes at least half of the way",
        pt: "defina uma meta que percorra ao menos metade do caminho",
    },
    find,
};

const SHORT: Said = Said {
    en: "It goes {way} of the way from the baseline to the potential.",
    pt: "Percorre {way} do caminho da linha de base ao potencial.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for kpi in facts.of_kind(NodeKind::Kpi) {
        if let Some(way) = way(facts, kpi).filter(|way| round9(*way) < 0.5) {
            drafts.push(Draft::on(kpi, Severity::Low).why(&SHORT).word("way", Word::Percent(way)));
        }
    }
}

/// How much of the way from baseline to potential the target goes.
fn way(facts: &Facts<'_>, kpi: usize) -> Option<f64> {
    let metric = facts.measure(kpi)?.metric;
    let baseline = metric.baseline.as_ref()?.value?;
    let target = *metric.target.as_ref()?.value.one()?;
    let whole = finite(metric.potential? - baseline).filter(|whole| round9(*whole) != 0.0)?;
    finite((target - baseline) / whole)
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_a_target_near_the_baseline() {
        assert_eq!(found("comfort-target", "kpi k baseline=10 target=12 potential=20"), ["k low"]);
        assert_eq!(
            found("comfort-target", "kpi k direction=down baseline=20 target=18 potential=10"),
            ["k low"]
        );
    }

    #[test]
    fn is_silent_for_an_ambitious_one_and_where_one_figure_lacks() {
        assert_eq!(found("comfort-target", "kpi k baseline=10 target=18 potential=20"), [""; 0]);
        assert_eq!(found("comfort-target", "kpi k baseline=10 target=11"), [""; 0]);
        assert_eq!(found("comfort-target", "kpi k baseline=10 target=11 potential=10"), [""; 0]);
    }

    #[test]
    fn half_of_the_way_is_enough() {
        assert_eq!(found("comfort-target", "kpi k baseline=10 target=15 potential=20"), [""; 0]);
        assert_eq!(
            found("comfort-target", "kpi k baseline=10 target=14.99 potential=20"),
            ["k low"]
        );
    }
}
