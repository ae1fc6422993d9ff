//! Catches thresholds that contradict each other: the metric can't be judged, and nobody is warned.
//!
//! Speaks for thresholds that don't fit the direction, and for `act` on the good side of `watch`.

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "bad-threshold",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The thresholds of {subject} don't fit",
        pt: "Os limiares de {subject} não se encaixam",
    },
    next: Said {
        en: "set watch and act on the bad side of {subject}, watch first",
        pt: "defina os limiares do lado ruim de {subject}, atenção antes de ação",
    },
    find,
};

const UNFIT: Said = Said {
    en: "They don't fit its direction or each other; its status is unknown.",
    pt: "Não se encaixam na direção ou entre si; o status é desconhecido.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        if facts.measure(place).is_some_and(|measure| measure.judge.is_unfit()) {
            drafts.push(Draft::on(place, Severity::Medium).why(&UNFIT));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_the_wrong_order_and_the_wrong_shape() {
        assert_eq!(found("bad-threshold", "kpi k watch=5 act=6"), ["k medium"]);
        assert_eq!(found("bad-threshold", "kpi k direction=range watch=5"), ["k medium"]);
        assert_eq!(found("bad-threshold", r#"kpi k act={"low":1,"high":2}"#), ["k medium"]);
    }

    #[test]
    fn is_silent_for_fitting_ones_and_while_the_direction_is_in_conflict() {
        assert_eq!(
            found("bad-threshold", "kpi k watch=6 act=5\n driver d direction=down watch=5 act=6"),
            [""; 0]
        );
        assert_eq!(
            found("bad-threshold", r#"kpi k direction={"conflict":["up","down"]} watch=5 act=6"#),
            [""; 0]
        );
    }

    #[test]
    fn equal_thresholds_fit() {
        assert_eq!(found("bad-threshold", "kpi k watch=5 act=5"), [""; 0]);
    }
}
