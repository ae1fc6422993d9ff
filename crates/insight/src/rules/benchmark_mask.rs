//! Catches comfort in being better than the peers: the comparison hides a slide, or a potential left unused.
//!
//! Speaks where the latest value is at or better than the benchmark, with a worsening trend, or in ok
//! with a gap over half of its span. Not for a range.

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    measure::Measure,
    numeric::{Sign, round9, sign},
    rules::Rule,
    status::{Status, Trend},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "benchmark-mask",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Causality,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The benchmark hides what happens to {subject}",
        pt: "A referência externa esconde o que ocorre com {subject}",
    },
    next: Said {
        en: "measure {subject} against its own potential",
        pt: "meça {subject} pelo próprio potencial",
    },
    find,
};

const BETTER: Said = Said {
    en: "It stands at {latest}, the peers at {benchmark}.",
    pt: "Está em {latest}; os pares, em {benchmark}.",
};
const WORSENS: Said = Said { en: "It is getting worse.", pt: "Está piorando." };
const GAP: Said = Said {
    en: "It is still {gap} away from its potential, over half of its span.",
    pt: "Ainda está a {gap} do seu potencial, mais da metade da amplitude.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        let Some((latest, benchmark)) = masked(facts, place) else { continue };
        let is_worsening = facts.standing(place).trend == Some(Trend::Worsening);
        let has_gap = facts.status(place) == Status::Ok && has_wide_gap(facts, place);
        if is_worsening || has_gap {
            drafts.push(
                Draft::on(place, Severity::Medium)
                    .why(&BETTER)
                    .why_if(is_worsening, &WORSENS)
                    .why_if(has_gap, &GAP)
                    .word("latest", Word::Measured(place, latest))
                    .word("benchmark", Word::Measured(place, benchmark))
                    .word(
                        "gap",
                        Word::Measured(
                            place,
                            facts.measure(place).and_then(Measure::gap).unwrap_or(0.0),
                        ),
                    ),
            );
        }
    }
}

/// The latest value and the benchmark, where the value is at or better than it.
fn masked(facts: &Facts<'_>, place: usize) -> Option<(f64, f64)> {
    let measure = facts.measure(place)?;
    let (latest, benchmark) = (measure.latest()?.value, measure.metric.benchmark.as_ref()?.value?);
    let lead = measure.judge.better_by(latest, benchmark)?;
    (sign(lead) != Sign::Negative).then_some((latest, benchmark))
}

fn has_wide_gap(facts: &Facts<'_>, place: usize) -> bool {
    facts.measure(place).is_some_and(|measure| {
        measure.gap().is_some_and(|gap| round9(gap) > round9(measure.span() / 2.0))
    })
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_when_better_than_peers_but_sliding_or_far_from_the_potential() {
        assert_eq!(found("benchmark-mask", "kpi k benchmark=5 obs=20,19,18,17,16"), ["k medium"]);
        assert_eq!(
            found("benchmark-mask", "kpi k benchmark=5 watch=1 baseline=10 potential=20 obs=14"),
            ["k medium"]
        );
    }

    #[test]
    fn is_silent_behind_the_peers_or_without_them() {
        assert_eq!(found("benchmark-mask", "kpi k benchmark=50 obs=20,19,18,17,16"), [""; 0]);
        assert_eq!(found("benchmark-mask", "kpi k obs=20,19,18,17,16"), [""; 0]);
        assert_eq!(
            found("benchmark-mask", "kpi k benchmark=5 baseline=10 potential=20 obs=14"),
            [""; 0]
        );
    }

    #[test]
    fn as_good_as_the_peers_counts_and_half_of_the_span_does_not() {
        assert_eq!(found("benchmark-mask", "kpi k benchmark=16 obs=20,19,18,17,16"), ["k medium"]);
        assert_eq!(
            found("benchmark-mask", "kpi k benchmark=5 watch=1 baseline=10 potential=20 obs=15"),
            [""; 0]
        );
    }
}
