//! Puts a price on the distance between what is and what this organisation could reach itself.
//!
//! Speaks for a kpi or driver with a leakage above 0: gap to potential × value per unit, a year. What is
//! part of a leak further downstream says so, and doesn't count twice.

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Leak,
    finding::{Failure, Group, Question, Severity},
    measure::Measure,
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "leakage",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Causality,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "{subject} leaks {money} a year", pt: "{subject} perde {money} por ano" },
    next: Said {
        en: "choose the lever that closes the gap of {subject}",
        pt: "escolha a alavanca que fecha a lacuna de {subject}",
    },
    find,
};

const GAP: Said = Said {
    en: "It is {gap} away from its potential of {potential}.",
    pt: "Está a {gap} do seu potencial de {potential}.",
};
const PART: Said =
    Said { en: "It is part of the leakage of {whole}.", pt: "Faz parte da perda de {whole}." };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let leaks = facts.leaks();
    let largest = largest(leaks);
    for leak in leaks {
        let severity = if Some(leak.place) == largest { Severity::High } else { Severity::Medium };
        let measure = facts.measure(leak.place);
        let gap = measure.and_then(Measure::gap).unwrap_or(0.0);
        let potential = measure.and_then(|measure| measure.metric.potential).unwrap_or(0.0);
        let mut draft = Draft::on(leak.place, severity)
            .why(&GAP)
            .why_if(!leak.part_of.is_empty(), &PART)
            .word("gap", Word::Measured(leak.place, gap))
            .word("potential", Word::Measured(leak.place, potential));
        draft.money = leak.amount;
        draft.part_of.clone_from(&leak.part_of);
        drafts.push(draft);
    }
}

/// The largest leak that counts, on a tie the one with the smaller id.
fn largest(leaks: &[Leak]) -> Option<usize> {
    let mut largest: Option<&Leak> = None;
    for leak in leaks.iter().filter(|leak| leak.part_of.is_empty()) {
        if largest.is_none_or(|most| leak.amount > most.amount) {
            largest = Some(leak);
        }
    }
    largest.map(|leak| leak.place)
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const LEAKS: &str =
        "kpi k potential=10 value_per_unit=2 obs=5\n kpi l potential=10 value_per_unit=1 obs=5\n";

    #[test]
    fn speaks_for_each_gap_that_costs_and_the_largest_is_high() {
        assert_eq!(found("leakage", LEAKS), ["k high", "l medium"]);
    }

    #[test]
    fn is_silent_at_the_potential_or_without_a_value_per_unit() {
        assert_eq!(
            found(
                "leakage",
                "kpi k potential=10 value_per_unit=2 obs=11\n kpi l potential=10 obs=5"
            ),
            [""; 0]
        );
    }

    #[test]
    fn what_is_part_of_another_is_never_the_largest_and_a_tie_goes_to_the_smaller_id() {
        assert_eq!(found("leakage", &format!("{LEAKS} k causes l")), ["k medium", "l high"]);
        assert_eq!(found("leakage", &LEAKS.replace("unit=2", "unit=1")), ["k high", "l medium"]);
        assert_eq!(
            found("leakage", &format!("{LEAKS} k causes l\n l causes k")),
            ["k high", "l medium"]
        );
    }
}
