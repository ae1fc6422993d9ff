//! Catches the chain that breaks at its weakest link: a result rests on work that is not mastered.
//!
//! Speaks for a driver with a level of at most 2 and |influence| of at least 0.15 on a serving kpi.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::{Rule, dimension_word, low_level},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "weak-link",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::Causality,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} is not mastered, and results rest on it",
        pt: "{subject} não é dominado, e resultados dependem dele",
    },
    next: Said {
        en: "raise {dimension} from level {level} to {target}",
        pt: "eleve {dimension} do nível {level} para {target}",
    },
    find,
};

const LEVEL: Said = Said {
    en: "{dimension}: level {level}, target {target}. It has an influence of {reach} on {kpis}.",
    pt: "{dimension}: nível {level}, meta {target}. Tem influência de {reach} sobre {kpis}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for driver in facts.of_kind(NodeKind::Driver).filter(|driver| facts.matters(*driver)) {
        let Some((dimension, level, target)) = low_level(facts, driver) else { continue };
        let kpis = facts.serving_kpis().into_iter();
        let kpis: Vec<usize> =
            kpis.filter(|kpi| facts.influence(driver, *kpi).abs() >= 0.15).collect();
        let is_off = kpis.iter().any(|kpi| facts.status(*kpi).is_off());
        let target = target.unwrap_or(level + 1);
        drafts.push(
            Draft::on(driver, if is_off { Severity::High } else { Severity::Medium })
                .why(&LEVEL)
                .word("dimension", dimension_word(dimension))
                .word("level", Word::Count(i64::from(level)))
                .word("target", Word::Count(i64::from(target)))
                .word("reach", Word::Figure(facts.reach(driver)))
                .word("kpis", Word::Nodes(kpis)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn level(more: &str) -> Vec<String> {
        let map = format!(
            "objective o\n kpi k watch=5 obs=9\n k serves o\n driver d level=2\n d causes k {more}"
        );
        found("weak-link", &map)
    }

    #[test]
    fn speaks_for_a_low_level_that_matters() {
        assert_eq!(level(""), ["d medium"]);
        assert_eq!(level("\n kpi k watch=5 obs=4"), ["d high"]);
    }

    #[test]
    fn is_silent_for_a_higher_level_or_no_influence() {
        assert_eq!(level("\n driver d level=3"), [""; 0]);
        assert_eq!(level("strength=0"), [""; 0]);
        assert_eq!(level("\n driver d maturity.process.assessed=2026-04-01 level=1"), [""; 0]);
    }

    #[test]
    fn an_influence_of_015_matters() {
        assert_eq!(level("strength=0.15"), ["d medium"]);
        assert_eq!(level("strength=0.14"), [""; 0]);
    }
}
