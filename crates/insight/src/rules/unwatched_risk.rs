//! Catches the risk that was named and left alone: nobody watches it, nobody would know, nobody has a plan.
//!
//! Speaks for a risk of status watch or act without an owner, a mitigation or a sign.

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
    code: "unwatched-risk",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::FollowUp,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "{subject} is not watched", pt: "{subject} não é acompanhado" },
    next: Said { en: "give {subject} what it lacks", pt: "dê a {subject} o que falta" },
    find,
};

const LACKS: Said = Said { en: "It lacks {lacking}.", pt: "Faltam: {lacking}." };
const OWNER: Said = Said { en: "an owner", pt: "um responsável" };
const MITIGATION: Said = Said { en: "a mitigation", pt: "uma mitigação" };
const SIGN: Said =
    Said { en: "a metric that would show it first", pt: "uma métrica que o mostraria primeiro" };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for risk in facts.of_kind(NodeKind::Risk).filter(|risk| facts.status(*risk).is_off()) {
        let lacking = lacking(facts, risk);
        if !lacking.is_empty() {
            let is_act = facts.status(risk) == Status::Act;
            let lacking = lacking.into_iter().map(|said| Word::Term(*said)).collect();
            drafts.push(
                Draft::on(risk, if is_act { Severity::High } else { Severity::Medium })
                    .why(&LACKS)
                    .word("lacking", Word::List(lacking)),
            );
        }
    }
}

fn lacking(facts: &Facts<'_>, place: usize) -> Vec<&'static Said> {
    let risk = facts.node(place).risk.as_ref();
    let sign =
        risk.and_then(|risk| risk.sign.as_ref()).and_then(|id| facts.present().place(id.as_str()));
    let checks = [
        (facts.owner(place).is_some(), &OWNER),
        (risk.is_some_and(|risk| !risk.mitigation.is_empty()), &MITIGATION),
        (sign.is_some(), &SIGN),
    ];
    checks.into_iter().filter(|(is_there, _)| !is_there).map(|(_, said)| said).collect()
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn risk(impact: &str, more: &str) -> Vec<String> {
        let map = format!("kpi k\n risk r risk.likelihood=high risk.impact={impact} {more}");
        found("unwatched-risk", &map)
    }

    #[test]
    fn speaks_for_a_grave_risk_that_lacks_something() {
        assert_eq!(risk("high", ""), ["r high"]);
        assert_eq!(risk("medium", "owner=ana risk.sign=k"), ["r medium"]);
    }

    #[test]
    fn is_silent_when_it_is_watched_or_slight() {
        assert_eq!(risk("high", "owner=ana risk.sign=k risk.mitigation=plan"), [""; 0]);
        assert_eq!(risk("low", ""), [""; 0]);
    }

    #[test]
    fn a_sign_that_is_archived_is_none() {
        assert_eq!(
            risk("high", "owner=ana risk.sign=k risk.mitigation=plan\n kpi k archived.by=ana"),
            ["r high"]
        );
    }
}
