//! Catches a line that is not crossed yet and will be: the trend alone says when.
//!
//! Speaks for a metric not in act, with a worsening trend and an `act` threshold (not a range), that on
//! this slope crosses it at most 180 days from now.

use causeway_model::Date;

use crate::{
    calendar::{days_after, days_between},
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{finite, round9},
    rules::Rule,
    status::{Status, Trend},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "deteriorating",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::LateAdjustment,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} is on its way to the act line",
        pt: "{subject} caminha para o limiar de ação",
    },
    next: Said {
        en: "turn {subject} around before the crossing",
        pt: "reverta {subject} antes do cruzamento",
    },
    find,
};

const SLOPE: Said = Said {
    en: "It stands at {value} and moves by {slope} in 30 days; on this slope it reaches {act} on {arrives}.",
    pt: "Está em {value} e muda {slope} em 30 dias; nesse ritmo, chega a {act} em {arrives}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        let standing = facts.standing(place);
        if standing.status == Status::Act || standing.trend != Some(Trend::Worsening) {
            continue;
        }
        let Some((arrives, act, slope)) = crossing(facts, place) else { continue };
        let days = days_between(facts.as_of(), arrives);
        if days <= 180 {
            let severity = if days <= 30 { Severity::High } else { Severity::Medium };
            let mut draft = Draft::on(place, severity)
                .why(&SLOPE)
                .word("value", Word::Measured(place, standing.value.unwrap_or(0.0)))
                .word("act", Word::Measured(place, act))
                .word("slope", Word::Figure(slope * 30.0));
            draft.arrives_on = Some(arrives);
            drafts.push(draft);
        }
    }
}

/// The day on which the trend crosses the act threshold, that threshold, and the slope a day.
fn crossing(facts: &Facts<'_>, place: usize) -> Option<(Date, f64, f64)> {
    let measure = facts.measure(place)?;
    let (latest, act, slope) = (measure.latest()?, measure.judge.act()?, measure.slope()?);
    let days = round9(finite((act - latest.value) / slope)?).ceil();
    if !(0.0..=1e6).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "whole, from 0 to a million")]
    let arrives = days_after(latest.on, days as i64)?;
    Some((arrives, act, slope))
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    /// Falls by 10 a month; the months between the five values have 31, 28 or 30 days.
    fn falling(more: &str) -> Vec<String> {
        found("deteriorating", &format!("kpi k obs=140,130,120,110,100 {more}"))
    }

    #[test]
    fn speaks_when_the_trend_reaches_the_line_in_sight() {
        assert_eq!(falling("act=95"), ["k high"]);
        assert_eq!(falling("act=60"), ["k medium"]);
    }

    #[test]
    fn is_silent_when_far_off_in_act_or_without_a_line() {
        assert_eq!(falling("act=10"), [""; 0]);
        assert_eq!(falling("act=100"), [""; 0]);
        assert_eq!(falling("watch=100"), [""; 0]);
        assert_eq!(falling("direction=down act=150"), [""; 0]);
    }

    #[test]
    fn thirty_days_are_near_and_a_hundred_and_eighty_in_sight() {
        // One a day for five days: the latest, of 30 March, is 100 - n days from 100 - n.
        let daily = |act: &str| {
            let days =
                (26..31).map(|on| format!("metric.observations.2026-03-{on}.value={}", 126 - on));
            let map =
                format!("kpi k cadence=daily act={act} {}", days.collect::<Vec<_>>().join(" "));
            found("deteriorating", &map)
        };
        // Latest 96 on 30 March; 31 days later is 30 days from 31 March.
        assert_eq!(daily("65"), ["k high"]);
        assert_eq!(daily("64"), ["k medium"]);
        assert_eq!(daily("-85"), ["k medium"]);
        assert_eq!(daily("-85.5"), [""; 0]);
    }
}
