//! What became of a finding: open, answered by an action or decision, or accepted for a time.

use causeway_model::{DecisionId, tombstone::undeleted};

use crate::{
    draft::{About, Draft},
    facts::Facts,
    finding::State,
    rules::Rule,
};

/// The state, what answers it, and the acceptance that holds.
pub(super) type Became = (State, Vec<String>, Option<String>);

/// What became of a finding of this rule about `subject`.
pub(super) fn became(
    rule: &Rule,
    draft: &Draft<'_>,
    subject: &[String],
    facts: &Facts<'_>,
) -> Became {
    if rule.can_be_accepted
        && let Some(id) = acceptance(rule.code, subject, facts)
    {
        return (State::Accepted, Vec::new(), Some(id));
    }
    let answers = if rule.reads_answers { Vec::new() } else { answers(draft, facts) };
    let state = if answers.is_empty() { State::Open } else { State::Answered };
    (state, answers, None)
}

fn acceptance(code: &str, subject: &[String], facts: &Facts<'_>) -> Option<String> {
    let today = facts.as_of();
    undeleted(&facts.workspace.acceptances, today)
        .find(|(_, acceptance)| {
            acceptance.code.as_deref() == Some(code)
                && acceptance
                    .subject
                    .iter()
                    .map(AsRef::as_ref)
                    .eq(subject.iter().map(String::as_str))
                && acceptance.on.is_some_and(|on| on <= today)
                && acceptance.until.is_some_and(|until| today <= until)
        })
        .map(|(id, _)| id.as_str().to_owned())
}

/// Open, complete actions on a node of subject or causes; decisions in force that name one of the subject.
fn answers(draft: &Draft<'_>, facts: &Facts<'_>) -> Vec<String> {
    let subject = match &draft.about {
        About::Nodes(places) => places.as_slice(),
        _ => &[],
    };
    let (mut actions, mut decisions) = (Vec::new(), Vec::new());
    for place in subject.iter().chain(&draft.causes) {
        for (id, action) in facts.actions_on(*place) {
            if action.is_open(facts.as_of()) && action.is_complete() {
                actions.push(id.as_str());
            }
        }
    }
    for place in subject {
        decisions.extend(facts.decisions_on(*place).map(DecisionId::as_str));
    }
    let mut answers = Vec::new();
    for mut ids in [actions, decisions] {
        ids.sort_unstable();
        ids.dedup();
        answers.extend(ids.into_iter().map(str::to_owned));
    }
    answers
}

#[cfg(test)]
mod tests {
    use crate::{finding::State, sketch::first};

    #[test]
    fn an_acceptance_is_of_one_code_and_one_subject() {
        let state = |acceptance: &str| {
            let map = format!(
                "kpi k capacity=1 obs=2\n acceptance a on=2026-03-01 until=2026-04-30 {acceptance}"
            );
            first("over-capacity", &map).state
        };
        assert_eq!(state("code=over-capacity subject.k=true"), State::Accepted);
        assert_eq!(state("code=over-capacity subject.l=true"), State::Open);
        assert_eq!(state("code=over-capacity subject.k=true subject.l=true"), State::Open);
        assert_eq!(state("code=stale-data subject.k=true"), State::Open);
    }

    #[test]
    fn an_acceptance_holds_on_its_first_and_its_last_day() {
        let state = |on: &str, until: &str| {
            let map = format!(
                "kpi k capacity=1 obs=2
                acceptance a code=over-capacity subject.k=true on={on} until={until}"
            );
            first("over-capacity", &map).state
        };
        assert_eq!(state("2026-03-31", "2026-03-31"), State::Accepted);
        assert_eq!(state("2026-04-01", "2026-04-30"), State::Open);
        assert_eq!(state("2026-03-01", "2026-03-30"), State::Open);
    }
}
