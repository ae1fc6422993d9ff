//! What became of a finding: open, answered by an action or decision, or accepted for a time.

use causeway_model::tombstone::undeleted;

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
        .map(|(id, _)| id.to_string())
}

/// Open, complete actions on a node of subject or causes; decisions in force that name one of the subject.
fn answers(draft: &Draft<'_>, facts: &Facts<'_>) -> Vec<String> {
    let subject = match &draft.about {
        About::Nodes(places) => places.as_slice(),
        _ => &[],
    };
    let is_meant =
        |id: &str| subject.iter().chain(&draft.causes).any(|place| facts.id(*place) == id);
    let actions = facts.actions().filter(|(_, action)| {
        action.is_open(facts.as_of())
            && action.is_complete()
            && action.node.as_ref().is_some_and(|node| is_meant(node.as_str()))
    });
    let mut answers: Vec<String> = actions.map(|(id, _)| id.to_string()).collect();
    let names = |id: &str| subject.iter().any(|place| facts.id(*place) == id);
    let decisions =
        facts.in_force().filter(|(_, decision)| decision.nodes.iter().any(|id| names(id.as_str())));
    answers.extend(decisions.map(|(id, _)| id.to_string()));
    answers
}
