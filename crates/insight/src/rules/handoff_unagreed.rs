//! Catches work that falls between two functions: one counts on what the other never promised, or
//! doesn't keep.
//!
//! Speaks for a `depends_on` between two functions whose handoff is not agreed, or has `late_days` > 0.

use std::collections::BTreeSet;

use causeway_model::link::LinkKind;

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "handoff-unagreed",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "The handoff {subject} is {how}", pt: "A entrega {subject} {how}" },
    next: Said {
        en: "agree with {giver} what is handed over, and within how many days",
        pt: "combine com {giver} o que é entregue e em quantos dias",
    },
    find,
};

const BETWEEN: Said = Said {
    en: "{needing} ({from}) needs {giving} ({to}).",
    pt: "{needing} ({from}) precisa de {giving} ({to}).",
};
const LATE: Said = Said {
    en: "It comes {late} {late?day:days} late.",
    pt: "Chega com {late} {late?dia:dias} de atraso.",
};
const NOT_AGREED: Said = Said { en: "not agreed", pt: "não foi combinada" };
const KEPT_LATE: Said = Said { en: "late", pt: "está atrasada" };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let mut joined = BTreeSet::new();
    for placed in facts.links().iter().filter(|placed| placed.link.kind == LinkKind::DependsOn) {
        let (id, link, needing, giving) = (placed.id, placed.link, placed.from, placed.to);
        if needing == giving || !joined.insert((needing, giving)) {
            continue;
        }
        let functions = facts.function(needing).zip(facts.function(giving));
        if functions.is_none_or(|(needs, gives)| needs == gives) {
            continue;
        }
        let handoff = link.handoff.as_ref();
        let agreed = handoff.and_then(|handoff| handoff.agreed.as_ref());
        let is_agreed = agreed.is_some_and(|stamp| stamp.is_read(facts.as_of()));
        let late = handoff.and_then(|handoff| handoff.late_days).unwrap_or(0);
        if is_agreed && late <= 0 {
            continue;
        }
        let is_off = facts.status(needing).is_off();
        let severity = if is_off { Severity::High } else { Severity::Medium };
        drafts.push(
            Draft::about(About::Links(vec![id], Some(needing)), severity)
                .why(&BETWEEN)
                .why_if(late > 0, &LATE)
                .word("how", Word::Term(if is_agreed { KEPT_LATE } else { NOT_AGREED }))
                .word("needing", Word::Node(needing))
                .word("giving", Word::Node(giving))
                .word("giver", Word::Person(facts.owner(giving).map(ToString::to_string)))
                .word("late", Word::Count(i64::from(late)))
                .word("from", Word::Function(functions.map(|(needs, _)| needs.to_string())))
                .word("to", Word::Function(functions.map(|(_, gives)| gives.to_string()))),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found};

    fn handoff(more: &str) -> Vec<String> {
        let map = format!(
            "function f\n function g\n kpi a function=f act=5 obs=9\n driver b function=g\n a depends_on b {more}"
        );
        found("handoff-unagreed", &map)
    }

    #[test]
    fn speaks_when_nothing_is_agreed_or_it_comes_late() {
        assert_eq!(handoff(""), ["a-b medium"]);
        assert_eq!(handoff("handoff.agreed.on=2026-01-01 handoff.late_days=1"), ["a-b medium"]);
        assert_eq!(handoff("\n kpi a function=f act=5 obs=4"), ["a-b high"]);
    }

    #[test]
    fn is_silent_when_agreed_and_in_time_or_within_one_function() {
        assert_eq!(handoff("handoff.agreed.on=2026-03-31 handoff.late_days=0"), [""; 0]);
        assert_eq!(handoff("\n driver b function=f"), [""; 0]);
        assert_eq!(handoff("\n driver b"), [""; 0]);
    }

    #[test]
    fn what_is_agreed_tomorrow_is_not_agreed() {
        assert_eq!(handoff("handoff.agreed.on=2026-04-01"), ["a-b medium"]);
        assert_eq!(handoff("handoff.agreed.by=ana handoff.late_days=-2"), [""; 0]);
    }

    #[test]
    fn says_whether_it_is_late_or_not_agreed() {
        let said = |more: &str| {
            let map = format!(
                "function f\n function g\n kpi a function=f\n driver b function=g\n a depends_on b {more}"
            );
            let found = first("handoff-unagreed", &map);
            (found.title.contains("not agreed"), found.why.contains("It comes "))
        };
        assert_eq!(said(""), (true, false));
        assert_eq!(said("handoff.agreed.on=2026-01-01 handoff.late_days=1"), (false, true));
        assert_eq!(said("handoff.late_days=2"), (true, true));
    }

    #[test]
    fn of_two_links_that_say_the_same_one_counts() {
        assert_eq!(handoff("\n twice a depends_on b"), ["a-b medium"]);
    }
}
