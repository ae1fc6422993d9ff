//! Catches a breach that nobody answered in time, and a plan that ran out while the line is still crossed.
//!
//! Speaks as `breach` does once its due day has passed; or for what is still in act with a complete,
//! undropped action since the breach open after its own due day.

use crate::{
    draft::{Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::{Rule, breaches},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "action-overdue",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::Critical, Severity::High],
    reads_answers: true,
    can_be_accepted: false,
    title: Said {
        en: "{subject} needs action, and its answer is overdue",
        pt: "{subject} exige ação, e a resposta está atrasada",
    },
    next: Said { en: "{what}", pt: "{what}" },
    find,
};

const NO_PLAN: Said = Said {
    en: "A plan was due on {due}, and there is none.",
    pt: "O plano era devido até {due}, e não há.",
};
const PLAN_LATE: Said = Said {
    en: "A plan ran out on {due}, and the line is still crossed.",
    pt: "Um plano venceu em {due}, e o limiar continua cruzado.",
};
const ESCALATED: Said =
    Said { en: "It has been escalated to {escalate}.", pt: "Foi escalonado para {escalate}." };
const OPEN_ONE: Said = Said {
    en: "open an action plan today, with an owner and a due date",
    pt: "abra hoje um plano de ação, com responsável e prazo",
};
const RENEW: Said =
    Said { en: "finish the plan or replace it", pt: "conclua o plano ou substitua-o" };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for breach in facts.breaches() {
        let today = facts.as_of();
        let open =
            breach.answers.iter().filter(|action| action.done_on.is_none_or(|day| day > today));
        let late = open.filter_map(|action| action.due).filter(|due| today > *due).min();
        let is_unanswered = breach.answers.is_empty();
        let due = if is_unanswered { breach.due.filter(|due| today > *due) } else { late };
        let Some(due) = due else { continue };
        let severity =
            if facts.matters(breach.place) { Severity::Critical } else { Severity::High };
        let escalate_to = facts.escalated_to(breach.place, breach.run);
        let mut draft = breaches::draft(facts, breach, severity)
            .why(if is_unanswered { &NO_PLAN } else { &PLAN_LATE })
            .why_if(escalate_to.is_some(), &ESCALATED)
            .word("what", Word::Term(if is_unanswered { OPEN_ONE } else { RENEW }));
        (draft.due, draft.escalate_to) = (Some(due), escalate_to);
        drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const BASE: &str = "person ana\n person ceo\n kpi k act=5 obs=4\n";

    #[test]
    fn speaks_the_day_after_a_plan_was_due() {
        assert_eq!(found("action-overdue", BASE), ["k high"]);
        let serving = format!("{BASE} objective o\n k serves o");
        assert_eq!(found("action-overdue", &serving), ["k critical"]);
        let late =
            format!("{BASE} action a node=k opened=2026-03-29 plan=p owner=ana due=2026-03-30");
        assert_eq!(found("action-overdue", &late), ["k high"]);
    }

    #[test]
    fn is_silent_with_a_plan_that_runs_or_is_done() {
        let runs =
            format!("{BASE} action a node=k opened=2026-03-29 plan=p owner=ana due=2026-03-31");
        assert_eq!(found("action-overdue", &runs), [""; 0]);
        let done = format!(
            "{BASE} action a node=k opened=2026-03-29 plan=p owner=ana due=2026-03-30 done_on=2026-03-31"
        );
        assert_eq!(found("action-overdue", &done), [""; 0]);
    }

    #[test]
    fn counts_from_when_it_was_noticed_by_the_hours_of_the_contract() {
        let with =
            |more: &str| found("action-overdue", &format!("{BASE} kpi k act=5 obs=4 {more}"));
        assert_eq!(with("contract.respond_hours=72"), [""; 0]);
        assert_eq!(with("contract.respond_hours=49"), [""; 0]);
        assert_eq!(with("contract.respond_hours=48"), ["k high"]);
        assert_eq!(with("metric.observations.2026-03-28.entered=2026-03-30"), [""; 0]);
    }

    #[test]
    fn a_driver_of_a_key_result_is_critical() {
        let map = |strength: &str| {
            format!(
                "objective o\n kpi k\n k serves o\n driver d act=5 obs=4\n d causes k strength={strength}"
            )
        };
        assert_eq!(found("action-overdue", &map("0.15")), ["d critical"]);
        assert_eq!(found("action-overdue", &map("0.14")), ["d high"]);
    }
}
