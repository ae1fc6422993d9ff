//! Catches an agreement that moved after people signed it: they believe in terms that no longer hold.
//!
//! Speaks for a contract with agreements, none of whose terms equal the present ones.

use causeway_model::{
    AgreedTarget, Contested, Date, Terms, contested::Text, node::Node, tombstone::undeleted,
};

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "contract-changed",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The contract of {subject} changed since it was agreed",
        pt: "O acordo de {subject} mudou desde que foi firmado",
    },
    next: Said {
        en: "show the new terms to those who agreed, and agree again",
        pt: "mostre os novos termos a quem concordou e firmem de novo",
    },
    find,
};

const AGREED: Said = Said {
    en: "What {people} agreed to is not what stands there now.",
    pt: "O que {people} firmou não é o que está lá agora.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        let Some(contract) = facts.contract(place) else { continue };
        let today = facts.as_of();
        let agreed: Vec<_> = undeleted(&contract.agreements, today)
            .filter(|(_, agreement)| agreement.on.is_none_or(|on| on <= today))
            .collect();
        let present = present(facts.node(place), today);
        let holds = |terms: Option<&Terms>| {
            terms.map_or_else(
                || present == Terms::default(),
                |terms| current(terms, today) == present,
            )
        };
        if !agreed.is_empty()
            && !agreed.iter().any(|(_, agreement)| holds(agreement.terms.as_ref()))
        {
            let people = agreed.iter().map(|(id, _)| Word::Person(Some(id.to_string()))).collect();
            drafts.push(
                Draft::on(place, Severity::Medium).why(&AGREED).word("people", Word::List(people)),
            );
        }
    }
}

/// What would be agreed to now.
fn present(node: &Node, today: Date) -> Terms {
    let text = |text: Option<&Text>| text.and_then(Text::one).map(str::to_owned);
    let (metric, contract) = (node.measured(), node.agreed());
    let target = metric.and_then(|metric| metric.target.as_ref());
    let terms = Terms {
        direction: metric.and_then(|metric| metric.direction.one().copied()),
        watch: metric.and_then(|metric| metric.watch.one().copied()),
        act: metric.and_then(|metric| metric.act.one().copied()),
        target: target
            .map(|target| AgreedTarget { value: target.value.one().copied(), by: target.by }),
        conversation: text(contract.map(|contract| &contract.conversation)),
        decision: text(contract.map(|contract| &contract.decision)),
        respond_hours: contract.and_then(|contract| contract.respond_hours),
        escalation: contract.map(|contract| contract.escalation.clone()).unwrap_or_default(),
        stop_authority: contract
            .map(|contract| &contract.stop_authority)
            .and_then(Contested::one)
            .cloned(),
        consequence: text(contract.map(|contract| &contract.consequence)),
    };
    current(&terms, today)
}

/// The same terms without steps that are deleted, or a target that says nothing.
fn current(terms: &Terms, today: Date) -> Terms {
    let steps = undeleted(&terms.escalation, today).map(|(id, step)| {
        let mut step = step.clone();
        step.deleted = None;
        (id.clone(), step)
    });
    let says = |target: &AgreedTarget| target.value.is_some() || target.by.is_some();
    Terms {
        escalation: steps.collect(),
        target: terms.target.clone().filter(says),
        ..terms.clone()
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn agreed(terms: &str) -> Vec<String> {
        let map = format!(
            "kpi k watch=5 contract.conversation=why contract.respond_hours=24 contract.agreements.ana.{terms}"
        );
        found("contract-changed", &map)
    }

    #[test]
    fn speaks_when_nobody_agreed_to_the_present_terms() {
        assert_eq!(
            agreed(r#"terms={"watch":6,"conversation":"why","respond_hours":24}"#),
            ["k medium"]
        );
        assert_eq!(agreed(r#"terms={"watch":5,"conversation":"why"}"#), ["k medium"]);
    }

    #[test]
    fn is_silent_while_one_agreement_holds_or_there_is_none() {
        assert_eq!(
            agreed(r#"terms={"watch":5.0,"conversation":"why","respond_hours":24}"#),
            [""; 0]
        );
        assert_eq!(found("contract-changed", "kpi k watch=5 contract.conversation=why"), [""; 0]);
    }

    #[test]
    fn an_agreement_of_tomorrow_is_not_read() {
        assert_eq!(agreed("on=2026-04-01"), [""; 0]);
        assert_eq!(agreed("on=2026-03-31"), ["k medium"]);
    }

    #[test]
    fn a_target_may_be_a_day_alone() {
        let day = |agreed: &str| {
            found(
                "contract-changed",
                &format!(
                    "kpi k metric.target.by=2026-06-30 contract.agreements.ana.terms.target.by={agreed}"
                ),
            )
        };
        assert_eq!((day("2026-06-30"), day("2026-07-01")), (vec![], vec!["k medium".to_owned()]));
    }
}
