//! Catches a belief that the figures or the evidence speak against: the strategy still bets on a
//! cause that doesn't work as drawn.
//!
//! Speaks for a `causes` link whose evidence contradicts more often than it supports, or whose ends
//! move against its sign: at least eight pairs of values, changes between them correlated with p < 0.05.

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    numeric::round9,
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "contradicted-hypothesis",
    group: Group::Signal,
    question: Question::Driving,
    failure: Failure::Causality,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The link {subject} is contradicted",
        pt: "A ligação {subject} foi contradita",
    },
    next: Said {
        en: "correct the link, or say why it still holds",
        pt: "corrija a ligação ou explique por que ela ainda vale",
    },
    find,
};

const CLAIM: Said = Said {
    en: "The map says that it passes on {coefficient} of a movement.",
    pt: "O mapa diz que ela transmite {coefficient} de um movimento.",
};
const EVIDENCE: Said = Said {
    en: "Evidence against it: {contradicts}; for it: {supports}.",
    pt: "Evidências contra: {contradicts}; a favor: {supports}.",
};
const FIGURES: Said = Said {
    en: "The changes at both ends correlate the other way (ρ = {rho}, p = {p}).",
    pt: "As variações nas duas pontas se correlacionam no sentido oposto (ρ = {rho}, p = {p}).",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for (joined, test) in facts.tested_causes().filter(|(_, test)| test.is_contradicted()) {
        let (coefficient, verdicts, figures) = (test.coefficient, test.verdicts, test.against);
        let severity =
            if round9(coefficient.abs()) >= 0.5 { Severity::High } else { Severity::Medium };
        let count = |number: usize| Word::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let mut draft = Draft::about(About::Links(vec![joined.id], Some(joined.from)), severity)
            .why(&CLAIM)
            .why_if(verdicts.contradicts > verdicts.supports, &EVIDENCE)
            .why_if(figures.is_some(), &FIGURES)
            .word("coefficient", Word::Figure(coefficient))
            .word("contradicts", count(verdicts.contradicts))
            .word("supports", count(verdicts.supports));
        if let Some(found) = figures {
            draft = draft.word("rho", Word::Figure(found.rho)).word("p", Word::Figure(found.p));
        }
        drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found};

    const ENDS: &str = "driver a obs=1,3,2,5,4,8,6,9,7\n kpi b obs=1,3,2,5,4,8,6,9,7\n";

    #[test]
    fn speaks_when_evidence_or_figures_are_against_it() {
        let evidence = "driver a\n kpi b\n a causes b evidence.e.verdict=contradicts";
        assert_eq!(found("contradicted-hypothesis", evidence), ["a-b high"]);
        let figures = format!("{ENDS} a causes b polarity=- strength=weak");
        assert_eq!(found("contradicted-hypothesis", &figures), ["a-b medium"]);
    }

    #[test]
    fn is_silent_when_figures_agree_or_evidence_is_of_tomorrow() {
        assert_eq!(found("contradicted-hypothesis", &format!("{ENDS} a causes b")), [""; 0]);
        let later =
            "driver a\n kpi b\n a causes b evidence.e.verdict=contradicts evidence.e.on=2026-04-01";
        assert_eq!(found("contradicted-hypothesis", later), [""; 0]);
    }

    #[test]
    fn as_much_evidence_for_as_against_is_no_contradiction() {
        let map = "driver a\n kpi b\n a causes b evidence.e.verdict=contradicts evidence.f.verdict=supports";
        assert_eq!(found("contradicted-hypothesis", map), [""; 0]);
        // A lag of two months leaves seven pairs.
        assert_eq!(
            found("contradicted-hypothesis", &format!("{ENDS} a causes b polarity=- lag_days=60")),
            [""; 0]
        );
    }

    #[test]
    fn says_what_speaks_against_it_and_nothing_else() {
        let figures = format!("{ENDS} a causes b polarity=-");
        let why = first("contradicted-hypothesis", &figures).why;
        assert!(why.contains("correlate the other way") && !why.contains("Evidence"), "{why}");
        let evidence = "driver a\n kpi b\n a causes b evidence.e.verdict=contradicts";
        let why = first("contradicted-hypothesis", evidence).why;
        assert!(
            why.contains("Evidence against it: 1; for it: 0.") && !why.contains("correlate"),
            "{why}"
        );
    }
}
