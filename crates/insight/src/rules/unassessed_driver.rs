//! Catches the lever that nobody has looked at: whether it can carry the results is a guess.
//!
//! Speaks for a driver with |influence| of at least 0.15 on a serving kpi and no maturity level.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::{Rule, levels},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "unassessed-driver",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::Causality,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "{subject} was never assessed", pt: "{subject} nunca foi avaliado" },
    next: Said { en: "score {subject} together", pt: "avaliem {subject} juntos" },
    find,
};

const NONE: Said = Said {
    en: "It has no level in any dimension, and an influence of {reach} on a key result.",
    pt: "Não tem nível em nenhuma dimensão, e influência de {reach} sobre um resultado-chave.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for driver in facts.of_kind(NodeKind::Driver) {
        if facts.matters(driver) && levels(facts, driver).is_empty() {
            let reach = Word::Figure(facts.reach(driver));
            drafts.push(Draft::on(driver, Severity::Low).why(&NONE).word("reach", reach));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn driver(more: &str) -> Vec<String> {
        found(
            "unassessed-driver",
            &format!("objective o\n kpi k\n k serves o\n driver d {more}\n d causes k"),
        )
    }

    #[test]
    fn speaks_for_a_driver_that_matters_without_a_level() {
        assert_eq!(driver(""), ["d low"]);
        assert_eq!(driver("maturity.process.target=4"), ["d low"]);
    }

    #[test]
    fn is_silent_with_a_level_or_without_influence() {
        assert_eq!(driver("level=5"), [""; 0]);
        assert_eq!(found("unassessed-driver", "kpi k\n driver d\n d causes k"), [""; 0]);
    }

    #[test]
    fn a_level_of_tomorrow_is_not_read() {
        assert_eq!(driver("level=5 maturity.process.assessed=2026-04-01"), ["d low"]);
        assert_eq!(driver("level=5 maturity.process.assessed=2026-03-31"), [""; 0]);
    }
}
