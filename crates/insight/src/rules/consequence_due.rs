//! Catches a consequence that was agreed and is not drawn: the work fails, and nothing happens.
//!
//! Speaks for an open initiative with a consequence, computed act, that no decision made since the day it
//! went off (ever, where that is not known) names.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    status::Status,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "consequence-due",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Decisions,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The consequence of {subject} is due",
        pt: "A consequência de {subject} é devida",
    },
    next: Said {
        en: "decide: draw the consequence, or say why not",
        pt: "decida: aplique a consequência ou diga por que não",
    },
    find,
};

const AGREED: Said = Said {
    en: "It needs action; agreed was: {consequence}. No decision since names it.",
    pt: "Exige ação; o combinado era: {consequence}. Nenhuma decisão desde então trata dele.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.of_kind(NodeKind::Initiative) {
        let consequence = &facts.initiative(place).consequence;
        let is_failing = facts.is_open(place) && facts.status(place) == Status::Act;
        if is_failing && !consequence.is_empty() && !is_decided_since(facts, place) {
            let text = consequence.shown().into_owned();
            drafts.push(
                Draft::on(place, Severity::Medium)
                    .why(&AGREED)
                    .word("consequence", Word::Text(text)),
            );
        }
    }
}

fn is_decided_since(facts: &Facts<'_>, place: usize) -> bool {
    let went_off = facts.went_off(place);
    facts.made().any(|(_, decision)| {
        let made_on = decision.made.as_ref().and_then(|made| made.on);
        decision.nodes.contains(facts.id(place))
            && went_off.is_none_or(|day| made_on.is_some_and(|made| made >= day))
    })
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const FAILS: &str = "initiative i consequence=stops initiative.milestones.m.due=2026-03-01\n";

    #[test]
    fn speaks_when_failing_work_has_a_consequence_that_nobody_draws() {
        assert_eq!(found("consequence-due", FAILS), ["i medium"]);
        assert_eq!(
            found("consequence-due", "initiative i status=off_track consequence=stops"),
            ["i medium"]
        );
    }

    #[test]
    fn is_silent_once_decided_or_without_a_consequence() {
        assert_eq!(
            found(
                "consequence-due",
                &format!("{FAILS} decision d nodes.i=true made.on=2026-03-10")
            ),
            [""; 0]
        );
        assert_eq!(found("consequence-due", "initiative i status=off_track"), [""; 0]);
        assert_eq!(
            found("consequence-due", "initiative i status=at_risk consequence=stops"),
            [""; 0]
        );
        let ever = "initiative i status=off_track consequence=stops\n decision d nodes.i=true made.on=2020-01-01";
        assert_eq!(found("consequence-due", ever), [""; 0]);
    }

    #[test]
    fn a_decision_counts_from_the_day_it_went_off() {
        assert_eq!(
            found(
                "consequence-due",
                &format!("{FAILS} decision d nodes.i=true made.on=2026-03-02")
            ),
            [""; 0]
        );
        assert_eq!(
            found(
                "consequence-due",
                &format!("{FAILS} decision d nodes.i=true made.on=2026-03-01")
            ),
            ["i medium"]
        );
    }
}
