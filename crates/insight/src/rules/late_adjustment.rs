//! Catches answers that come after the damage: the plan was opened later than the contract allows.
//!
//! Speaks for a node with a complete action, opened in the last 90 days, that was opened after
//! `breach_on` (else the latest breach on or before it) plus the response time in whole days.

use causeway_model::{Action, Date};

use crate::{
    calendar::{days_between, hours_after},
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "late-adjustment",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::Medium],
    reads_answers: true,
    can_be_accepted: true,
    title: Said {
        en: "The answer on {subject} came late",
        pt: "A resposta sobre {subject} veio tarde",
    },
    next: Said {
        en: "ask what kept {subject} from being answered in time, and change that",
        pt: "pergunte o que impediu a resposta a tempo sobre {subject} e mude isso",
    },
    find,
};

const OPENED: Said = Said {
    en: "Its plan was opened on {opened}, {days} {days?day:days} after the breach of {breach_on}; {hours} {hours?hour was:hours were} agreed.",
    pt: "O plano foi aberto em {opened}, {days} {days?dia:dias} após o desvio de {breach_on}; o combinado {hours?era:eram} {hours} {hours?hora:horas}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        let late = facts.actions_on(place).filter_map(|(_, action)| late(facts, place, action));
        if let Some((breach_on, opened)) =
            late.max_by_key(|(breach_on, opened)| days_between(*breach_on, *opened))
        {
            drafts.push(
                Draft::on(place, Severity::Medium)
                    .why(&OPENED)
                    .word("days", Word::Count(days_between(breach_on, opened)))
                    .word("opened", Word::Day(Some(opened)))
                    .word("breach_on", Word::Day(Some(breach_on)))
                    .word("hours", Word::Count(i64::from(facts.respond_hours(place)))),
            );
        }
    }
}

/// The breach and the opening of a recent action that was opened too late.
fn late(facts: &Facts<'_>, place: usize, action: &Action) -> Option<(Date, Date)> {
    let opened = action.opened.filter(|day| days_between(*day, facts.as_of()) <= 90)?;
    let latest = || {
        let breaches = facts.measure(place)?.breaches();
        breaches.into_iter().map(|run| run.from).rfind(|from| *from <= opened)
    };
    let breach_on = action.breach_on.or_else(latest)?;
    let is_late = opened > hours_after(breach_on, facts.respond_hours(place))?;
    (action.is_complete() && is_late).then_some((breach_on, opened))
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn action(more: &str) -> Vec<String> {
        let map =
            format!("kpi k act=5 obs=4,4\n action a node=k plan=p owner=ana due=2026-05-01 {more}");
        found("late-adjustment", &map)
    }

    #[test]
    fn speaks_when_a_plan_was_opened_too_late() {
        assert_eq!(action("opened=2026-03-20"), ["k medium"]);
        assert_eq!(action("opened=2026-03-20 breach_on=2026-03-01"), ["k medium"]);
    }

    #[test]
    fn is_silent_for_an_answer_in_time_an_old_or_an_incomplete_one() {
        assert_eq!(action("opened=2026-03-20 breach_on=2026-03-19"), [""; 0]);
        assert_eq!(action("opened=2025-12-30 breach_on=2025-12-01"), [""; 0]);
        let incomplete =
            "kpi k act=5 obs=4,4\n action a node=k owner=ana due=2026-05-01 opened=2026-03-20";
        assert_eq!(found("late-adjustment", incomplete), [""; 0]);
        assert_eq!(
            found(
                "late-adjustment",
                "kpi k act=5 obs=9\n action a node=k plan=p owner=ana due=2026-05-01 opened=2026-03-20"
            ),
            [""; 0]
        );
    }

    #[test]
    fn two_days_are_in_time_and_ninety_are_recent() {
        assert_eq!(action("opened=2026-03-02"), [""; 0]);
        assert_eq!(action("opened=2026-03-03"), ["k medium"]);
        assert_eq!(action("opened=2025-12-31 breach_on=2025-12-01"), ["k medium"]);
    }
}
