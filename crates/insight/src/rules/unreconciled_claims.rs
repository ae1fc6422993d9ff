//! Catches savings and gains that are reported and never arrive: the initiatives' claims add up to
//! more than the result has moved.
//!
//! Speaks where the claims on a kpi, by now, of initiatives reported on track or done add up to A > 0
//! and its improvement since the baseline is less than half of A. Not for a range.

use std::collections::BTreeMap;

use causeway_model::{initiative::ReportedStatus, node::NodeKind, tombstone::undeleted};

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{finite, round9},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "unreconciled-claims",
    group: Group::Signal,
    question: Question::Driving,
    failure: Failure::FollowUp,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The claims on {subject} don't show in it",
        pt: "O que se declara sobre {subject} não aparece nele",
    },
    next: Said {
        en: "reconcile the claims with the figure, claim by claim",
        pt: "concilie as declarações com o número, uma a uma",
    },
    find,
};

const BOTH: Said = Said {
    en: "{causes}: {claimed} claimed; since its baseline it has improved by {improvement}. Missing: {gap}.",
    pt: "{causes}: {claimed} declarados; desde a linha de base, melhorou {improvement}. Faltam: {gap}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for (kpi, (claimed, causes)) in claimed(facts) {
        let Some(improvement) = improvement(facts, kpi) else { continue };
        let claimed = finite(claimed).unwrap_or(0.0);
        if round9(claimed) > 0.0 && round9(improvement) < round9(claimed / 2.0) {
            let gap = finite(claimed - improvement).unwrap_or(f64::MAX);
            let mut draft = Draft::on(kpi, Severity::High)
                .causes(causes)
                .why(&BOTH)
                .word("claimed", Word::Measured(kpi, claimed))
                .word("improvement", Word::Measured(kpi, improvement))
                .word("gap", Word::Measured(kpi, gap));
            draft.money = facts.leakage(kpi);
            drafts.push(draft);
        }
    }
}

/// How far a kpi got better since its baseline, 0 if it got worse.
fn improvement(facts: &Facts<'_>, kpi: usize) -> Option<f64> {
    let measure = facts.measure(kpi)?;
    let baseline = measure.metric.baseline.as_ref()?.value?;
    Some(measure.judge.better_by(measure.latest()?.value, baseline)?.max(0.0))
}

/// What initiatives claim of each kpi by now, and which.
fn claimed(facts: &Facts<'_>) -> BTreeMap<usize, (f64, Vec<usize>)> {
    let mut claimed: BTreeMap<usize, (f64, Vec<usize>)> = BTreeMap::new();
    for place in facts.of_kind(NodeKind::Initiative) {
        let initiative = facts.initiative(place);
        if !matches!(initiative.status(), ReportedStatus::OnTrack | ReportedStatus::Done) {
            continue;
        }
        for (id, claim) in undeleted(&initiative.claims, facts.as_of()) {
            let amount = claim.amount.filter(|_| claim.on.is_none_or(|on| on <= facts.as_of()));
            let kpi = facts.present().place(id.as_str());
            let Some((amount, kpi)) = amount.zip(kpi) else { continue };
            if facts.kind(kpi) == NodeKind::Kpi {
                let (total, by) = claimed.entry(kpi).or_default();
                *total += amount;
                by.push(place);
            }
        }
    }
    claimed
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn claim(kpi: &str, amount: &str) -> Vec<String> {
        let claim = format!(
            "initiative i initiative.claims.k.amount={amount} initiative.claims.k.on=2026-03-31"
        );
        found("unreconciled-claims", &format!("kpi k {kpi}\n {claim}"))
    }

    #[test]
    fn speaks_when_less_than_half_of_what_is_claimed_shows() {
        assert_eq!(claim("baseline=10 obs=11", "4"), ["k high"]);
        assert_eq!(claim("direction=down baseline=10 obs=12", "1"), ["k high"]);
    }

    #[test]
    fn is_silent_without_baseline_or_data_and_for_what_is_not_claimed_yet() {
        assert_eq!(claim("obs=11", "4"), [""; 0]);
        assert_eq!(claim("baseline=10", "4"), [""; 0]);
        let later = "kpi k baseline=10 obs=10\n initiative i initiative.claims.k.amount=4 initiative.claims.k.on=2026-04-01";
        assert_eq!(found("unreconciled-claims", later), [""; 0]);
        let off =
            "kpi k baseline=10 obs=10\n initiative i status=at_risk initiative.claims.k.amount=4";
        assert_eq!(found("unreconciled-claims", off), [""; 0]);
    }

    #[test]
    fn exactly_half_is_enough() {
        assert_eq!(claim("baseline=10 obs=12", "4"), [""; 0]);
        assert_eq!(claim("baseline=10 obs=11.999", "4"), ["k high"]);
        assert_eq!(claim("baseline=10 obs=10", "0"), [""; 0]);
    }
}
