//! Catches a cure that didn't work: all that was planned is done, and the line is still crossed.
//!
//! Speaks for what is still in act though every complete, undropped action since the breach is done, once
//! the latest of `expects.by` or, without it, `done_on` plus one cadence is past.

use causeway_model::{Action, Date};

use crate::{
    calendar::days_after,
    draft::{Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::{Rule, breaches},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "breach-persists",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::Critical],
    reads_answers: true,
    can_be_accepted: false,
    title: Said {
        en: "{subject} still needs action after all that was done",
        pt: "{subject} ainda exige ação depois de tudo o que foi feito",
    },
    next: Said {
        en: "find the cause that the plan missed, and decide anew",
        pt: "encontre a causa que o plano não viu e decida de novo",
    },
    find,
};

const DONE: Said = Said {
    en: "{count} {count?action is:actions are} done, and an effect was expected by {last}.",
    pt: "{count} {count?ação foi concluída:ações foram concluídas}, e o efeito era esperado até {last}.",
};
const ESCALATED: Said =
    Said { en: "It has been escalated to {escalate}.", pt: "Foi escalonado para {escalate}." };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for breach in facts.breaches() {
        let waits: Option<Vec<Date>> =
            breach.answers.iter().map(|action| waits_until(facts, breach.place, action)).collect();
        let Some(last) =
            waits.and_then(|days| days.into_iter().max()).filter(|last| facts.as_of() > *last)
        else {
            continue;
        };
        let escalate_to = facts.escalated_to(breach.place, breach.run);
        let mut draft = breaches::draft(facts, breach, Severity::Critical)
            .why(&DONE)
            .why_if(escalate_to.is_some(), &ESCALATED)
            .word("count", Word::Count(i64::try_from(breach.answers.len()).unwrap_or(i64::MAX)))
            .word("last", Word::Day(Some(last)));
        draft.escalate_to = escalate_to;
        drafts.push(draft);
    }
}

/// The last day on which a done action may still take effect; none while it is not done.
fn waits_until(facts: &Facts<'_>, place: usize, action: &Action) -> Option<Date> {
    let done = action.done_on.filter(|day| *day <= facts.as_of())?;
    let expected = action.expects.as_ref().and_then(|expects| expects.by);
    let cadence = facts.measure(place)?.metric.cadence().days();
    expected.or_else(|| days_after(done, i64::from(cadence)))
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const BASE: &str = "kpi k act=5 obs=4,4,4\n action a node=k opened=2026-01-28 plan=p owner=ana due=2026-02-01 ";

    #[test]
    fn speaks_when_what_was_done_did_not_help() {
        assert_eq!(found("breach-persists", &format!("{BASE} done_on=2026-02-01")), ["k critical"]);
    }

    #[test]
    fn is_silent_while_one_action_is_open_or_there_is_none() {
        let more = "\n action b node=k opened=2026-03-01 plan=p owner=ana due=2026-05-01";
        assert_eq!(found("breach-persists", &format!("{BASE} done_on=2026-02-01 {more}")), [""; 0]);
        assert_eq!(found("breach-persists", "kpi k act=5 obs=4"), [""; 0]);
    }

    #[test]
    fn waits_one_cadence_or_until_the_expected_day() {
        assert_eq!(found("breach-persists", &format!("{BASE} done_on=2026-02-28")), [""; 0]);
        assert_eq!(found("breach-persists", &format!("{BASE} done_on=2026-02-27")), ["k critical"]);
        assert_eq!(
            found("breach-persists", &format!("{BASE} done_on=2026-02-27 expects.by=2026-03-31")),
            [""; 0]
        );
        assert_eq!(
            found("breach-persists", &format!("{BASE} done_on=2026-03-29 expects.by=2026-03-30")),
            ["k critical"]
        );
    }
}
