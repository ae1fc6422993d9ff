//! Catches a strong belief that nothing has tested: the strategy leans on a link for which there is
//! neither evidence nor enough figures.
//!
//! Speaks for a `causes` link between two nodes with metrics, |coefficient| at least 0.5, without
//! evidence and with fewer than eight pairs of values.

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    numeric::round9,
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "untested-hypothesis",
    group: Group::Finish,
    question: Question::Driving,
    failure: Failure::Causality,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The link {subject} is untested", pt: "A ligação {subject} não foi testada"
    },
    next: Said {
        en: "bring evidence for or against it", pt: "traga evidências a favor ou contra"
    },
    find,
};

const PAIRS: Said = Said {
    en: "It passes on {coefficient} of a movement, without evidence and with {pairs} {pairs?pair:pairs} of values; eight are needed.",
    pt: "Transmite {coefficient} de um movimento, sem evidências e com {pairs} {pairs?par:pares} de valores; são necessários oito.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for (joined, test) in facts.tested_causes() {
        let is_measured =
            facts.measure(joined.from).is_some() && facts.measure(joined.to).is_some();
        let coefficient = test.coefficient;
        if is_measured && round9(coefficient.abs()) >= 0.5 && !test.is_tested() {
            let pairs = i64::try_from(test.pairs).unwrap_or(i64::MAX);
            let about = About::Links(vec![joined.id], Some(joined.from));
            let draft = Draft::about(about, Severity::Low).why(&PAIRS);
            drafts.push(
                draft
                    .word("coefficient", Word::Figure(coefficient))
                    .word("pairs", Word::Count(pairs)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_when_a_strong_link_has_neither_evidence_nor_pairs() {
        assert_eq!(
            found("untested-hypothesis", "driver a obs=1\n kpi b obs=1\n a causes b"),
            ["a-b low"]
        );
    }

    #[test]
    fn is_silent_with_evidence_without_a_metric_or_with_eight_pairs() {
        let evidence = "driver a obs=1\n kpi b obs=1\n a causes b evidence.e.text=seen";
        assert_eq!(found("untested-hypothesis", evidence), [""; 0]);
        assert_eq!(found("untested-hypothesis", "driver a\n kpi b obs=1\n a causes b"), [""; 0]);
        let pairs = "driver a obs=1,2,3,4,5,6,7,8\n kpi b obs=1,2,3,4,5,6,7,8\n a causes b";
        assert_eq!(found("untested-hypothesis", pairs), [""; 0]);
    }

    #[test]
    fn a_coefficient_just_under_a_half_is_not_strong() {
        assert_eq!(
            found(
                "untested-hypothesis",
                "driver a obs=1\n kpi b obs=1\n a causes b strength=0.499"
            ),
            [""; 0]
        );
        let seven = "driver a obs=1,2,3,4,5,6,7\n kpi b obs=1,2,3,4,5,6,7\n a causes b";
        assert_eq!(found("untested-hypothesis", seven), ["a-b low"]);
    }
}
