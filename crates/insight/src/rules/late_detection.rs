//! Catches values that are typed long after their day: whatever they show could have been known earlier.
//!
//! Speaks where the latest observation was entered more than one cadence after its date.

use crate::{
    calendar::days_between,
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "late-detection",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::Low],
    reads_answers: true,
    can_be_accepted: true,
    title: Said {
        en: "The latest value of {subject} came late",
        pt: "O último valor de {subject} chegou tarde",
    },
    next: Said {
        en: "shorten the way of {subject} from source to map",
        pt: "encurte o caminho de {subject} da fonte ao mapa",
    },
    find,
};

const ENTERED: Said = Said {
    en: "The value of {on} was entered on {entered}, more than one cadence later.",
    pt: "O valor de {on} foi registrado em {entered}, mais de uma cadência depois.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        let Some(measure) = facts.measure(place) else { continue };
        let Some((on, entered)) =
            measure.latest().and_then(|point| Some((point.on, point.entered?)))
        else {
            continue;
        };
        if days_between(on, entered) > i64::from(measure.metric.cadence().days()) {
            drafts.push(
                Draft::on(place, Severity::Low)
                    .why(&ENTERED)
                    .word("on", Word::Day(Some(on)))
                    .word("entered", Word::Day(Some(entered))),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn entered(day: &str) -> Vec<String> {
        let map = format!(
            "driver d cadence=weekly metric.observations.2026-03-01.value=1 metric.observations.2026-03-01.entered={day}"
        );
        found("late-detection", &map)
    }

    #[test]
    fn speaks_when_a_value_was_typed_late() {
        assert_eq!(entered("2026-03-20"), ["d low"]);
    }

    #[test]
    fn is_silent_when_the_day_of_typing_is_not_known() {
        assert_eq!(found("late-detection", "driver d obs=1"), [""; 0]);
    }

    #[test]
    fn one_cadence_is_allowed() {
        assert_eq!(entered("2026-03-08"), [""; 0]);
        assert_eq!(entered("2026-03-09"), ["d low"]);
    }
}
