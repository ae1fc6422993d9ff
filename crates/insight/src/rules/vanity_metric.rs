//! Catches a number that is kept because it is there: it leads to no objective, or nobody ever does
//! anything when it moves.
//!
//! Speaks for a kpi from which no walk of causes, formula terms and serves leads to an objective; or
//! that has neither conversation nor decision in its contract and has had at least two breaches more
//! than two cadences old, none of which was followed within two cadences by an action on it or a made
//! decision naming it.

use causeway_model::node::NodeKind;

use crate::{
    calendar::days_between,
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "vanity-metric",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Focus,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "Nothing follows from {subject}", pt: "Nada decorre de {subject}" },
    next: Said {
        en: "archive {subject}, or say which decision it changes",
        pt: "arquive {subject} ou diga qual decisão ele muda",
    },
    find,
};

const NOWHERE: Said = Said {
    en: "No walk of causes, formulas and key results leads from it to an objective.",
    pt: "Nenhum caminho de causas, fórmulas e resultados-chave leva dele a um objetivo.",
};
const IGNORED: Said = Said {
    en: "Nobody answered any of its {ignored} breaches, and no conversation or decision is agreed.",
    pt: "Ninguém respondeu a nenhum dos seus {ignored} desvios, e não há conversa nem decisão combinada.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let leads = leading_to_objectives(facts);
    for kpi in facts.of_kind(NodeKind::Kpi) {
        let ignored = ignored_breaches(facts, kpi);
        if !leads[kpi] || ignored >= 2 {
            drafts.push(
                Draft::on(kpi, Severity::Medium)
                    .why_if(!leads[kpi], &NOWHERE)
                    .why_if(ignored >= 2, &IGNORED)
                    .word("ignored", Word::Count(ignored)),
            );
        }
    }
}

/// For each place, whether a walk of causes, formula terms and serves leads to an objective.
pub(crate) fn leading_to_objectives(facts: &Facts<'_>) -> Vec<bool> {
    let mut leads = vec![false; facts.present().len()];
    let mut waiting: Vec<usize> = facts.serves().iter().map(|link| link.from).collect();
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut leads[at], true) {
            waiting.extend(facts.graph().inward(at).iter().map(|edge| edge.end));
        }
    }
    leads
}

/// How many old breaches a kpi without conversation or decision had, if none of them was answered.
fn ignored_breaches(facts: &Facts<'_>, kpi: usize) -> i64 {
    let is_agreed = facts
        .contract(kpi)
        .is_some_and(|contract| !contract.conversation.is_empty() || !contract.decision.is_empty());
    let Some(measure) =
        facts.measure(kpi).filter(|measure| !is_agreed && measure.latest().is_some())
    else {
        return 0;
    };
    let patience = 2 * i64::from(measure.metric.cadence().days());
    let old = measure
        .breaches()
        .into_iter()
        .filter(|run| days_between(run.from, facts.as_of()) > patience);
    let mut count = 0;
    for breach in old {
        let follows = |day: Option<causeway_model::Date>| {
            day.is_some_and(|day| (0..=patience).contains(&days_between(breach.from, day)))
        };
        let acted = facts.actions_on(kpi).any(|(_, action)| follows(action.opened));
        let decided = facts.made().any(|(_, decision)| {
            decision.nodes.contains(facts.id(kpi))
                && follows(decision.made.as_ref().and_then(|made| made.on))
        });
        if acted || decided {
            return 0;
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const SERVES: &str = "objective o\n k serves o\n";

    #[test]
    fn speaks_for_what_leads_nowhere_and_for_what_is_always_ignored() {
        assert_eq!(found("vanity-metric", "kpi k"), ["k medium"]);
        let ignored = format!("{SERVES} kpi k act=5 obs=4,9,4,9,9,9");
        assert_eq!(found("vanity-metric", &ignored), ["k medium"]);
    }

    #[test]
    fn is_silent_when_a_walk_leads_to_an_objective_or_a_breach_was_answered() {
        let walk = format!("{SERVES} kpi k\n driver d\n kpi l\n l causes d\n d causes k");
        assert_eq!(found("vanity-metric", &walk), [""; 0]);
        let answered =
            format!("{SERVES} kpi k act=5 obs=4,9,4,9,9,9\n action x node=k opened=2025-12-30");
        assert_eq!(found("vanity-metric", &answered), [""; 0]);
        let agreed = format!("{SERVES} kpi k act=5 obs=4,9,4,9,9,9 contract.decision=stop");
        assert_eq!(found("vanity-metric", &agreed), [""; 0]);
    }

    #[test]
    fn one_old_breach_is_not_yet_a_habit() {
        // The second breach, of 28 January, is 62 days old: not more than two cadences.
        assert_eq!(found("vanity-metric", &format!("{SERVES} kpi k act=5 obs=4,9,4,9,9")), [""; 0]);
        let late =
            format!("{SERVES} kpi k act=5 obs=4,9,4,9,9,9\n action x node=k opened=2026-03-01");
        assert_eq!(found("vanity-metric", &late), ["k medium"]);
    }

    #[test]
    fn a_conversation_or_a_decision_in_the_contract_or_one_made_in_time_is_an_answer() {
        let is_vain = |more: &str| {
            let map = format!("{SERVES} kpi k act=5 obs=4,9,4,9,9,9 {more}");
            !found("vanity-metric", &map).is_empty()
        };
        assert!(!is_vain("contract.conversation=why"));
        assert!(is_vain("contract.respond_hours=24"));
        assert!(!is_vain("\n decision d made.on=2025-12-30 nodes.k=true"));
        assert!(is_vain("\n decision d made.on=2025-12-30 nodes.j=true"));
        // The later breach is of 28 December, and two cadences are 62 days.
        assert!(!is_vain("\n decision d made.on=2026-02-28 nodes.k=true"));
        assert!(is_vain("\n decision d made.on=2026-03-01 nodes.k=true"));
    }
}
