//! Catches a decision that outlived its occasion: it was made for a time, and the time is over.
//!
//! Speaks for a made, unsuperseded decision whose `revisit.on` has come.

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "decision-to-revisit",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::Medium],
    reads_answers: true,
    can_be_accepted: true,
    title: Said { en: "{subject} is to be looked at again", pt: "{subject} deve ser reavaliada" },
    next: Said { en: "confirm {subject}, or replace it", pt: "confirme {subject} ou substitua-a" },
    find,
};

const AGREED: Said = Said {
    en: "It was made on {made}, to be looked at again on {due}.",
    pt: "Foi tomada em {made}, para ser reavaliada em {due}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for (id, decision) in facts.made().filter(|(id, _)| !facts.is_superseded(id)) {
        let revisit = decision.revisit.as_ref().and_then(|revisit| revisit.on);
        if let Some(due) = revisit.filter(|day| *day <= facts.as_of()) {
            let made_on = decision.made.as_ref().and_then(|made| made.on);
            let draft = Draft::about(About::Decision(id), Severity::Medium).why(&AGREED);
            let mut draft = draft.word("made", Word::Day(made_on));
            draft.due = Some(due);
            drafts.push(draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn revisit(on: &str, more: &str) -> Vec<String> {
        found(
            "decision-to-revisit",
            &format!("decision d made.on=2026-01-01 revisit.on={on}\n {more}"),
        )
    }

    #[test]
    fn speaks_once_the_day_has_come() {
        assert_eq!(revisit("2026-03-01", ""), ["d medium"]);
    }

    #[test]
    fn is_silent_when_superseded_or_never_made() {
        assert_eq!(revisit("2026-03-01", "decision e made.on=2026-03-02 supersedes=d"), [""; 0]);
        assert_eq!(found("decision-to-revisit", "decision d revisit.on=2026-03-01"), [""; 0]);
    }

    #[test]
    fn on_the_day_itself_it_speaks_and_an_unmade_successor_replaces_nothing() {
        assert_eq!(revisit("2026-03-31", ""), ["d medium"]);
        assert_eq!(revisit("2026-04-01", ""), [""; 0]);
        assert_eq!(
            revisit("2026-03-01", "decision e made.on=2026-04-02 supersedes=d"),
            ["d medium"]
        );
    }
}
