//! Catches a load above what can be handled: pushing more in only makes more of it wait or go to waste.
//!
//! Speaks where the latest value is above the metric's `capacity`.

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{Sign, finite, round9, sign},
    rules::{Rule, by_influence},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "over-capacity",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Decisions,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} is above its capacity",
        pt: "{subject} está acima da sua capacidade",
    },
    next: Said {
        en: "lower what is pushed in, or raise the capacity",
        pt: "reduza o que entra ou aumente a capacidade",
    },
    find,
};

const EXCESS: Said = Said {
    en: "It stands at {latest} where {capacity} can be handled: {excess} too many.",
    pt: "Está em {latest}, onde cabem {capacity}: {excess} a mais.",
};
const RAISED: Said = Said { en: "It is raised by {causes}.", pt: "É elevado por {causes}." };
const LOAD: Said = Said {
    en: "The load is {load}, and {wasted} of what is pushed in is wasted.",
    pt: "A carga é de {load}, e {wasted} do que entra se perde.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        let Some(measure) = facts.measure(place) else { continue };
        let Some((latest, capacity)) =
            measure.latest().map(|point| point.value).zip(measure.metric.capacity)
        else {
            continue;
        };
        if round9(latest) > round9(capacity) {
            drafts.push(overload(facts, place, latest, capacity));
        }
    }
}

fn overload<'w>(facts: &Facts<'w>, place: usize, latest: f64, capacity: f64) -> Draft<'w> {
    let raising = facts.column(place).iter().filter(|(source, influence)| {
        *source != place && facts.movement(*source).times(sign(*influence)) == Sign::Positive
    });
    let causes = by_influence(facts, place, raising.map(|(source, _)| source).collect());
    let share =
        |part: f64, whole: f64| if round9(whole) > 0.0 { finite(part / whole) } else { None };
    let excess = finite(latest - capacity).unwrap_or(f64::MAX);
    let mut draft = Draft::on(place, Severity::High)
        .why(&EXCESS)
        .why_if(!causes.is_empty(), &RAISED)
        .word("latest", Word::Measured(place, latest))
        .word("capacity", Word::Measured(place, capacity))
        .word("excess", Word::Measured(place, excess))
        .causes(causes);
    if let Some((load, wasted)) = share(latest, capacity).zip(share(excess, latest)) {
        draft = draft
            .why(&LOAD)
            .word("load", Word::Percent(load))
            .word("wasted", Word::Percent(wasted));
    }
    draft
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_above_the_capacity() {
        assert_eq!(found("over-capacity", "driver d capacity=100 obs=120"), ["d high"]);
        assert_eq!(found("over-capacity", "driver d capacity=0 obs=1"), ["d high"]);
    }

    #[test]
    fn is_silent_without_a_capacity_or_a_value() {
        assert_eq!(found("over-capacity", "driver d obs=120\n kpi k capacity=1"), [""; 0]);
    }

    #[test]
    fn at_the_capacity_is_not_above_it() {
        assert_eq!(
            found("over-capacity", "driver d capacity=0.3 obs=0.30000000000000004"),
            [""; 0]
        );
    }
}
