//! Catches what the strategy counts on and nobody counts: a result without a metric, or a driver that
//! matters without one.
//!
//! Speaks for a kpi without a metric, and for a driver without one that has |influence| of at least
//! 0.15 on a serving kpi.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "unmeasured",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::Causality,
    severities: &[Severity::Medium, Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "{subject} has no metric", pt: "{subject} não tem métrica" },
    next: Said {
        en: "say what is counted, and enter its first value",
        pt: "diga o que se conta e registre o primeiro valor",
    },
    find,
};

const RESULT: Said = Said {
    en: "A kpi is a measured result, and nothing says what is measured.",
    pt: "Um KPI é um resultado medido, e nada diz o que se mede.",
};
const LEVER: Said = Said {
    en: "It has an influence of {reach} on a key result, and nobody can see it move.",
    pt: "Tem influência de {reach} sobre um resultado-chave, e ninguém consegue vê-lo mudar.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places().filter(|place| facts.measure(*place).is_none()) {
        match facts.kind(place) {
            NodeKind::Kpi => drafts.push(Draft::on(place, Severity::Medium).why(&RESULT)),
            NodeKind::Driver if facts.matters(place) => {
                let reach = Word::Figure(facts.reach(place));
                drafts.push(Draft::on(place, Severity::Low).why(&LEVER).word("reach", reach));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const SERVED: &str = "objective o\n kpi k obs=1\n k serves o\n driver d\n";

    #[test]
    fn speaks_for_a_kpi_and_for_a_driver_that_matters() {
        assert_eq!(found("unmeasured", "kpi k"), ["k medium"]);
        assert_eq!(found("unmeasured", &format!("{SERVED} d causes k")), ["d low"]);
    }

    #[test]
    fn is_silent_for_what_is_measured_and_for_a_driver_of_nothing_that_serves() {
        assert_eq!(found("unmeasured", "kpi k unit=days"), [""; 0]);
        assert_eq!(found("unmeasured", "kpi k obs=1\n driver d\n d causes k"), [""; 0]);
    }

    #[test]
    fn a_driver_matters_from_an_influence_of_015() {
        assert_eq!(found("unmeasured", &format!("{SERVED} d causes k strength=0.15")), ["d low"]);
        assert_eq!(found("unmeasured", &format!("{SERVED} d causes k strength=0.1499")), [""; 0]);
    }
}
