//! Catches a line that was crossed just now: someone must answer with a plan, and still can in time.
//!
//! Speaks for a kpi or driver in act with no complete, undropped action on it opened on or after the
//! breach, while the due day has not passed.

use crate::{
    draft::{Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::{Rule, breaches},
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "breach",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::High],
    reads_answers: true,
    can_be_accepted: false,
    title: Said { en: "{subject} crossed its act line", pt: "{subject} cruzou o limiar de ação" },
    next: Said {
        en: "open an action plan for {subject}, with an owner and a due date",
        pt: "abra um plano de ação para {subject}, com responsável e prazo",
    },
    find,
};

const IN_TIME: Said = Said {
    en: "A plan is due on {due}; there is none yet.",
    pt: "O plano deve sair até {due}; ainda não há.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for breach in facts.breaches() {
        if !breach.answers.is_empty() || breach.due.is_some_and(|due| facts.as_of() > due) {
            continue;
        }
        let mut draft = breaches::draft(facts, breach, Severity::High).why(&IN_TIME);
        draft.due = breach.due;
        drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const BASE: &str = "person ana\n kpi k act=5 metric.observations.2026-03-30.value=4\n";

    #[test]
    fn speaks_while_a_plan_is_still_in_time() {
        assert_eq!(found("breach", BASE), ["k high"]);
    }

    #[test]
    fn is_silent_with_a_plan_or_outside_of_act() {
        let planned =
            format!("{BASE} action a node=k opened=2026-03-30 plan=p owner=ana due=2026-04-30");
        assert_eq!(found("breach", &planned), [""; 0]);
        assert_eq!(found("breach", "kpi k act=5 metric.observations.2026-03-30.value=6"), [""; 0]);
    }

    #[test]
    fn on_the_due_day_it_is_still_a_breach_and_the_day_after_it_is_overdue() {
        let on =
            |day: &str| found("breach", &format!("kpi k act=5 metric.observations.{day}.value=4"));
        assert_eq!(on("2026-03-29"), ["k high"]);
        assert_eq!(on("2026-03-28"), [""; 0]);
    }

    #[test]
    fn only_a_complete_undropped_action_since_the_breach_answers_it() {
        let with = |action: &str| found("breach", &format!("{BASE} action a node=k {action}"));
        assert_eq!(with("opened=2026-03-30 plan=p owner=ana"), ["k high"]);
        assert_eq!(with("opened=2026-03-29 plan=p owner=ana due=2026-04-30"), ["k high"]);
        assert_eq!(with("opened=2026-04-01 plan=p owner=ana due=2026-04-30"), ["k high"]);
        assert_eq!(with("plan=p owner=ana due=2026-04-30"), ["k high"]);
        assert_eq!(
            with("opened=2026-03-30 plan=p owner=ana due=2026-04-30 dropped.on=2026-03-31"),
            ["k high"]
        );
        assert_eq!(
            with("opened=2026-03-30 plan=p owner=ana due=2026-04-30 dropped.on=2026-04-01"),
            [""; 0]
        );
    }
}
