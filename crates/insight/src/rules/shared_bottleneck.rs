//! Catches one weak spot under many results: several functions depend on it, and each sees only its own
//! share of the trouble.
//!
//! Speaks for a driver in watch or act, or with a level of at most 2, that has |influence| of at least
//! 0.15 on three or more kpis of two or more functions.

use std::collections::BTreeSet;

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::{Rule, low_level},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "shared-bottleneck",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Causality,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} holds up {count} results of {functions} functions",
        pt: "{subject} segura {count} resultados de {functions} áreas",
    },
    next: Said {
        en: "agree with the functions concerned who puts {subject} right first",
        pt: "combine com as áreas envolvidas quem resolve {subject} primeiro",
    },
    find,
};

const RESULTS: Said = Said {
    en: "It is off or of a low level, and it moves {kpis}.",
    pt: "Está fora do rumo ou em nível baixo, e move {kpis}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let held_up = held_up(facts);
    for driver in facts.of_kind(NodeKind::Driver) {
        if !facts.status(driver).is_off() && low_level(facts, driver).is_none() {
            continue;
        }
        let kpis = held_up[driver].clone();
        let functions: BTreeSet<&str> =
            kpis.iter().filter_map(|kpi| facts.function(*kpi)).collect();
        if kpis.len() >= 3 && functions.len() >= 2 {
            let count = |number: usize| Word::Count(i64::try_from(number).unwrap_or(i64::MAX));
            let draft = Draft::on(driver, Severity::High).why(&RESULTS);
            let draft =
                draft.word("count", count(kpis.len())).word("functions", count(functions.len()));
            drafts.push(draft.word("kpis", Word::Nodes(kpis)));
        }
    }
}

/// For each place, the kpis on which it has influence enough.
fn held_up(facts: &Facts<'_>) -> Vec<Vec<usize>> {
    let mut held_up = vec![Vec::new(); facts.present().len()];
    for kpi in facts.of_kind(NodeKind::Kpi) {
        for (place, _) in facts.column(kpi).iter().filter(|(_, influence)| influence.abs() >= 0.15)
        {
            held_up[place].push(kpi);
        }
    }
    held_up
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn map(driver: &str, third: &str) -> String {
        format!(
            "function f\n function g\n driver d {driver}
            kpi a function=f\n kpi b function=g\n kpi c {third}
            d causes a\n d causes b\n d causes c strength=0.15"
        )
    }

    #[test]
    fn speaks_when_three_results_of_two_functions_hang_on_what_is_off() {
        assert_eq!(found("shared-bottleneck", &map("watch=5 obs=4", "function=f")), ["d high"]);
        assert_eq!(found("shared-bottleneck", &map("level=2", "function=f")), ["d high"]);
    }

    #[test]
    fn is_silent_when_it_is_fine_or_one_function_is_concerned() {
        assert_eq!(found("shared-bottleneck", &map("watch=5 obs=6", "")), [""; 0]);
        let one = map("level=1", "function=f").replace("kpi b function=g", "kpi b function=f");
        assert_eq!(found("shared-bottleneck", &one), [""; 0]);
    }

    #[test]
    fn a_third_result_with_less_influence_does_not_count() {
        let weak = map("level=2", "").replace("strength=0.15", "strength=0.14");
        assert_eq!(found("shared-bottleneck", &weak), [""; 0]);
        assert_eq!(found("shared-bottleneck", &map("level=3", "")), [""; 0]);
    }
}
