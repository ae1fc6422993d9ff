//! Catches the risk that is no longer one: its early sign is off, it is happening.
//!
//! Speaks for a risk whose sign is in watch or act.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::{Rule, status_word},
    status::Status,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "risk-materialising",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "{subject} is happening", pt: "{subject} está acontecendo" },
    next: Said {
        en: "start the mitigation of {subject} now",
        pt: "inicie já a mitigação de {subject}",
    },
    find,
};

const SIGN: Said = Said {
    en: "Its sign, {sign}, has been {status} since {went_off}.",
    pt: "Seu sinal, {sign}, está {status} desde {went_off}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for risk in facts.of_kind(NodeKind::Risk) {
        let Some(sign) = facts.sign_of(risk).filter(|sign| facts.status(*sign).is_off()) else {
            continue;
        };
        let is_act = facts.status(sign) == Status::Act;
        drafts.push(
            Draft::on(risk, if is_act { Severity::High } else { Severity::Medium })
                .why(&SIGN)
                .word("sign", Word::Node(sign))
                .word("status", status_word(facts.status(sign)))
                .word("went_off", Word::Day(facts.went_off(sign))),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found};

    #[test]
    fn speaks_when_the_sign_is_off() {
        assert_eq!(
            found("risk-materialising", "risk r risk.sign=k\n kpi k watch=5 obs=4"),
            ["r medium"]
        );
        assert_eq!(
            found("risk-materialising", "risk r risk.sign=k\n kpi k act=5 obs=4"),
            ["r high"]
        );
    }

    #[test]
    fn is_silent_while_the_sign_is_fine_or_there_is_none() {
        assert_eq!(
            found("risk-materialising", "risk r risk.sign=k\n kpi k watch=5 obs=6\n risk s"),
            [""; 0]
        );
    }

    #[test]
    fn says_since_when_the_sign_has_been_off() {
        let why = first("risk-materialising", "risk r risk.sign=k\n kpi k act=5 obs=9,4").why;
        assert_eq!(why, "Its sign, k, has been in need of action since 28 March 2026.");
    }

    #[test]
    fn at_the_threshold_the_sign_is_off() {
        assert_eq!(
            found("risk-materialising", "risk r risk.sign=k\n kpi k watch=5 obs=5"),
            ["r medium"]
        );
    }
}
