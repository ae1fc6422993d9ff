//! Catches a strategy that nobody comes back to: without a rhythm of reviews everything else stays on paper.
//!
//! Speaks when more than one and a half of the workspace's cadence have passed since the last held
//! review, or, without one, since the earliest observation. The subject is empty.

use causeway_model::{Date, tombstone::undeleted};

use crate::{
    calendar::days_between,
    draft::{About, Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "review-overdue",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The review of {subject} is overdue",
        pt: "A revisão de {subject} está atrasada",
    },
    next: Said {
        en: "hold the review, with the agenda that the findings wrote",
        pt: "faça a revisão, com a pauta que os sinais escreveram",
    },
    find,
};

const HELD: Said = Said {
    en: "The last one was held on {last}, {days} days ago.",
    pt: "A última foi em {last}, há {days} dias.",
};
const NEVER: Said = Said {
    en: "None has been held, and the first value is of {last}, {days} days ago.",
    pt: "Nenhuma foi feita, e o primeiro valor é de {last}, há {days} dias.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let held = last_held(facts);
    let earliest = || {
        let measures = facts
            .places()
            .filter_map(|place| facts.measure(place))
            .filter(|measure| measure.formula.is_none());
        measures.filter_map(|measure| measure.points.first()).map(|point| point.on).min()
    };
    let Some(since) = held.or_else(earliest) else { return };
    let days = days_between(since, facts.as_of());
    if days * 2 > i64::from(facts.workspace.cadence().days()) * 3 {
        let about = About::Nodes(Vec::new());
        let draft =
            Draft::about(about, Severity::Medium).why(if held.is_some() { &HELD } else { &NEVER });
        drafts.push(draft.word("last", Word::Day(Some(since))).word("days", Word::Count(days)));
    }
}

/// The day of the last review that was held.
pub(crate) fn last_held(facts: &Facts<'_>) -> Option<Date> {
    let reviews = undeleted(&facts.workspace.reviews, facts.as_of());
    let ends = reviews.filter_map(|(_, review)| Some(review.held.as_ref()?.to?.date_naive()));
    ends.filter(|day| *day <= facts.as_of()).max()
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_without_a_review_since_the_first_value() {
        assert_eq!(found("review-overdue", "kpi k obs=1,2,3"), [" medium"]);
    }

    #[test]
    fn is_silent_after_a_review_or_with_nothing_to_review() {
        let held = "kpi k obs=1,2,3\n review r held.to=2026-03-30T10:00:00Z";
        assert_eq!(found("review-overdue", held), [""; 0]);
        assert_eq!(found("review-overdue", "kpi k"), [""; 0]);
        let later = "kpi k obs=1,2,3\n review r held.to=2026-04-30T10:00:00Z";
        assert_eq!(found("review-overdue", later), [" medium"]);
    }

    #[test]
    fn one_and_a_half_cadences_are_allowed() {
        let on = |day: &str| {
            found("review-overdue", &format!("kpi k obs=1\n review r held.to={day}T10:00:00Z"))
        };
        assert_eq!(on("2026-02-13"), [""; 0]);
        assert_eq!(on("2026-02-12"), [" medium"]);
    }

    #[test]
    fn one_and_a_half_cadences_are_not_yet_more() {
        let held = |day: &str| {
            let map = format!("set cadence=biweekly\n review r held.to={day}T10:00:00Z");
            found("review-overdue", &map)
        };
        assert_eq!((held("2026-03-10"), held("2026-03-09")), (vec![], vec![" medium".to_owned()]));
    }
}
