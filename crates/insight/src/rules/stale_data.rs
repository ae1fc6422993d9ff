//! Catches decisions made on old numbers: the metric is there, its values are not.
//!
//! Speaks for a kpi or driver metric that is stale or has no data.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    status::Status,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "stale-data",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Medium, Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "{subject} has no current value", pt: "{subject} não tem valor atual" },
    next: Said {
        en: "enter the latest value of {subject}, or archive it",
        pt: "registre o último valor de {subject} ou arquive-o",
    },
    find,
};

const NONE: Said = Said { en: "Its metric has no value.", pt: "A métrica não tem valor." };
const OLD: Said = Said {
    en: "Its latest value is of {on}, older than its cadence allows.",
    pt: "O último valor é de {on}, mais antigo do que a cadência permite.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places().filter(|place| facts.measure(*place).is_some()) {
        let standing = facts.standing(place);
        let has_none = standing.status == Status::NoData;
        if has_none || standing.stale {
            let severity =
                if facts.kind(place) == NodeKind::Kpi { Severity::Medium } else { Severity::Low };
            let draft = Draft::on(place, severity).why(if has_none { &NONE } else { &OLD });
            drafts.push(draft.word("on", Word::Day(standing.on)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_no_value_and_for_an_old_one() {
        assert_eq!(
            found("stale-data", "kpi k unit=days\n driver d unit=days"),
            ["d low", "k medium"]
        );
        assert_eq!(
            found("stale-data", "kpi k metric.observations.2026-01-01.value=1"),
            ["k medium"]
        );
    }

    #[test]
    fn is_silent_for_a_current_value_and_without_a_metric() {
        assert_eq!(found("stale-data", "kpi k obs=1\n kpi l"), [""; 0]);
    }

    #[test]
    fn one_and_a_half_cadences_are_allowed() {
        assert_eq!(found("stale-data", "kpi k metric.observations.2026-02-13.value=1"), [""; 0]);
        assert_eq!(
            found("stale-data", "kpi k metric.observations.2026-02-12.value=1"),
            ["k medium"]
        );
    }
}
