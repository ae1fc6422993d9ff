//! Catches the question that everybody waits for: it was raised, and nobody decides.
//!
//! Speaks for a decision raised more than `limits.action_hours`, in whole days, ago and not made.

use crate::{
    calendar::days_between,
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "decision-pending",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Decisions,
    severities: &[Severity::Medium],
    reads_answers: true,
    can_be_accepted: true,
    title: Said { en: "{subject} is waiting for a decision", pt: "{subject} aguarda decisão" },
    next: Said {
        en: "decide {subject}, or say by when",
        pt: "decida {subject} ou diga até quando",
    },
    find,
};

const RAISED: Said = Said {
    en: "It was raised on {raised}, {days} {days?day:days} ago; {hours} {hours?hour is:hours are} the limit.",
    pt: "Foi levantada em {raised}, há {days} {days?dia:dias}; o limite {hours?é:são} {hours} {hours?hora:horas}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let hours = facts.workspace.limits().action_hours();
    for (id, decision) in facts.decisions().filter(|(_, decision)| !decision.is_made(facts.as_of()))
    {
        let Some(raised) = decision.raised.as_ref().and_then(|raised| raised.on) else { continue };
        let days = days_between(raised, facts.as_of());
        if days > i64::from(hours.div_ceil(24)) {
            drafts.push(
                Draft::about(About::Decision(id), Severity::Medium)
                    .why(&RAISED)
                    .word("raised", Word::Day(Some(raised)))
                    .word("days", Word::Count(days))
                    .word("hours", Word::Count(i64::from(hours))),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_a_question_that_waits() {
        assert_eq!(found("decision-pending", "decision d raised.on=2026-03-01"), ["d medium"]);
    }

    #[test]
    fn is_silent_once_made_or_without_a_day() {
        assert_eq!(
            found("decision-pending", "decision d raised.on=2026-03-01 made.on=2026-03-31"),
            [""; 0]
        );
        assert_eq!(found("decision-pending", "decision d question=q"), [""; 0]);
        assert_eq!(
            found("decision-pending", "decision d raised.on=2026-03-01 made.on=2026-04-01"),
            ["d medium"]
        );
    }

    #[test]
    fn two_days_are_allowed() {
        assert_eq!(found("decision-pending", "decision d raised.on=2026-03-29"), [""; 0]);
        assert_eq!(found("decision-pending", "decision d raised.on=2026-03-28"), ["d medium"]);
        assert_eq!(
            found(
                "decision-pending",
                "set limits.action_hours=49\n decision d raised.on=2026-03-28"
            ),
            [""; 0]
        );
    }
}
