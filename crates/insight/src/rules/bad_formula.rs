//! Catches a formula that gives no value: it names what isn't there, divides by zero, or can't be read.
//!
//! Speaks for unknown terms, a division by zero at the latest values, and a parse error.

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    formula::Formula,
    measure::Measure,
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "bad-formula",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The formula of {subject} has no value",
        pt: "A fórmula de {subject} não dá valor",
    },
    next: Said { en: "correct the formula of {subject}", pt: "corrija a fórmula de {subject}" },
    find,
};

const UNREADABLE: Said = Said {
    en: "{formula} can't be read from character {at} on.",
    pt: "{formula} não pode ser lida a partir do caractere {at}.",
};
const UNKNOWN: Said = Said {
    en: "{formula} names what is not on the map: {unknown}.",
    pt: "{formula} cita o que não está no mapa: {unknown}.",
};
const ZERO: Said = Said {
    en: "{formula} divides by zero at the latest values.",
    pt: "{formula} divide por zero nos últimos valores.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        let Some(measure) = facts.measure(place) else { continue };
        let Some(formula) = &measure.formula else { continue };
        let draft = Draft::on(place, Severity::High)
            .word("formula", Word::Text(measure.metric.formula.clone().unwrap_or_default()));
        match formula {
            Err(error) => {
                let at = i64::try_from(error.at + 1).unwrap_or(i64::MAX);
                drafts.push(draft.why(&UNREADABLE).word("at", Word::Count(at)));
            }
            Ok(formula) => {
                let unknown: Vec<Word> = formula
                    .terms()
                    .iter()
                    .filter(|term| facts.present().place(term).is_none())
                    .map(|term| Word::Text(term.clone()))
                    .collect();
                if !unknown.is_empty() {
                    drafts.push(draft.why(&UNKNOWN).word("unknown", Word::List(unknown)));
                } else if measure.is_lost || fails_now(facts, measure, formula) {
                    drafts.push(draft.why(&ZERO));
                }
            }
        }
    }
}

/// Whether it has no value although all of its terms have one.
fn fails_now(facts: &Facts<'_>, measure: &Measure<'_>, formula: &Formula) -> bool {
    let latest = |term: &String| Some(facts.measure(facts.present().place(term)?)?.latest()?.value);
    let values: Option<Vec<f64>> = formula.terms().iter().map(latest).collect();
    measure.latest().is_none() && values.is_some_and(|values| formula.value(&values).is_none())
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found};

    #[test]
    fn speaks_for_unknown_terms_zero_divisors_and_what_is_no_formula() {
        assert_eq!(found("bad-formula", "kpi a formula=ghost*2"), ["a high"]);
        assert_eq!(found("bad-formula", "kpi a formula=1/b\n driver b obs=0"), ["a high"]);
        assert_eq!(found("bad-formula", "kpi a formula=1+"), ["a high"]);
        assert_eq!(found("bad-formula", "kpi a formula=1/0"), ["a high"]);
    }

    #[test]
    fn is_silent_for_a_formula_that_works_or_waits_for_values() {
        assert_eq!(found("bad-formula", "kpi a formula=1/b\n driver b obs=2"), [""; 0]);
        assert_eq!(found("bad-formula", "kpi a formula=1/b\n driver b"), [""; 0]);
        assert_eq!(found("bad-formula", "kpi a formula=4"), [""; 0]);
    }

    #[test]
    fn only_the_latest_values_count_and_an_archived_term_is_unknown() {
        assert_eq!(found("bad-formula", "kpi a formula=1/b\n driver b obs=0,2"), [""; 0]);
        assert_eq!(found("bad-formula", "kpi a formula=1/b\n driver b obs=2,0"), ["a high"]);
        assert_eq!(
            found("bad-formula", "kpi a formula=b\n driver b obs=2 archived.by=ana"),
            ["a high"]
        );
    }

    #[test]
    fn a_formula_that_cannot_be_read_says_from_which_character_on() {
        let why = first("bad-formula", "kpi a formula=1+*2").why;
        assert!(why.contains("from character 3 on"), "{why}");
    }
}
