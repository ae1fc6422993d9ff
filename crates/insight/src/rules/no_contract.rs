//! Catches a key result without an agreement about what happens when it moves: each breach is then
//! discussed from scratch.
//!
//! Speaks for a serving kpi, and for a kpi with a path of causes and formula terms through kpis alone
//! to one, that lacks thresholds or line, a conversation, an escalation step, or a stop authority.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "no-contract",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} has no full contract",
        pt: "{subject} não tem um acordo completo",
    },
    next: Said {
        en: "agree what is missing with those concerned",
        pt: "combine o que falta com os envolvidos",
    },
    find,
};

const LACKS: Said = Said { en: "It lacks {lacking}.", pt: "Faltam: {lacking}." };
const THRESHOLDS: Said =
    Said { en: "thresholds or a line to judge it by", pt: "limiares ou uma linha para julgá-lo" };
const CONVERSATION: Said =
    Said { en: "the conversation that a breach opens", pt: "a conversa que um desvio abre" };
const ESCALATION: Said = Said { en: "an escalation step", pt: "um passo de escalonamento" };
const STOP: Said = Said {
    en: "a person who may stop the flow of resources",
    pt: "quem pode interromper o fluxo de recursos",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for kpi in chained(facts) {
        let lacking = lacking(facts, kpi);
        if !lacking.is_empty() {
            let lacking = lacking.into_iter().map(|said| Word::Term(*said)).collect();
            drafts.push(
                Draft::on(kpi, Severity::Medium).why(&LACKS).word("lacking", Word::List(lacking)),
            );
        }
    }
}

/// The serving kpis, and those that lead to one through kpis alone; sorted.
fn chained(facts: &Facts<'_>) -> Vec<usize> {
    let mut is_chained = vec![false; facts.present().len()];
    let mut waiting = facts.serving_kpis();
    for kpi in &waiting {
        is_chained[*kpi] = true;
    }
    while let Some(at) = waiting.pop() {
        for edge in facts.graph().inward(at) {
            if facts.kind(edge.end) == NodeKind::Kpi
                && !std::mem::replace(&mut is_chained[edge.end], true)
            {
                waiting.push(edge.end);
            }
        }
    }
    facts.places().filter(|place| is_chained[*place]).collect()
}

/// What the contract of a kpi lacks.
pub(crate) fn lacking(facts: &Facts<'_>, kpi: usize) -> Vec<&'static Said> {
    let contract = facts.contract(kpi);
    let can_judge = facts.measure(kpi).is_some_and(|measure| measure.judge.can_judge());
    let has_steps = contract.is_some_and(|contract| !contract.steps(facts.as_of()).is_empty());
    let checks = [
        (can_judge, &THRESHOLDS),
        (contract.is_some_and(|contract| !contract.conversation.is_empty()), &CONVERSATION),
        (has_steps, &ESCALATION),
        (contract.is_some_and(|contract| contract.stop_authority.one().is_some()), &STOP),
    ];
    checks.into_iter().filter(|(is_there, _)| !is_there).map(|(_, said)| said).collect()
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const FULL: &str = "watch=1 contract.conversation=why contract.escalation.s.to=ana contract.stop_authority=ana";

    #[test]
    fn speaks_for_key_results_and_the_kpis_that_lead_to_them() {
        let map = format!("objective o\n kpi k {FULL}\n k serves o\n kpi l\n l causes k");
        assert_eq!(found("no-contract", &map), ["l medium"]);
        assert_eq!(found("no-contract", "objective o\n kpi k watch=1\n k serves o"), ["k medium"]);
    }

    #[test]
    fn is_silent_with_a_full_contract_and_for_kpis_that_serve_nothing() {
        assert_eq!(
            found("no-contract", &format!("objective o\n kpi k {FULL}\n k serves o\n kpi l")),
            [""; 0]
        );
    }

    #[test]
    fn a_driver_between_breaks_the_chain_and_a_conflict_is_lacking() {
        let map = format!(
            "objective o\n kpi k {FULL}\n k serves o\n kpi l\n driver d\n l causes d\n d causes k"
        );
        assert_eq!(found("no-contract", &map), [""; 0]);
        let conflict = FULL.replace("authority=ana", r#"authority={"conflict":["ana","ben"]}"#);
        assert_eq!(
            found("no-contract", &format!("objective o\n kpi k {conflict}\n k serves o")),
            ["k medium"]
        );
    }

    #[test]
    fn the_chain_of_kpis_may_be_long_and_lead_in_a_circle() {
        let map = format!(
            "objective o\n kpi k {FULL}\n k serves o\n kpi l\n kpi m\n kpi n
            l causes k\n m causes l\n n causes m\n k causes n"
        );
        assert_eq!(found("no-contract", &map), ["l medium", "m medium", "n medium"]);
    }
}
